// What would be published? The difference in words, what is wrong with it, a note, and the one button.
import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import { useQuery } from '@tanstack/react-query'
import { App, Button, Input, Popconfirm } from 'antd'
import { DownOutlined, UpOutlined } from '@ant-design/icons'
import type { Words } from '#kernel/error.ts'
import { placeWords } from '#kernel/place-words.ts'
import { admin, type WholeModel } from '#web/admin/admin-calls.ts'
import { modelMoved } from '#web/asks.ts'
import { CallError, messageOf } from '#web/call.ts'
import { useWidth } from '#web/parts/width.ts'
import { say, t } from '#web/words.ts'
import { ClashForm } from './clash-form.tsx'
import { DiffList } from './diff-list.tsx'
import { isEmpty } from '../draft.ts'
import { desk } from '../draft-desk.ts'
import { EffectsList, undecided, undecidedIn } from './effects-list.tsx'
import { fillDefaults } from './fill-defaults.ts'
import { PlaceLink } from './place-link.tsx'
import { UsesList } from './uses-list.tsx'
import type { Draft } from '../use-draft.ts'
import '../studio.css'

const words = {
  bar: { zh: '发布', en: 'Publishing' },
  will: { zh: '将发布 {n} 处修改', en: 'Changes to publish: {n}' },
  online: { zh: '线上 v{n}', en: 'v{n} is live' },
  checking: { zh: '正在检查…', en: 'Checking …' },
  wrong: {
    zh: '有 {n} 处问题，改好后才能发布。草稿已保存。',
    en: 'Problems to solve before it can be published: {n}. The draft is kept.',
  },
  unasked: { zh: '暂时无法检查：{why}', en: 'It can’t be checked now: {why}' },
  decide: { zh: '有 {n} 处要先决定', en: '{n} to decide first' },
  clashes: {
    zh: '别人发布了 v{v}，有 {n} 处与您的修改冲突',
    en: 'v{v} was published meanwhile; conflicts with your changes: {n}',
  },
  choose: { zh: '逐处选择…', en: 'Choose …' },
  catching: { zh: '正在并到 v{n} 上面…', en: 'Being laid over v{n} …' },
  more: { zh: '展开', en: 'Show' },
  less: { zh: '收起', en: 'Hide' },
  look: { zh: '查看并发布', en: 'Look and publish' },
  drop: { zh: '放弃', en: 'Drop' },
  drop_sure: { zh: '放弃草稿里的全部修改？', en: 'Drop all changes of the draft?' },
  note: { zh: '说明（给以后看的人）', en: 'Note (for whoever reads it later)' },
  publish: { zh: '发布 v{n}', en: 'Publish v{n}' },
  published: { zh: 'v{n} 已发布，所有人立即生效', en: 'v{n} is live for everybody' },
  moved: {
    zh: '别人刚发布了新版本。已重新比较，请再看一遍差异后发布。',
    en: 'Somebody published a version meanwhile. Look at the difference again, then publish.',
  },
  nothing: { zh: '草稿与线上版本相同', en: 'The draft equals what is live' },
} as const

export function PublishBar({ draft }: { draft: Draft }) {
  const { clashes } = draft.about
  const [choosing, setChoosing] = useState(true)
  useEffect(() => setChoosing(true), [clashes])
  if (clashes.length === 0) return isEmpty(draft.patch) ? null : <Publishing draft={draft} />
  return (
    <section className="publish-bar one" aria-label={say(words.bar)}>
      <p className="bad">
        <b>{say(words.clashes, { v: draft.published.version, n: clashes.length })}</b>
      </p>
      <Button type="primary" onClick={() => setChoosing(true)}>
        {say(words.choose)}
      </Button>
      {choosing && <ClashForm clashes={clashes} onClose={() => setChoosing(false)} />}
    </section>
  )
}

const stepsOf = (path: string): string[] => path.replace(/\[(\d+)\]/g, '.$1').split('.')

/** `views.pool.columns[3]`, in the words of people, who do not count the lines of a list. */
const placeOf = (model: WholeModel, path: string): Words =>
  placeWords(model, stepsOf(path.replace(/(\[\d+\]|\.\d+)+$/, '')))

/** What the server says of the patch: sound or not, what it does to records, and what still uses what it retires. */
function useChecked({ published, patch }: Draft) {
  const text = JSON.stringify(patch)
  const check = useQuery({
    queryKey: ['model', 'check', published.version, text],
    queryFn: ({ signal }) => admin.check(patch, signal),
    retry: false,
    placeholderData: (before) => before,
  })
  const effects = useQuery({
    queryKey: ['model', 'effects', published.version, text],
    queryFn: ({ signal }) => admin.effects({ changes: patch }, signal),
    enabled: check.isSuccess && !check.isFetching,
    retry: false,
    placeholderData: (before) => before,
  })
  const uses = useQuery({
    queryKey: ['model', 'uses', published.version, text],
    queryFn: ({ signal }) => admin.uses(patch, signal),
    enabled: check.isError,
    retry: false,
  })
  return { check, effects, uses }
}

/** Whoever folds the list away to have room goes on without it in the next room. */
const openKey = 'openltc.publish-bar'
const keptOpen = (): boolean | null => {
  const kept = sessionStorage.getItem(openKey)
  return kept === null ? null : kept === 'open'
}
const keepOpen = (open: boolean): void => sessionStorage.setItem(openKey, open ? 'open' : 'folded')

