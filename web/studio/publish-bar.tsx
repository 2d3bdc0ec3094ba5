// What would be published? The difference in words, what is wrong with it, a note, and the one button.
import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { App, Button, Input, Popconfirm } from 'antd'
import { admin, modelMoved } from '#web/admin/admin-calls.ts'
import { CallError } from '#web/call.ts'
import { say, t } from '#web/words.ts'
import { DiffList } from './diff-list.tsx'
import { isEmpty } from './draft.ts'
import { desk } from './draft-desk.ts'
import { decided, EffectsList, UsesList } from './effects-list.tsx'
import type { Decisions } from './effects-list.tsx'
import { placeOf } from './place.ts'
import type { Draft } from './use-draft.ts'
import './studio.css'

const words = {
  will: { zh: '将发布 {n} 处修改', en: '{n} changes to publish' },
  online: { zh: '线上 v{n}', en: 'v{n} is live' },
  checking: { zh: '正在检查…', en: 'Checking …' },
  wrong: {
    zh: '有 {n} 处问题，改好后才能发布。草稿已保存。',
    en: '{n} problems to solve before it can be published. The draft is kept.',
  },
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

const undecided: Decisions = { keep: false, moves: {} }

export function PublishBar({ draft }: { draft: Draft }) {
  const { message } = App.useApp()
  const [note, setNote] = useState('')
  const [busy, setBusy] = useState(false)
  const [decisions, setDecisions] = useState<Decisions>(undecided)
  const { published, patch, shown } = draft
  const check = useQuery({
    queryKey: ['model', 'check', published.version, JSON.stringify(patch)],
    queryFn: ({ signal }) => admin.check(patch, signal),
    enabled: !isEmpty(patch),
    retry: false,
    placeholderData: (before) => before,
  })
  const effects = useQuery({
    queryKey: ['model', 'effects', published.version, JSON.stringify(patch)],
    queryFn: ({ signal }) => admin.effects(patch, signal),
    enabled: !isEmpty(patch) && check.isSuccess && !check.isFetching,
    retry: false,
    placeholderData: (before) => before,
  })
  const uses = useQuery({
    queryKey: ['model', 'uses', published.version, JSON.stringify(patch)],
    queryFn: ({ signal }) => admin.uses(patch, signal),
    enabled: check.isError,
    retry: false,
  })
  if (isEmpty(patch)) return null

  const publish = async () => {
    setBusy(true)
    try {
      await desk.flush()
      const { card } = desk.now()
      const { version } = await admin.publish(patch, {
        note: note.trim(),
        if_version: published.version,
        keep_unconverted: decisions.keep,
        move_to: decisions.moves,
        ...(card ? { draft: card.id } : {}),
      })
      await desk.done()
      setDecisions(undecided)
      setNote('')
      await modelMoved()
      void message.success(say(words.published, { n: version }))
    } catch (error) {
      if (error instanceof CallError && error.code === 'model-moved') {
        await modelMoved()
        void message.warning(say(words.moved))
      } else void message.error(error instanceof Error ? error.message : String(error))
    } finally {
      setBusy(false)
    }
  }
  const refused = check.error instanceof CallError ? check.error : null
  const problems = refused?.errors ?? []
  const diff = check.error ? [] : (check.data?.diff ?? [])
  const ready =
    !check.error && !check.isFetching && diff.length > 0 && decided(effects.data, decisions)
  return (
    <section className="publish-bar" aria-live="polite">
      <div className="publish-what">
        {check.error ? (
          <>
            <p className="bad">
              <b>
                {problems.length ? say(words.wrong, { n: problems.length }) : check.error.message}
              </b>
            </p>
            <ul className="diff">
              {problems.map((one) => (
                <li key={one.path + one.detail}>
                  <span className="tag bad">{placeOf(shown, one.path)}</span> {one.detail}
                </li>
              ))}
            </ul>
            <UsesList draft={draft} uses={uses.data?.data ?? []} />
          </>
        ) : (
          <>
            <p>
              <b>
                {check.data
                  ? diff.length
                    ? say(words.will, { n: diff.length })
                    : say(words.nothing)
                  : say(words.checking)}
              </b>{' '}
              <span className="ink-3">{say(words.online, { n: published.version })}</span>
            </p>
            {effects.data && (
              <>
                <UsesList draft={draft} uses={effects.data.uses} />
                <EffectsList
                  draft={draft}
                  effects={effects.data}
                  decisions={decisions}
                  onDecide={setDecisions}
                />
              </>
            )}
            <DiffList diff={diff} />
          </>
        )}
      </div>
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
    </section>
  )
}
