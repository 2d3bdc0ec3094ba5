// Who changed the model when, and what? Any two versions can be compared, and any one made the newest again.
import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { App, Button, Checkbox } from 'antd'
import type { ModelVersion } from '#kernel/api.ts'
import { admin, adminKeys, modelMoved } from '#web/admin/admin-calls.ts'
import { Answer } from '#web/admin/answer.tsx'
import { SideForm } from '#web/admin/side-form.tsx'
import { instant, todayIn } from '#web/format.ts'
import { useMeta } from '#web/meta.ts'
import { Segments } from '#web/parts/segments.tsx'
import { say, t } from '#web/words.ts'
import { DiffList } from './diff-list.tsx'
import { Figures } from './figures.tsx'

const words = {
  all: { zh: '全部', en: 'All' },
  this: { zh: '涉及此对象', en: 'About this object' },
  compare: { zh: '比较所选两个版本', en: 'Compare the two chosen' },
  choose: { zh: '勾选两个版本来比较', en: 'Tick two versions to compare' },
  compared: { zh: 'v{from} → v{to}', en: 'v{from} → v{to}' },
  back: { zh: '回到此版本', en: 'Go back to it' },
  back_title: { zh: '回到 v{n}', en: 'Go back to v{n}' },
  back_help: {
    zh: '将发布一个新版本，内容与 v{n} 相同。中间的版本仍在列表里，可以再回来。数据不会丢失。',
    en: 'A new version is published that equals v{n}. Those between stay in the list, and no data is lost.',
  },
  back_do: { zh: '发布', en: 'Publish' },
  back_done: { zh: '已回到 v{n}，现在是 v{now}', en: 'Back to v{n}; it is now v{now}' },
  live: { zh: '线上', en: 'Live' },
  figures: { zh: '前后指标', en: 'Figures before and after' },
  first: { zh: '出厂标准', en: 'The standard as it ships' },
  same: { zh: '没有差异。', en: 'No difference.' },
  note_back: { zh: '回到 v{n}', en: 'Back to v{n}' },
  none: { zh: '还没有涉及此对象的版本。', en: 'No version about this object yet.' },
} as const

export interface VersionsListProps {
  /** Begins with those about this object. */
  object: string | null
  /** With the figures before and after each version. */
  figures?: boolean
}

export function VersionsList({ object, figures = false }: VersionsListProps) {
  const versions = useQuery({ queryKey: adminKeys.versions, queryFn: admin.versions })
  return (
    <Answer of={versions}>
      {({ data }) => <Versions list={data} object={object} figures={figures} />}
    </Answer>
  )
}

interface VersionsProps {
  list: readonly ModelVersion[]
  object: string | null
  figures: boolean
}

function Versions({ list, object, figures }: VersionsProps) {
  const [opened, setOpened] = useState<number | null>(null)
  const { company } = useMeta()
  const [scope, setScope] = useState<'all' | 'this'>('all')
  const [chosen, setChosen] = useState<readonly number[]>([])
  const [open, setOpen] = useState<{ from: number; to: number; back: boolean } | null>(null)
  const today = todayIn(company.zone)
  const newest = list[0]?.version ?? 0
  const prefix = `objects.${object ?? ''}`
  const about = (one: ModelVersion) =>
    one.diff.some((it) => it.path === prefix || it.path.startsWith(`${prefix}.`))
  const shown = scope === 'this' ? list.filter(about) : list
  const tick = (version: number, on: boolean) =>
    setChosen(on ? [...chosen, version].slice(-2) : chosen.filter((one) => one !== version))
  const [a, b] = [...chosen].sort((x, y) => x - y)
  return (
    <>
      <div className="adm-tools">
        {object && (
          <Segments
            label={say(words.all)}
            value={scope}
            options={[
              { value: 'all', label: say(words.all) },
              { value: 'this', label: say(words.this) },
            ]}
            onChange={setScope}
          />
        )}
        <span className="grow" />
        <Button
          disabled={a === undefined || b === undefined}
          title={say(words.choose)}
          onClick={() =>
            a !== undefined && b !== undefined && setOpen({ from: a, to: b, back: false })
          }
        >
          {say(words.compare)}
        </Button>
      </div>
      {shown.length === 0 && <p className="adm-empty">{say(words.none)}</p>}
      <ol className="versions">
        {shown.map((one) => (
          <li key={one.version}>
            <Checkbox
              checked={chosen.includes(one.version)}
              aria-label={`${say(words.choose)} v${one.version}`}
              onChange={(event) => tick(one.version, event.target.checked)}
            />
            <span>
              <b>v{one.version}</b>
            </span>
            <div>
              <p>
                {!one.diff.length && one.version === 1 ? say(words.first) : noteText(one.note)}{' '}
                <span className="ink-3">
                  {one.who.name} · {instant(one.at, company.zone, today)}
                </span>{' '}
                {one.version === newest && <span className="tag accent">{say(words.live)}</span>}
              </p>
              <DiffList diff={one.diff} />
              {figures && one.version > 1 && (
                <>
                  <Button
                    type="link"
                    size="small"
                    className="figures-open"
                    aria-expanded={opened === one.version}
                    onClick={() => setOpened(opened === one.version ? null : one.version)}
                  >
                    {say(words.figures)}
                  </Button>
                  {opened === one.version && (
                    <Figures version={one.version} about={objectsOf(one)} />
                  )}
                </>
              )}
            </div>
            {one.version !== newest && (
              <Button
                type="text"
                size="small"
                onClick={() => setOpen({ from: newest, to: one.version, back: true })}
              >
                {say(words.back)}
              </Button>
            )}
          </li>
        ))}
      </ol>
      {open && <Between {...open} onClose={() => setOpen(null)} />}
    </>
  )
}

const objectsOf = (version: ModelVersion): ReadonlySet<string> =>
  new Set(
    version.diff.flatMap((one) =>
      one.path.startsWith('objects.') ? [one.path.split('.')[1] ?? ''] : [],
    ),
  )

/** Notes that the server writes by itself are signs; people's own are theirs. */
const noteText = (note: string): string => {
  const back = /^↩ (\d+)$/.exec(note)
  if (back) return say(words.note_back, { n: back[1] ?? '' })
  if (note === 'import') return t('import')
  return /^[+~-] [\w.]+$/.test(note) ? '' : note
}

interface BetweenProps {
  from: number
  to: number
  back: boolean
  onClose: () => void
}

function Between({ from, to, back, onClose }: BetweenProps) {
  const { message } = App.useApp()
  const answer = useQuery({
    queryKey: adminKeys.difference(from, to),
    queryFn: () => admin.difference(from, to),
  })
  const rollBack = async () => {
    const { version } = await admin.rollBack(to, { keep_unconverted: true })
    await modelMoved()
    void message.success(say(words.back_done, { n: to, now: version }))
    onClose()
  }
  return (
    <SideForm
      title={say(back ? words.back_title : words.compared, { n: to, from, to })}
      onClose={onClose}
      width={640}
      {...(back ? { onSave: rollBack, saveLabel: say(words.back_do) } : {})}
    >
      {() => (
        <>
          {back && <p className="form-note warn">{say(words.back_help, { n: to })}</p>}
          <Answer of={answer}>
            {({ data }) => (data.length ? <DiffList diff={data} /> : <p>{say(words.same)}</p>)}
          </Answer>
        </>
      )}
    </SideForm>
  )
}
