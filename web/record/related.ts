// Which lists of other records belong to this one? Every object that refers to it and that the caller may read.
import type { Meta, MetaObject } from '#kernel/api/meta.ts'
import type { RecordPage } from '#kernel/api/record-page.ts'
import type { Values } from '#kernel/object.ts'
import { may, pluralOf, sharedRefs } from '#web/meta.ts'
import { say } from '#web/words.ts'

export interface Related {
  readonly object: MetaObject
  /** The field there that points here. */
  readonly by: string
  readonly label: string
  /** May the caller make a new one from here? */
  readonly addable: boolean
  /** The action of this record that makes one, in its time and with all that belongs in it: then that is the only way. */
  readonly act: string | null
}

/** Of its own kind: the customers below a customer are those that have it as their parent. */
const asField = {
  zh: '以此为{field}的{objects}',
  en: '{objects} with this as {field}',
} as const

/** Shown elsewhere on the page: in the timeline, on the approval card, with the link of a quote. */
const elsewhere = new Set([
  'activity',
  'comment',
  'notice',
  'approval',
  'approval_task',
  'saved_view',
  'quote_link',
  'quote_answer',
])

export function relatedOf(meta: Meta, here: MetaObject): Related[] {
  const found = Object.values(meta.objects).flatMap((other) => {
    if (other.parent || elsewhere.has(other.name) || !may(other, 'read')) return []
    return Object.entries(other.fields).flatMap(([by, field]) => {
      if (field.kind !== 'ref' || field.object !== here.name || by === 'id') return []
      if (isEcho(here, other, field.read_only ?? false)) return []
      return [
        {
          object: other,
          by,
          addable:
            !field.read_only &&
            may(other, 'create') &&
            other.name !== here.name &&
            !isMadeByAct(here, other),
          act: here.actions[`create_${other.name}`] ? `create_${other.name}` : null,
          fieldLabel: say(field.label),
        },
      ]
    })
  })
  const count = (object: MetaObject) => found.filter((one) => one.object === object).length
  return found
    .toSorted((a, b) => (a.object.chain?.order ?? 99) - (b.object.chain?.order ?? 99))
    .map(({ fieldLabel, ...one }) => ({
      ...one,
      label:
        one.object === here
          ? (ownWord(here, one.by) ?? say(asField, { field: fieldLabel, objects: pluralOf(here) }))
          : count(one.object) > 1
            ? `${pluralOf(one.object)} · ${fieldLabel}`
            : pluralOf(one.object),
    }))
}

/** Where the record itself has a field of these, it has a word for them: credit notes are told as such. */
function ownWord(here: MetaObject, by: string): string | null {
  const field = Object.values(here.fields).find(
    (one) => one.kind === 'lines' && one.object === here.name && one.by === by,
  )
  return field ? say(field.label) : null
}

/** Our own field that names it is filled by an action alone: made by hand beside it, it would not be the one (lead, deal). */
const isMadeByAct = (here: MetaObject, other: MetaObject): boolean =>
  Object.values(here.fields).some(
    (field) => field.kind === 'ref' && field.object === other.name && field.read_only,
  )

/** The other names us only because we came from it, and our own field shows it already (lead.opportunity). */
const isEcho = (here: MetaObject, other: MetaObject, readOnly: boolean): boolean =>
  readOnly &&
  Object.entries(here.fields).some(
    ([name, field]) =>
      name !== 'id' && field.kind === 'ref' && field.object === other.name && other !== here,
  )

/** Is a new one offered now? By its action while that is open, else by hand. */
export const isOffered = (related: Related, page: RecordPage | undefined): boolean =>
  related.act === null
    ? related.addable
    : (page?.actions.some((one) => one.name === related.act && one.open) ?? false)

/** A new one begins with this record, and with what both refer to in the same words (the account of the deal). */
export const presetOf = (here: MetaObject, row: Values, related: Related): Values => ({
  ...sharedRefs(here, row, related.object),
  [related.by]: row.id,
})
