// What does the change do to the records that are there? Each number opens its rows; what has to be decided is decided here.
import { Link } from '@tanstack/react-router'
import { Button, Checkbox, Select } from 'antd'
import type { ModelEffects } from '#kernel/api/draft.ts'
import { number } from '#kernel/money/written.ts'
import { say } from '#web/words.ts'

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
  defaults: {
    zh: '{n} 条已有的记录仍为空；默认值只填新记录',
    en: '{n} records that exist stay empty; a default is for new ones',
  },
  fill: {
    zh: '发布后也给已有的记录填上默认值（后台进行，记入历史）',
    en: 'Fill the default into existing records, too, once it is published (in the background, told in their history)',
  },
  kept: { zh: '不再显示，数据保留', en: 'no longer shown; the data are kept' },
  effect: { zh: '影响', en: 'Effect' },
  decide: { zh: '待定', en: 'Decide' },
} as const

const comma = { zh: '，', en: ', ' } as const
const stop = { zh: '、', en: '; ' } as const
const colon = { zh: '：', en: ': ' } as const

export interface Decisions {
  readonly keep: boolean
  /** New defaults are filled into the records that are there, once it is published. */
  readonly fill: boolean
  readonly moves: Readonly<Record<string, Readonly<Record<string, string>>>>
}

/** How much has still to be decided before a publish? */
export const undecidedIn = (
  effects: ModelEffects,
  { keep, moves }: Pick<Decisions, 'keep' | 'moves'>,
): number =>
  effects.stages.filter((one) => !moves[one.object]?.[one.stage]).length +
  (keep ? 0 : effects.conversions.filter((one) => one.lost > 0).length)

export interface EffectsListProps {
  effects: ModelEffects
  /** The values of a field that do not convert, as a workbook. */
  lostOf: (object: string, field: string) => Promise<Blob>
  decisions: Decisions
  onDecide: (next: Decisions) => void
}

export const undecided: Decisions = { keep: false, fill: false, moves: {} }

export function EffectsList({ effects, lostOf, decisions, onDecide }: EffectsListProps) {
  const { rows, conversions, defaults, caught, stages, kept, approvals, own } = effects
  const lost = conversions.some((one) => one.lost > 0)
  if (
    ![rows, conversions, defaults, caught, stages, kept, approvals, own].some((list) => list.length)
  )
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
      {defaults.map((one) => (
        <li key={`${one.object} ${one.field}`}>
          <span className="tag">{say(words.effect)}</span> {say(one.place)}
          {say(colon)}
          {say(words.defaults, { n: number(one.count) })}
        </li>
      ))}
      {defaults.some((one) => one.fillable) && (
        <li>
          <Checkbox
            checked={decisions.fill}
            onChange={(event) => onDecide({ ...decisions, fill: event.target.checked })}
          >
            {say(words.fill)}
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
