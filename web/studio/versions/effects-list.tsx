// What does the change do to the records that are there? Each number opens its rows; what has to be decided is decided here.
import { byLabel } from '#web/parts/by-label.ts'
import { Link } from '@tanstack/react-router'
import { Button, Checkbox, Select } from 'antd'
import type { ModelEffects, ModelUse } from '#kernel/api/draft.ts'
import { number } from '#kernel/money/written.ts'
import { say } from '#web/words.ts'
import { joined } from './joined.ts'
import { PlaceLink } from './place-link.tsx'
import type { Draft } from '../use-draft.ts'
import { fieldOptions } from '../field-options.ts'

const words = {
  rows: { zh: '涉及', en: 'Touches' },
  count: { zh: '{n} 条', en: '{n} {n:record|records}' },
  converts: {
    zh: '{place}：{from} → {to}，{ok} 个值转换',
    en: '{place}: {from} → {to}, {ok} values are converted',
  },
  such_as: { zh: '例如', en: 'such as' },
  lost: { zh: '{n} 个不能转换', en: '{n} do not convert' },
  file: { zh: '导出', en: 'Export them' },
  keep: {
    zh: '仍然发布：这些值留在原列，随时可导出，撤销时恢复',
    en: 'Publish anyway: these values stay in the old column, can be exported and come back with an undo',
  },
  stage: {
    zh: '阶段「{stage}」要停用，里面还有 {n} 条，移到',
    en: '“{stage}” is retired with {n} {n:record|records} in it; move them to',
  },
  withdrawn: {
    zh: '审批流「{flow}」不再等在那里：{n} 个待处理的审批会撤回，并通知发起人',
    en: '“{flow}” no longer waits there: {n} open approvals are withdrawn, and whoever asked is told',
  },
  move_to: { zh: '选择阶段', en: 'Choose a stage' },
  own_breaks: {
    zh: '发布后打不开的个人报表和仪表盘（由本人改）',
    en: 'Reports and dashboards of people’s own that can’t be opened afterwards (theirs to mend)',
  },
  own_private: { zh: '未共享的{kind}（{owner}）', en: '{kind} shared with nobody ({owner})' },
  report: { zh: '报表', en: 'a report' },
  dashboard: { zh: '仪表盘', en: 'a dashboard' },
  own_named: { zh: '「{name}」（{owner}）', en: '“{name}” ({owner})' },
  kept: { zh: '不再显示，数据保留', en: 'no longer shown; the data are kept' },
  effect: { zh: '影响', en: 'Effect' },
  decide: { zh: '待定', en: 'Decide' },
  use: { zh: '在用', en: 'Used' },
  uses: {
    zh: '{what} 要停用，但还有 {n} 处在用',
    en: '{what} is to be retired but still used; places: {n}',
  },
  remove: { zh: '去掉', en: 'Take away' },
  remove_all: { zh: '全部去掉', en: 'Take all away' },
  by_hand: { zh: '请手工修改', en: 'to be changed by hand' },
  replace: { zh: '改用字段…', en: 'Use another field …' },
  back: { zh: '不停用了', en: 'Keep it' },
} as const

const comma = { zh: '，', en: ', ' } as const
const stop = { zh: '、', en: '; ' } as const
const colon = { zh: '：', en: ': ' } as const

export interface Decisions {
  readonly keep: boolean
  readonly moves: Readonly<Record<string, Readonly<Record<string, string>>>>
}

/** How much has still to be decided before a publish? */
export const undecidedIn = (effects: ModelEffects, { keep, moves }: Decisions): number =>
  effects.stages.filter((one) => !moves[one.object]?.[one.stage]).length +
  (keep ? 0 : effects.conversions.filter((one) => one.lost > 0).length)

export interface EffectsListProps {
  effects: ModelEffects
  /** The values of a field that do not convert, as a workbook. */
  lostOf: (object: string, field: string) => Promise<Blob>
  decisions: Decisions
  onDecide: (next: Decisions) => void
}

export const undecided: Decisions = { keep: false, moves: {} }

