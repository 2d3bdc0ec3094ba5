// Two people changed one place: how are the place and its three values told?
import type { DraftClash } from '#kernel/api/draft.ts'
import type { Clash } from '#kernel/rebase.ts'
import { labelOf, placeWords } from '#kernel/place-words.ts'
import { sayValue } from './say-value.ts'

type Named = Readonly<
  Record<string, { readonly label?: { zh: string; en: string } } | null | undefined>
>

/** @param model with everything that either side has, so that all of it can be called by its label */
export function clashWords(model: { readonly roles: Named }, clash: Clash): DraftClash {
  const property = clash.path.at(-1) ?? ''
  const roleName = (role: string) =>
    role === '*'
      ? { zh: '所有人', en: 'everybody' }
      : (model.roles[role]?.label ?? { zh: role, en: role })
  const say = (value: unknown) =>
    value === null || value === undefined
      ? gone
      : sayValue(property, inWords(model, clash.path, value), roleName)
  return {
    path: [...clash.path],
    place: placeWords(model, clash.path),
    before: say(clash.before),
    mine: say(clash.mine),
    theirs: say(clash.theirs),
  }
}

const gone = { zh: '没有或已停用', en: 'not there' }

/** The order of stages or steps is a list of names; people know their labels. */
function inWords(model: unknown, path: readonly string[], value: unknown): unknown {
  if (path.at(-1) !== 'order' || !Array.isArray(value)) return value
  const at = (key: string, from: unknown): unknown =>
    typeof from === 'object' && from !== null ? (from as Record<string, unknown>)[key] : undefined
  const whole = path.slice(0, -1).reduce((from: unknown, key) => at(key, from), model)
  const things = at('stages', whole) ?? at('steps', whole)
  return value.map((one) => labelOf(at(String(one), things), String(one)))
}
