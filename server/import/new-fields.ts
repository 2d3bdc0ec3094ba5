// Which fields and choices does an import add to the model before its rows go in?
import { pinyin } from 'pinyin-pro'
import type { App, Changes } from '#kernel/app.ts'
import { refuse } from '#kernel/error.ts'
import type { Choice, FieldDef } from '#kernel/field.ts'
import { convertCell } from '#kernel/import/convert.ts'
import { goalField, type Mapping, type NewKind } from '#kernel/import/mapping.ts'
import { isAdmin, type Who } from '#kernel/permission.ts'
import type { Table } from '#server/files/read-table.ts'
import type { World } from '#server/world/world.ts'

/** Publishes a difference of the model as a new version, with the tables that agree with it. */
export type Publish = (world: World, who: Who, patch: Changes, note: string) => Promise<unknown>

const mostChoices = 300

interface Choosing {
  readonly at: number
  readonly name: string
  /** Grows as the file is walked. */
  readonly field: FieldDef & {
    kind: 'choice' | 'multi_choice'
    choices: Record<string, Choice | null>
  }
  readonly values: Readonly<Record<string, string>> | undefined
}

/** The difference that the mapping asks for, or null where the model has all of it. Walks the file where choices are to be found. */
export async function missingInModel(
  app: App,
  object: string,
  mapping: Mapping,
  table: Table,
): Promise<Changes | null> {
  const known = app.objects[object]!.fields
  const added: Record<string, unknown> = {}
  const choosing: Choosing[] = []
  table.columns.forEach((header, at) => {
    const goal = Object.hasOwn(mapping.columns, header) ? mapping.columns[header] : null
    const name = goalField(goal)
    if (name === undefined) return
    const kind = typeof goal === 'object' ? goal?.new : undefined
    const field = known[name] ?? (kind && newField(app, object, kind, header))
    if (!field) return
    if (!known[name]) added[name] = field
    const grows =
      (field.kind === 'choice' || field.kind === 'multi_choice') &&
      (kind !== undefined || mapping.create_missing?.includes(name))
    if (grows)
      choosing.push({
        at,
        name,
        field: { ...field, choices: { ...field.choices } } as Choosing['field'],
        values: mapping.values?.[name],
      })
  })
  if (choosing.length) await findChoices(choosing, table)
  for (const { name, field } of choosing) {
    const before = known[name]
    const old = before?.kind === 'choice' || before?.kind === 'multi_choice' ? before.choices : {}
    const fresh = Object.fromEntries(Object.entries(field.choices).filter(([code]) => !old[code]))
    if (!before)
      added[name] = Object.keys(field.choices).length ? field : { kind: 'text', label: field.label }
    else if (Object.keys(fresh).length) added[name] = { choices: fresh }
  }
  return Object.keys(added).length ? { objects: { [object]: { fields: added } } } : null
}

/** Adds what is missing; only administrators change the model. */
export async function publishMissing(
  world: World,
  who: Who,
  object: string,
  mapping: Mapping,
  table: Table,
  publish: Publish | undefined,
): Promise<void> {
  const patch = await missingInModel(world.app, object, mapping, table)
  if (!patch) return
  if (!isAdmin(who) || !publish)
    refuse('not-allowed', { deed: { zh: '添加字段或选项', en: 'add fields or choices' } })
  await publish(world, who, patch, 'import')
}

function newField(app: App, object: string, kind: NewKind, header: string): FieldDef {
  const base = { label: { zh: header.slice(0, 60), en: header.slice(0, 60) } }
  if (kind === 'choice' || kind === 'multi_choice') return { kind, ...base, choices: {} }
  if (kind === 'money' && app.objects[object]!.fields.currency)
    return { kind, ...base, currency: 'currency' }
  return { kind, ...base } as FieldDef
}

async function findChoices(all: readonly Choosing[], table: Table): Promise<void> {
  for await (const row of table.rows) {
    if (row.problems) continue
    for (const { at, name, field, values } of all)
      // A cell with several choices tells one unknown at a time.
      for (let turn = 0; turn < 100; turn++) {
        const read = convertCell(
          row.cells[at] ?? null,
          { path: name, field, ...(values && { values }) },
          { zone: 'UTC' },
        )
        if (!('problem' in read) || read.problem.code !== 'not-a-choice') break
        const label = String(read.problem.details.value).trim()
        if (label.endsWith('…')) break
        field.choices[freeCode(label, field.choices)] = { label: { zh: label, en: label } }
        if (Object.keys(field.choices).length > mostChoices)
          refuse('too-large', {
            limit: {
              zh: `「${name}」${mostChoices} 个选项`,
              en: `${mostChoices} choices in “${name}”`,
            },
          })
      }
  }
}

/** `Real Estate` → `real_estate`, `华东` → `hua_dong`: what a person can type in a formula. */
function freeCode(label: string, taken: Readonly<Record<string, unknown>>): string {
  const words = pinyin(label, { toneType: 'none', type: 'array', nonZh: 'consecutive' }).join(' ')
  const wish =
    words
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '_')
      .replace(/^_+|_+$/g, '')
      .replace(/^(?=\d)/, 'n')
      .slice(0, 40) || 'choice'
  let code = wish
  for (let n = 2; Object.hasOwn(taken, code); n++) code = `${wish}_${n}`
  return code
}