export function EffectsList({ effects, lostOf, decisions, onDecide }: EffectsListProps) {
  const { rows, conversions, caught, stages, kept, approvals, own } = effects
  const lost = conversions.some((one) => one.lost > 0)
  if (![rows, conversions, caught, stages, kept, approvals, own].some((list) => list.length))
    return null
  return (
    <ul className="diff effects">
      {stages.map((one) => (
        <li key={`${one.object} ${one.stage}`}>
          <span className="tag bad">{say(words.decide)}</span>{' '}
          {say(words.stage, { stage: one.label, n: one.count })}{' '}
          <Select
            size="small"
            style={{ width: 160 }}
            placeholder={say(words.move_to)}
            aria-label={say(words.stage, { stage: one.label, n: one.count })}
            value={decisions.moves[one.object]?.[one.stage] ?? null}
            options={one.to.map(({ stage, label }) => ({ value: stage, label: say(label) }))}
            onChange={(to: string) =>
              onDecide({
                ...decisions,
                moves: {
                  ...decisions.moves,
                  [one.object]: { ...decisions.moves[one.object], [one.stage]: to },
                },
              })
            }
          />
        </li>
      ))}
      {conversions.map((one) => (
        <li key={`${one.object} ${one.field}`}>
          <span className={one.lost ? 'tag bad' : 'tag'}>
            {say(one.lost ? words.decide : words.effect)}
          </span>{' '}
          {say(words.converts, {
            place: one.place,
            from: one.from,
            to: one.to,
            ok: one.total - one.lost,
          })}
          {one.lost > 0 && (
            <>
              {say(comma)}
              <b className="bad">{say(words.lost, { n: one.lost })}</b>
              {say(colon)}
              <span className="ink-3">
                {one.sample
                  .map((it) => it.value)
                  .slice(0, 5)
                  .join('、')}
              </span>{' '}
              <Button size="small" onClick={() => void save(lostOf, one.object, one.field)}>
                {say(words.file)}
              </Button>
            </>
          )}
          {one.becomes.length > 0 && (
            <span className="ink-3">
              {' '}
              {say(words.such_as)}{' '}
              {one.becomes.map((it) => `${it.before} → ${it.after}`).join(say(stop))}
            </span>
          )}
        </li>
      ))}
      {lost && (
        <li>
          <Checkbox
            checked={decisions.keep}
            onChange={(event) => onDecide({ ...decisions, keep: event.target.checked })}
          >
            {say(words.keep)}
          </Checkbox>
        </li>
      )}
      {approvals.map((one) => (
        <li key={one.flow}>
          <span className="tag warn">{say(words.effect)}</span>{' '}
          {say(words.withdrawn, { flow: one.label, n: one.count })}
        </li>
      ))}
      {own.length > 0 && (
        <li>
          <span className="tag warn">{say(words.effect)}</span> {say(words.own_breaks)}
          {say(colon)}
          {own.map(ownWords).join(say(stop))}
        </li>
      )}
      {caught.map((one) => (
        <li key={say(one.place) + say(one.says)}>
          <span className="tag warn">{say(words.effect)}</span> {say(one.place)}
          {say(colon)}
          <Rows object={one.object} filter={one.filter} count={one.count} /> {say(one.says)}
        </li>
      ))}
      {kept.map((one) => (
        <li key={one.path}>
          <span className="tag">{say(words.effect)}</span> {say(one.place)}
          {say(colon)}
          {say(words.count, { n: number(one.count) })} {say(words.kept)}
        </li>
      ))}
      {rows.length > 0 && (
        <li className="ink-3">
          {say(words.rows)}{' '}
          {rows
            .map((one) => `${say(one.label)} ${say(words.count, { n: number(one.count) })}`)
            .join(say(comma))}
        </li>
      )}
    </ul>
  )
}

/** What its owner shares with nobody is not called by its name here either. */
const ownWords = ({ kind, name, owner }: ModelEffects['own'][number]): string =>
  name === null
    ? say(words.own_private, { kind: say(words[kind]), owner })
    : say(words.own_named, { name, owner })

function Rows({ object, filter, count }: { object: string; filter: string | null; count: number }) {
  const text = say(words.count, { n: number(count) })
  if (filter === null) return <b>{text}</b>
  return (
    <Link to="/o/$object" params={{ object }} search={{ filter }} target="_blank">
      {text}
    </Link>
  )
}

