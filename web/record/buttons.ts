// Which buttons stand on the page, which is the one primary, and which wait in the menu?
import type { MetaAction, MetaObject } from '#kernel/api/meta.ts'
import type { RecordPage } from '#kernel/api/record-page.ts'
import { isForward, nextMove, plainMoves } from './stages.ts'
import type { PageMove } from './stages.ts'

export type Choice =
  | {
      readonly kind: 'action'
      readonly name: string
      readonly action: MetaAction
      readonly open: boolean
      readonly why: RecordPage['actions'][number]['why']
    }
  | {
      readonly kind: 'move'
      readonly name: string
      readonly move: PageMove
      readonly missing: number
      readonly forward: boolean
    }

export interface Buttons {
  readonly primary: Choice | null
  readonly beside: readonly Choice[]
  readonly menu: readonly Choice[]
}

/** The card of a waiting approval has these as its two big buttons. */
const onCard = new Set(['approve', 'reject'])

const missing = (move: PageMove): number =>
  move.checklist.filter((line) => !line.ok && !line.advice).length

/**
 * One filled button at most: the first open primary action, else the way forward if its gate is met.
 * Beside it what is open now, at most `room`; the rest, and what is not possible with its reason, in the menu.
 */
export function buttonsOf(object: MetaObject, page: RecordPage, room = 2): Buttons {
  const waiting =
    page.approval?.steps.some((step) =>
      step.answers.some((answer) => answer.stage === 'waiting'),
    ) ?? false
  const actions = page.actions.flatMap((one): Extract<Choice, { kind: 'action' }>[] => {
    const action = object.actions[one.name]
    if (!action || action.quiet || (waiting && onCard.has(one.name))) return []
    return [{ kind: 'action', name: one.name, action, open: one.open, why: one.why }]
  })
  const now = page.stage?.name ?? ''
  const moves = plainMoves(object, page).map((move): Extract<Choice, { kind: 'move' }> => ({
    kind: 'move',
    name: move.name,
    move,
    missing: missing(move),
    forward: isForward(object, now, move),
  }))
  const next = nextMove(object, page)
  const ahead = moves.find((one) => one.move.name === next?.name) ?? null
  const open = actions.filter((one) => one.open)
  const first = open.find((one) => one.action.primary && !one.action.danger)
  const primary: Choice | null = first ?? (ahead && ahead.missing === 0 ? ahead : null)
  const rest: Choice[] = [
    ...(ahead ? [ahead] : []),
    ...open.toSorted((a, b) => Number(a.action.danger ?? false) - Number(b.action.danger ?? false)),
  ].filter((one) => one !== primary)
  const shut = actions.filter((one) => !one.open && one.why !== null && !neverFrom(one.action, now))
  return {
    primary,
    beside: rest.slice(0, room),
    menu: [
      ...rest.slice(room),
      // A way back that is shut (money that came in does not go back by hand) is no news.
      ...moves.filter((one) => one !== ahead && (one.forward || one.missing === 0)),
      ...shut,
    ],
  }
}

/** May one go there now, and only by the menu? Then whoever looks at its gate finds a button there. */
export const isOnlyInMenu = (buttons: Buttons, move: PageMove): boolean =>
  buttons.menu.some(
    (one) => one.kind === 'move' && one.name === move.name && one.forward && one.missing === 0,
  )

/** An action of another stage is no news here; only one that this stage has but some condition shuts is told. */
const neverFrom = (action: MetaAction, stage: string): boolean =>
  Boolean(action.from && !action.from.includes(stage))
