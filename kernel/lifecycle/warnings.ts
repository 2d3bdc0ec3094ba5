// What would somebody who draws a lifecycle want to know before it is live? Not wrong, but perhaps not meant.
import type { AppObject } from '../app.ts'
import type { Words } from '../error.ts'
import { flowInto, type ApprovalFlow } from './approval.ts'
import { limitOf, movesFrom } from './lifecycle.ts'
import { living } from '../merge.ts'

export interface FlowWarning {
  readonly stage: string | null
  readonly move: string | null
  readonly says: Words
}

/** @param staffed roles that at least one active person has; absent = not known */
export function flowWarnings(
  object: AppObject,
  approvals: Readonly<Record<string, ApprovalFlow>>,
  staffed?: ReadonlySet<string>,
): FlowWarning[] {
  const { lifecycle } = object
  if (!lifecycle) return []
  const stages = living(lifecycle.stages)
  const found: FlowWarning[] = []
  const say = (stage: string | null, move: string | null, zh: string, en: string): void =>
    void found.push({ stage, move, says: { zh, en } })
  const reached = new Set([lifecycle.first])
  for (let grew = true; grew;) {
    grew = false
    for (const move of Object.values(living(lifecycle.moves)))
      if (!reached.has(move.to) && move.from.some((from) => reached.has(from)))
        grew = !!reached.add(move.to)
  }
  for (const [name, stage] of Object.entries(stages)) {
    if (!reached.has(name)) say(name, null, '走不到这个阶段', 'No move leads here')
    const open = (stage.kind ?? 'open') === 'open'
    const waits = flowInto(approvals, object.name, name) !== undefined
    if (open && !waits && movesFrom(lifecycle, name).length === 0)
      say(name, null, '走进来就出不去', 'Nothing leads on from here')
    if (open && !waits && !limitOf(stage) && (stage.raci?.accountable?.length ?? 0) > 0)
      say(
        name,
        null,
        '有批准人但没有时限，不会有超时提醒',
        'Somebody is accountable, but without a limit nothing is ever late',
      )
  }
  const ends = Object.entries(stages).filter(([, stage]) => (stage.kind ?? 'open') !== 'open')
  if (ends.length === 0)
    say(
      null,
      null,
      '没有结束阶段，记录永远算在途',
      'There is no end: every record counts as open for ever',
    )
  for (const [name, move] of Object.entries(living(lifecycle.moves))) {
    const action = move.via === undefined ? undefined : object.actions?.[move.via]
    if (move.via !== undefined && object.actions && !action)
      say(
        null,
        name,
        `没有操作「${move.via}」，没有人能走这一步`,
        `There is no action “${move.via}”, so nobody can make this move`,
      )
    // A company that has only just begun has nobody but its administrator, who may do everything.
    if (!staffed || staffed.size < 2) continue
    if (
      move.by?.length &&
      !move.by.some((role) => role === '*' || role === 'admin' || staffed.has(role))
    )
      say(
        null,
        name,
        '除管理员外，没有人有走这一步的角色',
        'Nobody but administrators has a role that may make this move',
      )
    for (const check of Object.values(living(move.gate?.checks)))
      if (check.giver && !staffed.has(check.giver))
        say(
          null,
          name,
          `除管理员外，没有人能补上「${check.says.zh}」`,
          `Nobody but administrators has the role that gives “${check.says.en}”`,
        )
  }
  return found
}
