// What still uses a thing that is to be retired, and which ways out are there?
import { Button, Select } from 'antd'
import type { ModelUse } from '#kernel/api/draft.ts'
import { byLabel } from '#web/parts/by-label.ts'
import { say } from '#web/words.ts'
import { fieldOptions } from '../field-options.ts'
import type { Draft } from '../use-draft.ts'
import { joined } from './joined.ts'
import { PlaceLink } from './place-link.tsx'

const words = {
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