async function save(
  lostOf: EffectsListProps['lostOf'],
  object: string,
  field: string,
): Promise<void> {
  const url = URL.createObjectURL(await lostOf(object, field))
  const link = document.createElement('a')
  link.href = url
  link.download = `${object}.${field}.xlsx`
  link.click()
  URL.revokeObjectURL(url)
}

const at = (whole: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (map, key) =>
      typeof map === 'object' && map !== null ? (map as Record<string, unknown>)[key] : undefined,
    whole,
  )

/** The uses of what is retired, thing by thing, each with a way out: take it away, use another field, or keep the thing. */
export function UsesList({ draft, uses }: { draft: Draft; uses: readonly ModelUse[] }) {
  return [...new Set(uses.map((one) => one.of))].map((of) => (
    <UsesOf key={of} draft={draft} of={of} uses={uses.filter((one) => one.of === of)} />
  ))
}

function UsesOf({ draft, of, uses }: { draft: Draft; of: string; uses: readonly ModelUse[] }) {
  const removable = uses.filter((one) => one.remove)
  const { what } = uses[0]!
  const path = of.split('.')
  return (
    <section className="uses" aria-label={say(words.uses, { what, n: uses.length })}>
      <header>
        <p>
          <span className="tag bad">{say(words.use)}</span>{' '}
          <b>{say(words.uses, { what, n: uses.length })}</b>
        </p>
        {removable.length > 1 && (
          <Button size="small" onClick={() => draft.put(...allOf(draft, removable))}>
            {say(words.remove_all)}
          </Button>
        )}
        <Replace draft={draft} of={of} uses={uses} />
        <Button size="small" onClick={() => draft.put([path, at(draft.published, path)])}>
          {say(words.back)}
        </Button>
      </header>
      <ul className="diff">
        {uses.map((one) => (
          <li key={one.path}>
            <span>
              <PlaceLink path={one.path}>{say(one.place)}</PlaceLink>
            </span>
            {one.remove ? (
              <Button size="small" onClick={() => draft.put([one.remove!.path, one.remove!.value])}>
                {say(words.remove)}
              </Button>
            ) : (
              <span className="warn">{say(words.by_hand)}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** All of them in one step; those of one list are joined. */
function allOf(draft: Draft, uses: readonly ModelUse[]): (readonly [string[], unknown])[] {
  const removals = uses.flatMap((one) => one.remove ?? [])
  return [...Map.groupBy(removals, (one) => one.path.join('.')).values()].map((list) => {
    const { path } = list[0]!
    return [
      path,
      joined(
        at(draft.shown, path),
        list.map((one) => one.value),
      ),
    ] as const
  })
}

function Replace({ draft, of, uses }: { draft: Draft; of: string; uses: readonly ModelUse[] }) {
  const [, object = '', kind, field = ''] = of.split('.')
  const fields = kind === 'fields' ? draft.shown.objects[object]?.fields : undefined
  if (!fields) return null
  const replace = (next: string) => {
    const word = new RegExp(`(?<![\\w."])${field}(?![\\w"])`, 'g')
    const changes = new Map<string, readonly [string[], unknown]>()
    for (const one of uses) {
      const path = one.path.split('.')
      const index = path.findIndex((step) => /^\d+$/.test(step))
      const place = index === -1 ? path : path.slice(0, index)
      const value = changes.get(place.join('.'))?.[1] ?? at(draft.shown, place)
      const text = JSON.stringify(value)
      // In a list of names the whole text is the name; in a formula it is a word of it.
      const names = text.replaceAll(`"${field}"`, `"${next}"`)
      changes.set(place.join('.'), [
        place,
        JSON.parse(names === text ? text.replace(word, next) : names),
      ])
    }
    draft.put(...changes.values())
  }
  return (
    <Select
      size="small"
      style={{ width: 140 }}
      value={null}
      placeholder={say(words.replace)}
      aria-label={say(words.replace)}
      showSearch={byLabel}
      options={fieldOptions(draft.shown.objects[object])}
      onChange={(next: string | null) => next && replace(next)}
    />
  )
}