function Publishing({ draft }: { draft: Draft }) {
  const { message } = App.useApp()
  const width = useWidth()
  const [open, setOpen] = useState(() => keptOpen() ?? (width === 'middle' || width === 'wide'))
  const [note, setNote] = useState('')
  const [busy, setBusy] = useState(false)
  const [decisions, setDecisions] = useState(undecided)
  const { published, patch, shown } = draft
  const { check, effects, uses } = useChecked(draft)
  // Until the draft lies over what is live, what is shown here is not what would be published.
  const behind = draft.about.card !== null && draft.about.card.base !== published.version

  const publish = async () => {
    setBusy(true)
    try {
      const { version } = await desk.publish((card) =>
        admin.publish(patch, {
          note: note.trim(),
          if_version: published.version,
          keep_unconverted: decisions.keep,
          move_to: decisions.moves,
          ...(card ? { draft: card.id } : {}),
        }),
      )
      setDecisions(undecided)
      setNote('')
      await modelMoved()
      void message.success(say(words.published, { n: version }))
      const unfilled = await fillDefaults(version, effects.data, decisions)
      if (unfilled) void message.error(unfilled)
    } catch (error) {
      if (error instanceof CallError && error.code === 'model-moved') {
        await modelMoved()
        void message.warning(say(words.moved))
      } else void message.error(messageOf(error))
    } finally {
      setBusy(false)
    }
  }
  const used = uses.data?.data ?? []
  // What is wrong because it uses something that goes is told there, with what can be done about it.
  const problems = (check.error instanceof CallError ? check.error.errors : []).filter(
    (one) => !used.some((use) => use.path.startsWith(stepsOf(one.path).join('.'))),
  )
  const wrong = problems.length + (check.error ? new Set(used.map((use) => use.of)).size : 0)
  const diff = check.error ? [] : (check.data?.diff ?? [])
  const asked = effects.data ? undecidedIn(effects.data, decisions) : 0
  const ready =
    !behind && !check.error && !check.isFetching && diff.length > 0 && !!effects.data && asked === 0

  const summary = (): ReactNode => {
    if (behind) return say(words.catching, { n: published.version })
    if (wrong) return <span className="bad">{say(words.wrong, { n: wrong })}</span>
    if (check.error)
      return (
        <>
          <span className="bad">{say(words.unasked, { why: check.error.message })}</span>{' '}
          <Button size="small" onClick={() => void check.refetch()}>
            {t('again')}
          </Button>
        </>
      )
    if (!check.data) return say(words.checking)
    return diff.length ? say(words.will, { n: diff.length }) : say(words.nothing)
  }
  return (
    <section className="publish-bar" aria-label={say(words.bar)}>
      <div className="publish-what">
        <p className="publish-sum" aria-live="polite">
          <Button
            type="text"
            size="small"
            icon={open ? <DownOutlined /> : <UpOutlined />}
            aria-label={say(open ? words.less : words.more)}
            aria-expanded={open}
            onClick={() => {
              keepOpen(!open)
              setOpen(!open)
            }}
          />
          <b>{summary()}</b>
          {asked > 0 && <span className="tag bad">{say(words.decide, { n: asked })}</span>}
          <span className="ink-3">{say(words.online, { n: published.version })}</span>
        </p>
        {open && (
          <div className="publish-details">
            {check.error ? (
              <>
                <ul className="diff">
                  {problems.map((one) => (
                    <li key={one.path + one.detail}>
                      <span className="tag bad">
                        <PlaceLink path={one.path}>{say(placeOf(shown, one.path))}</PlaceLink>
                      </span>{' '}
                      {one.detail}
                    </li>
                  ))}
                </ul>
                <UsesList draft={draft} uses={used} />
              </>
            ) : (
              <>
                {effects.data && (
                  <>
                    <UsesList draft={draft} uses={effects.data.uses} />
                    <EffectsList
                      effects={effects.data}
                      lostOf={(object, field) =>
                        admin.unconverted({ changes: patch }, object, field)
                      }
                      decisions={decisions}
                      onDecide={setDecisions}
                    />
                  </>
                )}
                <DiffList diff={diff} linked />
              </>
            )}
          </div>
        )}
      </div>
      {open ? (
        <form
          className="publish-do"
          onSubmit={(event) => {
            event.preventDefault()
            if (ready && !busy) void publish()
          }}
        >
          <Input
            value={note}
            maxLength={500}
            placeholder={say(words.note)}
            aria-label={say(words.note)}
            onChange={(event) => setNote(event.target.value)}
          />
          <span className="adm-row">
            <Popconfirm
              title={say(words.drop_sure)}
              okText={say(words.drop)}
              cancelText={t('cancel')}
              onConfirm={draft.drop}
            >
              <Button type="text">{say(words.drop)}</Button>
            </Popconfirm>
            <Button type="primary" htmlType="submit" disabled={!ready} loading={busy}>
              {say(words.publish, { n: published.version + 1 })}
            </Button>
          </span>
        </form>
      ) : (
        <div className="publish-do">
          <Button type="primary" onClick={() => setOpen(true)}>
            {say(words.look)}
          </Button>
        </div>
      )}
    </section>
  )
}
