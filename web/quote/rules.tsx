// What would submitting ask for, now? The approval rule and what is missing, each with what to do about it.
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import {
  CheckOutlined,
  ClockCircleOutlined,
  InfoCircleOutlined,
  WarningOutlined,
} from '@ant-design/icons'
import type { GateLine, RecordPage } from '#kernel/api/record-page.ts'
import { keys } from '#web/asks.ts'
import { call } from '#web/call.ts'
import { useMeta } from '#web/meta.ts'
import { language, say } from '#web/words.ts'
import type { Verdict } from './approval-rule.ts'
import { numbersOf } from './blocks.ts'
import { fitNames } from './draft-line.ts'
import type { DraftLine } from './draft-line.ts'
import { words } from './words.ts'

interface RulesProps {
  lines: readonly DraftLine[]
  verdicts: readonly Verdict[]
  page: RecordPage | undefined
  /** The deal that it is for. */
  opportunity: string | null
  /** Brings the discount of these lines down to the limit. */
  onLower: (lines: readonly number[], limit: string) => void
}

export function Rules({ lines, verdicts, page, opportunity, onLower }: RulesProps) {
  const isLost = useIsLost(opportunity)
  if (isLost)
    return (
      <ul className="rules" aria-label={say(words.rules)}>
        <li>
          <WarningOutlined className="warn" />
          <span>{say(words.deal_lost)}</span>
        </li>
      </ul>
    )
  const fits = fitsOf(lines)
  // What is said of lines is told with them.
  const checks = Object.values(useMeta().objects.quote?.lifecycle?.moves.submit?.gate?.checks ?? {})
  const isToldOf = ({ says }: GateLine): boolean =>
    fits.some(({ name }) =>
      checks.some((one) => one?.says.en === says.en && one.if.includes(`lines, ${name} `)),
    )
  // Lines below the floor are told where their approval is, with their numbers.
  const isToldBelow = verdicts.some((verdict) => verdict.floor.length > 0)
  const gate =
    page?.moves
      .find((move) => move.via === 'submit')
      ?.checklist.filter((line) => !line.ok && !(line.advice && isToldBelow) && !isToldOf(line)) ??
    []
  if (!verdicts.length && !gate.length && !fits.length) return null
  return (
    <ul className="rules" aria-label={say(words.rules)}>
      {gate.map((line) => (
        <li key={say(line.says)}>
          {line.advice ? (
            <InfoCircleOutlined className="ink-3" />
          ) : (
            <ClockCircleOutlined className="warn" />
          )}
          <span>{say(line.says)}</span>
        </li>
      ))}
      {fits.map(({ key, number, name, names }) => (
        <li key={key}>
          {name === 'advised' ? (
            <InfoCircleOutlined className="ink-3" />
          ) : (
            <WarningOutlined className="warn" />
          )}
          <span>
            <span className={name === 'advised' ? 'ink-2' : 'warn'}>
              {say(words.lines_break, { lines: number })}
            </span>{' '}
            {say(words[`fit_${name}`], { names })}
          </span>
        </li>
      ))}
      {verdicts.map((verdict) => (
        <Rule
          key={say(verdict.flow.label)}
          verdict={verdict}
          numbers={numbersOf(lines)}
          onLower={onLower}
        />
      ))}
    </ul>
  )
}

/** What is said of how the lines fit, one after the other. */
function fitsOf(lines: readonly DraftLine[]) {
  const numbers = numbersOf(lines)
  return lines.flatMap((line, at) =>
    fitNames.flatMap((name) => {
      const names = line.fit[name]
      return names ? [{ key: `${line.key} ${name}`, number: numbers[at]!, name, names }] : []
    }),
  )
}

/** Nothing is offered in a deal that is lost, whatever the draft says. */
function useIsLost(opportunity: string | null): boolean {
  const { data } = useQuery({
    queryKey: keys.sum('opportunity', 'stage', opportunity),
    queryFn: () =>
      call.list('opportunity', {
        filter: `id = "${opportunity}"`,
        select: ['id', 'stage'],
        limit: 1,
      }),
    enabled: opportunity !== null,
  })
  return data?.data[0]?.stage === 'lost'
}

interface RuleProps {
  verdict: Verdict
  /** How the lines are counted. */
  numbers: readonly string[]
  onLower: RulesProps['onLower']
}

function Rule({ verdict, numbers, onLower }: RuleProps) {
  const { flow, asked, lines, floor, steps, limit } = verdict
  const broken = limit === null ? asked : lines.length > 0
  return (
    <>
      <li className={broken ? 'asked' : ''}>
        {broken ? <WarningOutlined className="warn" /> : <CheckOutlined className="good" />}
        <span>
          {limit === null
            ? say(flow.label)
            : say(
                { zh: '任一行折扣 > {limit}%', en: 'Any line over {limit}% off' },
                { limit },
              )}{' '}
          {lines.length > 0 && <Places of={lines} numbers={numbers} />}
          {limit !== null && lines.length > 0 && (
            <Button size="small" onClick={() => onLower(lines, limit)}>
              {say(words.set_to, { percent: limit })}
            </Button>
          )}
        </span>
        <span className={broken ? 'warn' : 'ink-2'}>
          {say(broken ? words.needs_approval : words.no_approval)}
        </span>
      </li>
      {floor.length > 0 && (
        <li className="asked">
          <WarningOutlined className="warn" />
          <span>
            {say(words.below_floor)} <Places of={floor} numbers={numbers} />
          </span>
          <span className="warn">{say(words.needs_approval)}</span>
        </li>
      )}
      <li>
        <ClockCircleOutlined className="ink-3" />
        <span className="ink-2">
          {asked
            ? say(words.then_by, { who: steps.map((step) => say(step)).join(' → ') })
            : say(words.straight)}
        </span>
      </li>
    </>
  )
}

/** Which lines, as they are counted beside the grid. */
function Places({ of, numbers }: { of: readonly number[]; numbers: readonly string[] }) {
  return (
    <span className="warn">
      {say(of.length > 1 ? words.lines_break_many : words.lines_break, {
        lines: of.map((line) => numbers[line] ?? line + 1).join(language() === 'zh' ? '、' : ', '),
      })}
    </span>
  )
}
