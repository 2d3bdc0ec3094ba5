// Which lines has a timeline? Groups with their records, and below a record what belongs to it. Pure.
import type { Meta, MetaObject } from '#kernel/api/meta.ts'
import type { FieldDef } from '#kernel/field.ts'
import { datesOf } from '#kernel/view/dates.ts'
import { choiceWord, stageChoices } from '#web/fields/choice-word.ts'
import { titlePath } from '#web/meta.ts'
import { say } from '#web/words.ts'
import { inOrder } from './dated.ts'
import type { Dated, Fields } from './dated.ts'
import { words } from './words.ts'

export type Line =
  | {
      kind: 'group'
      key: string
      label: string
      count: number
      open: boolean
      from: number
      to: number
    }
  | {
      kind: 'row'
      key: string
      object: MetaObject
      dates: Fields
      dated: Dated
      /** 0 for a record of the list, 1 for what belongs to it. */
      level: number
      /** Whether there may be something below; null where nothing ever is. */
      open: boolean | null
    }

/** Kinds of fields whose values can be groups. */
const groupKinds = new Set(['choice', 'stage', 'ref', 'person', 'team', 'yes_no'])
export const timelineGroups = (object: MetaObject): string[] =>
  Object.entries(object.fields).flatMap(([name, field]) =>
    groupKinds.has(field.kind) && !['created_by', 'updated_by'].includes(name) ? [name] : [],
  )

/** What belongs to a record and has days of its own: milestones and tasks of a project. */
export interface Part {
  object: MetaObject
  /** The field that points at the record. */
  by: string
  dates: Fields
}
export const partsOfRecord = (meta: Meta, object: MetaObject): Part[] =>
  Object.values(object.fields).flatMap((field) => {
    const other = field.kind === 'lines' ? meta.objects[field.object] : undefined
    const dates = other && datesOf(other)
    return field.kind === 'lines' && other?.dates && dates
      ? [{ object: other, by: field.by, dates }]
      : []
  })

/** The word of a value, as it stands above its group. */
function groupWord(
  meta: Meta,
  object: MetaObject,
  name: string,
  field: FieldDef,
  one: Dated,
): string {
  const value = one.row[name]
  if (value === null || value === undefined || value === '') return say(words.not_set)
  if (field.kind === 'stage') return choiceWord(stageChoices(meta, object.name), String(value))
  if (field.kind === 'choice') return choiceWord(field.choices, String(value))
  if (field.kind === 'yes_no')
    return `${say(field.label)}: ${say(value === true ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' })}`
  const path = titlePath(meta, name, field)
  const title = path ? one.row[path] : undefined
  return typeof title === 'string' && title ? title : '—'
}

/** In the order of the model for stages and choices, else by when they begin; what has no value comes last. */
function groupOrder(object: MetaObject, field: FieldDef, value: unknown, from: number): number {
  if (value === null || value === undefined || value === '') return Number.MAX_SAFE_INTEGER
  const names =
    field.kind === 'stage'
      ? Object.keys(object.lifecycle?.stages ?? {})
      : field.kind === 'choice'
        ? Object.keys(field.choices)
        : null
  return names ? names.indexOf(String(value)) : from
}

export interface LinesAsk {
  meta: Meta
  object: MetaObject
  dates: Fields
  list: readonly Dated[]
  group: string | null
  /** Groups that were closed. */
  closed: ReadonlySet<string>
  /** Records that were opened, with what belongs to them. */
  opened: ReadonlyMap<string, readonly Line[]>
  hasParts: boolean
}

export function linesOf(ask: LinesAsk): Line[] {
  const { meta, object, dates, group, closed, opened } = ask
  const rows = (list: readonly Dated[]): Line[] =>
    [...list].sort(inOrder).flatMap((dated): Line[] => [
      {
        kind: 'row',
        key: dated.row.id,
        object,
        dates,
        dated,
        level: 0,
        open: ask.hasParts ? opened.has(dated.row.id) : null,
      },
      ...(opened.get(dated.row.id) ?? []),
    ])
  const field = group ? object.fields[group] : undefined
  if (!group || !field) return rows(ask.list)
  const groups = new Map<string, Dated[]>()
  for (const one of ask.list) {
    const key = String(one.row[group] ?? '')
    const known = groups.get(key)
    if (known) known.push(one)
    else groups.set(key, [one])
  }
  return [...groups]
    .map(([key, list]) => {
      const from = Math.min(...list.map((one) => one.from))
      return { key, list, from, order: groupOrder(object, field, list[0]!.row[group], from) }
    })
    .sort((a, b) => a.order - b.order || a.from - b.from)
    .flatMap(({ key, list, from }): Line[] => [
      {
        kind: 'group',
        key: `group ${key}`,
        label: groupWord(meta, object, group, field, list[0]!),
        count: list.length,
        open: !closed.has(key),
        from,
        to: Math.max(...list.map((one) => one.to)),
      },
      ...(closed.has(key) ? [] : rows(list)),
    ])
}
