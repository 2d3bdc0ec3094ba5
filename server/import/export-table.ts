// How do the rows that a person may export become a file? Page by page through the same view as every list.
import type { Writable } from 'node:stream'
import { refuse } from '#kernel/error.ts'
import { type FieldDef, targetOf } from '#kernel/field.ts'
import { addressLine } from '#kernel/fields/address.ts'
import type { Who } from '#kernel/permission.ts'
import type { Ask } from '#kernel/query/ask.ts'
import { fieldAt, plan, seen } from '#kernel/query/plan.ts'
import { permit, type Right, type View } from '#kernel/query/view.ts'
import type { OutColumn } from '#server/files/sheet-cell.ts'
import { writeTable } from '#server/files/write-table.ts'
import { list } from '#server/reading/read.ts'
import { circumstances, type World } from '#server/world/world.ts'

type Show = (value: unknown) => unknown
interface Column extends OutColumn {
  readonly path: string
  readonly show: Show
}

/** Writes what the ask finds; answers the number of rows. Refuses whoever may not export the object. */
export async function exportTable(
  world: World,
  who: Who,
  ask: Ask,
  kind: 'csv' | 'xlsx',
  to: Writable | string,
  language: 'zh' | 'en' = who.language,
): Promise<number> {
  const view = permit(world.app, who)
  const asked = exportAsk(view, ask)
  // Whatever is wrong with it is told before there is a file.
  plan(view, asked)
  const columns = columnsOf(view, ask, language)
  let count = 0
  async function* rows(): AsyncGenerator<unknown[]> {
    for (let after: string | null = null; ;) {
      const page = await list(world.db, view, circumstances(world, who), {
        ...asked,
        select: columns.map((one) => one.path),
        limit: 1000,
        ...(after && { after }),
      })
      for (const text of page.rows) {
        const row = JSON.parse(text) as Record<string, unknown>
        count++
        yield columns.map((one) => one.show(row[one.path]))
      }
      if (page.next === null) return
      after = page.next
    }
  }
  await writeTable(kind, columns, rows(), to, {
    zone: world.company.zone,
    sheet: seen(view, ask.from).object.label[language],
  })
  return count
}

/** Rows of a child object go out with those of its parent, where all of them may. */
function exportRight(view: View, from: string): Right {
  const own = view.objects[from]!
  if (!own.parent) return own.right('export')
  return exportRight(view, own.parent.object) === 'all' ? 'all' : 'none'
}

/** The ask narrowed to rows that may be exported; refused before a byte of the file is written. */
export function exportAsk(view: View, ask: Ask): Ask {
  const { object } = seen(view, ask.from)
  const right = exportRight(view, ask.from)
  if (right === 'none')
    refuse('not-allowed', { deed: { zh: '导出', en: 'export' }, object: object.label })
  if (right === 'all') return ask
  // Sound by itself first: no bracket of the filter may close ours.
  plan(view, ask)
  const roles = new Set([...view.who.roles, '*'])
  const rules = object.allow
    .filter((line) => roles.has(line.role) && line.deeds.includes('export'))
    .map((line) => `(${line.rule})`)
  return {
    ...ask,
    where: ask.where ? `(${ask.where}) and (${rules.join(' or ')})` : rules.join(' or '),
  }
}

function columnsOf(view: View, ask: Ask, language: 'zh' | 'en'): Column[] {
  const own = view.objects[ask.from]!
  const all = Object.entries(own.fields)
    .filter(
      ([name, field]) =>
        !['lines', 'file', 'image'].includes(field.kind) &&
        !['version', 'updated_at', 'updated_by', 'created_by', 'stage_since'].includes(name),
    )
    .map(([name]) => name)
  return (ask.select?.length ? ask.select : all).map((name) => {
    const path = name.split('.')
    const field = fieldAt(view, ask.from, path)
    if (!field) return { path: name, header: name, kind: 'text', show: (value) => value }
    const target = targetOf(field)
    const title = target && name !== 'id' ? view.objects[target]?.object.title : undefined
    const header = headerOf(view, ask.from, path, language)
    if (title && view.objects[target!]!.fields[title])
      return { path: `${name}.${title}`, header, kind: 'text', show: (value) => value }
    return {
      path: name,
      header,
      kind: field.kind,
      show: shower(view, ask.from, path, field, language),
    }
  })
}

/** `客户 / 行业` for a path. */
function headerOf(
  view: View,
  from: string,
  path: readonly string[],
  language: 'zh' | 'en',
): string {
  return path
    .map((_, i) => fieldAt(view, from, path.slice(0, i + 1))?.label[language] ?? path[i]!)
    .join(' / ')
}

/** Choices and stages are shown by their labels; a retired one by its code. */
function shower(
  view: View,
  from: string,
  path: readonly string[],
  field: FieldDef,
  language: 'zh' | 'en',
): Show {
  const label =
    (choices: Readonly<Record<string, { readonly label: { zh: string; en: string } } | null>>) =>
    (value: unknown): unknown =>
      typeof value === 'string' && Object.hasOwn(choices, value)
        ? (choices[value]?.label[language] ?? value)
        : value
  if (field.kind === 'address') return addressLine
  if (field.kind === 'choice') return label(field.choices)
  if (field.kind === 'multi_choice') {
    const one = label(field.choices)
    return (value) => (Array.isArray(value) ? value.map(one) : value)
  }
  if (field.kind === 'stage') {
    const at = path.slice(0, -1)
    const holder = at.length ? fieldAt(view, from, at) : undefined
    const object = view.objects[holder?.kind === 'ref' ? holder.object : from]?.object
    return label(object?.lifecycle?.stages ?? {})
  }
  return (value) => value
}
