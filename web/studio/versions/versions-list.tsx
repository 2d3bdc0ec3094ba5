// Who changed the model when, and what? Any two versions can be compared, and any one made the newest again.
import { useState } from 'react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Button, Checkbox } from 'antd'
import type { ModelVersion } from '#kernel/api/model.ts'
import { admin, adminKeys } from '#web/admin/admin-calls.ts'
import { Answer } from '#web/admin/answer.tsx'
import { SideForm } from '#web/admin/side-form.tsx'
import { instant, todayIn } from '#web/format.ts'
import { useMeta } from '#web/meta.ts'
import { Segments } from '#web/parts/segments.tsx'
import { say, t } from '#web/words.ts'
import { DiffList } from './diff-list.tsx'
import { Figures } from './figures.tsx'
import { GoBack } from './go-back.tsx'

const words = {
  all: { zh: '全部', en: 'All' },
  this: { zh: '涉及此对象', en: 'About this object' },
  compare: { zh: '比较所选两个版本', en: 'Compare the two chosen' },
  choose: { zh: '勾选两个版本来比较', en: 'Tick two versions to compare' },
  compared: { zh: 'v{from} → v{to}', en: 'v{from} → v{to}' },
  back: { zh: '回到此版本', en: 'Go back to it' },
  live: { zh: '线上', en: 'Live' },
  figures: { zh: '前后指标', en: 'Figures before and after' },
  first: { zh: '出厂标准', en: 'The standard as it ships' },
  same: { zh: '没有差异。', en: 'No difference.' },
  note_back: { zh: '回到 v{n}', en: 'Back to v{n}' },
  older: { zh: '更早的版本', en: 'Older versions' },
  none: { zh: '还没有涉及此对象的版本。', en: 'No version about this object yet.' },
} as const

export interface VersionsListProps {
  /** Begins with those about this object. */
  object: string | null
  /** With the figures before and after each version. */
  figures?: boolean
  help?: string
}

export function VersionsList({ object, figures = false, help }: VersionsListProps) {
  const versions = useInfiniteQuery({
    queryKey: adminKeys.versions,
    queryFn: ({ pageParam }) => admin.versions(pageParam),
    initialPageParam: null as number | null,
    getNextPageParam: (last) => last.next,
  })
  return (
    <Answer of={versions}>
      {({ pages }) => (
        <>
          <Versions
            list={pages.flatMap((page) => page.data)}
            object={object}
            figures={figures}
            help={help}
          />
          {versions.hasNextPage && (
            <Button
              className="versions-more"
              loading={versions.isFetchingNextPage}
              onClick={() => void versions.fetchNextPage()}
            >
              {say(words.older)}
            </Button>
          )}
        </>
      )}
    </Answer>
  )
}

interface VersionsProps {
  list: readonly ModelVersion[]
  object: string | null
  figures: boolean
  help: string | undefined
}

function Versions({ list, object, figures, help }: VersionsProps) {
  const [opened, setOpened] = useState<number | null>(null)
  const { company } = useMeta()
  const [scope, setScope] = useState<'all' | 'this'>(object ? 'this' : 'all')
  const [chosen, setChosen] = useState<readonly number[]>([])
  const [compared, setCompared] = useState<{ from: number; to: number } | null>(null)
  const [back, setBack] = useState<number | null>(null)
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
        <span className="grow ink-3">{help}</span>
        <Button
          disabled={a === undefined || b === undefined}
          title={say(words.choose)}
          onClick={() => a !== undefined && b !== undefined && setCompared({ from: a, to: b })}
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
              <DiffList diff={one.diff} first={6} />
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
              <Button type="text" size="small" onClick={() => setBack(one.version)}>
                {say(words.back)}
              </Button>
            )}
          </li>
        ))}
      </ol>
      {compared && <Between {...compared} onClose={() => setCompared(null)} />}
      {back !== null && <GoBack from={newest} to={back} onClose={() => setBack(null)} />}
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
  const back = /^↩ (\d+)(?: (.+))?$/s.exec(note)
  if (back) return [say(words.note_back, { n: back[1] ?? '' }), back[2]].filter(Boolean).join(' · ')
  if (note === 'import') return t('import')
  return /^[+~-] [\w.]+$/.test(note) ? '' : note
}

interface BetweenProps {
  from: number
  to: number
  onClose: () => void
}

function Between({ from, to, onClose }: BetweenProps) {
  const answer = useQuery({
    queryKey: adminKeys.difference(from, to),
    queryFn: () => admin.difference(from, to),
  })
  return (
    <SideForm title={say(words.compared, { from, to })} onClose={onClose} width={640}>
      {() => (
        <Answer of={answer}>
          {({ data }) => (data.length ? <DiffList diff={data} /> : <p>{say(words.same)}</p>)}
        </Answer>
      )}
    </SideForm>
  )
}
