// Where does one go after an action? To what it made.
import type { Meta } from '#kernel/api/meta.ts'

export type Onward =
  | { readonly to: 'record'; readonly object: string; readonly id: string }
  | { readonly to: 'list'; readonly object: string; readonly ids: readonly string[] }
  /** It could have made some, but there was nothing to make. */
  | { readonly to: 'none'; readonly object: string }

const isId = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)

/** Of each object that the answer names, the ids: `{quote: id}`, `{invoices: [id, …]}`, `{invoices: [{invoice: id}]}`. */
function madeBy(
  meta: Meta,
  answer: Readonly<Record<string, unknown>>,
): { object: string; ids: string[] }[] {
  return Object.entries(answer).flatMap(([name, value]) => {
    const object = meta.objects[name]
      ? name
      : name.endsWith('s') && meta.objects[name.slice(0, -1)]
        ? name.slice(0, -1)
        : null
    if (!object) return []
    if (isId(value)) return [{ object, ids: [value] }]
    if (!Array.isArray(value)) return []
    const ids = value.flatMap((one: unknown) => {
      if (isId(one)) return [one]
      const inner =
        typeof one === 'object' && one !== null
          ? ((one as Record<string, unknown>)[object] ?? (one as Record<string, unknown>).id)
          : null
      return isId(inner) ? [inner] : []
    })
    return [{ object, ids }]
  })
}

/** The made record that stands furthest on the way to cash; null where nothing new was made or one is there already. */
export function leadOn(
  meta: Meta,
  here: { object: string; id: string },
  answer: Readonly<Record<string, unknown>> | null | undefined,
): Onward | null {
  const order = (name: string): number => meta.objects[name]?.chain?.order ?? -1
  // Settling a payment makes links, asking for a yes makes an approval: nothing to look at. What has stages of its own
  // and stands in the menu is.
  const made = madeBy(meta, answer ?? {}).filter((one) => {
    const object = meta.objects[one.object]
    const isPlace = !object?.by_actions_only || (object.lifecycle && object.area)
    return isPlace && !(one.ids.length === 1 && one.ids[0] === here.id)
  })
  const best = made.toSorted((a, b) => order(b.object) - order(a.object))[0]
  if (!best) return null
  if (best.ids.length === 0) return { to: 'none', object: best.object }
  return best.ids.length === 1
    ? { to: 'record', object: best.object, id: best.ids[0]! }
    : { to: 'list', object: best.object, ids: best.ids }
}
