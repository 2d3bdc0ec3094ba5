// What would become of this file? Its columns with guesses, and the first rows as they would be read.
import type { ImportPreview } from '#kernel/api.ts'
import { Problems } from '#kernel/error.ts'
import { sentence } from '#kernel/sentence.ts'
import { targetOf } from '#kernel/field.ts'
import { kindOf } from '#kernel/fields/index.ts'
import { cellText, type Cell } from '#kernel/import/cell.ts'
import { convertCell } from '#kernel/import/convert.ts'
import { guessKind } from '#kernel/import/guess.ts'
import { guessMapping } from '#kernel/import/guess-mapping.ts'
import type { FileReading, Mapping } from '#kernel/import/mapping.ts'
import { isJsonObject } from '#kernel/json.ts'
import type { AppObject } from '#kernel/app.ts'
import { isUuid } from '#kernel/fields/uuid-value.ts'
import { isAdmin, type Who } from '#kernel/permission.ts'
import { problems as sentences } from '#kernel/problems.ts'
import { permit } from '#kernel/query/view.ts'
import type { FileSource } from '#server/files/byte-source.ts'
import type { Table, TableRow } from '#server/files/read-table.ts'
import { rowsOf } from '#server/reading/read.ts'
import { circumstances, type World } from '#server/world/world.ts'
import { findReferences } from './find-references.ts'
import { openTable } from './import-table.ts'
import { missingInModel } from './new-fields.ts'
import { type ImportPlan, mayImport, planImport } from './plan-import.ts'
import { rememberedMapping } from './remembered.ts'
import { repeatedRows } from './repeated-rows.ts'
import { isPassed, unknownOf } from './rows.ts'

const sampled = 300
const shown = 20

/**
 * The preview by the mapping given, the one remembered for such a file, or a guess; a mapping without columns only says
 * how the file is to be read.
 */
export async function previewImport(
  world: World,
  who: Who,
  object: string,
  source: FileSource,
  file: string,
  given: unknown,
): Promise<ImportPreview> {
  const { view } = mayImport(world.app, who, object)
  const whole =
    given !== undefined && given !== null && (!isJsonObject(given) || 'columns' in given)
  const reading = whole ? undefined : ((given ?? {}) as FileReading)
  let table = await openTable(world, who, object, source, given ?? {})
  const remembered = reading && (await rememberedMapping(world.db, object, table.columns))
  if (remembered?.fill_merged && reading?.fill_merged === undefined)
    table = await openTable(world, who, object, source, { ...remembered, ...reading })
  const { first, rows } = await look(table)
  const kinds = table.columns.map((_, at) => guessKind(first.map((row) => row.cells[at] ?? null)))
  const guesses = await withOwnIds(
    world,
    who,
    view.object,
    table,
    first,
    guessMapping(
      table.columns,
      Object.fromEntries(Object.entries(view.fields).filter(([name]) => view.writable(name))),
      {
        label: view.object.label,
        kinds: Object.fromEntries(table.columns.map((header, at) => [header, kinds[at]!.kind])),
      },
    ),
  )
  const mapping =
    reading === undefined
      ? given
      : {
          ...(remembered ?? guessed(world.app.objects[object]!, table, guesses, kinds, first)),
          ...reading,
        }
  const plan = planImport(world.app, who, object, mapping, table.columns, world.company)
  const fresh = (await missingInModel(world.app, object, plan.mapping, table)) !== null
  return {
    file,
    rows,
    summary: null,
    repeats: await repeatedRows(world.db, world.app, plan, first),
    columns: table.columns.map((name, at) => ({
      name,
      sample: first
        .slice(0, 3)
        .map((row) => cellText(row.cells[at] ?? null))
        .filter(Boolean),
      guess:
        typeof guesses[name] === 'string'
          ? { field: guesses[name] }
          : isAdmin(who)
            ? { new: kinds[at]!.kind }
            : null,
    })),
    mapping: plan.mapping as unknown as Record<string, unknown>,
    read: {
      kind: table.kind,
      ...(table.encoding && { encoding: table.encoding }),
      ...(table.delimiter && { delimiter: table.delimiter }),
      ...(table.sheets && { sheets: table.sheets }),
      ...(table.sheet && { sheet: table.sheet }),
      header_row: table.headerRow,
    },
    first: await convertedRows(world, who, plan, first.slice(0, shown), fresh),
  }
}

/**
 * A file that an export has written has the id of each record: here it finds that record; where it is of another
 * company it is the external id, so that the same file finds the same records when it comes again.
 */
async function withOwnIds(
  world: World,
  who: Who,
  object: AppObject,
  table: Table,
  first: readonly TableRow[],
  columns: Mapping['columns'],
): Promise<Mapping['columns']> {
  const cellsAt = (at: number): string[] =>
    first.filter((row) => !row.problems).map((row) => cellText(row.cells[at] ?? null).trim())
  const at = table.columns.findIndex((header) => /^id$/i.test(header))
  const ids = at < 0 ? [] : cellsAt(at).filter(Boolean)
  if (ids.length === 0 || !ids.every(isUuid)) return columns
  const [here] = await rowsOf(world.db, permit(world.app, who), circumstances(world, who), {
    from: object.name,
    ids,
    select: ['id'],
    limit: 1,
  })
  const header = table.columns[at]!
  if (here) return { ...columns, [header]: 'id' }
  const other = table.columns.find((one) => columns[one] === 'external_id')
  if (other !== undefined && cellsAt(table.columns.indexOf(other)).some(Boolean)) return columns
  return { ...columns, ...(other !== undefined && { [other]: null }), [header]: 'external_id' }
}

function guessed(
  object: AppObject,
  table: Table,
  columns: Mapping['columns'],
  kinds: readonly ReturnType<typeof guessKind>[],
  first: readonly TableRow[],
): Mapping {
  const dates = kinds.find((one, at) => one.dates && columns[table.columns[at]!])?.dates
  const decimal = kinds.find((one) => one.decimal)?.decimal
  const said = { ...(dates && { dates }), ...(decimal && { decimal }) }
  const reached = Object.values(columns)
  const known = object.known_by?.fields[0]
  const filled = (field: string): boolean => {
    const at = table.columns.findIndex((header) => columns[header] === field)
    return (
      at >= 0 &&
      first.length > 0 &&
      first.every((row) => row.problems || cellText(row.cells[at] ?? null).trim() !== '')
    )
  }
  if (reached.includes('id')) return { key: 'id', columns, ...said }
  // What went out as a file and comes back changed is known by its numbers where nobody gave it other ids.
  if (!filled('external_id') && object.fields.number && filled('number'))
    return { key: 'number', columns, ...said }
  if (reached.includes('external_id')) return { key: 'external_id', columns, ...said }
  if (known === undefined || !reached.includes(known)) return { columns, ...said }
  // A list of ours, known by what it speaks of: prices that come back changed.
  if (targetOf(object.fields[known]!) !== null) return { key: known, columns, ...said }
  // A list of what came in from elsewhere: each line once, and only what is a line and has an amount; the rest are sums and what went out.
  const only = Object.fromEntries(
    table.columns.flatMap((header) => {
      const [name, field] = [columns[header], object.fields[String(columns[header])]]
      return name === known || (field?.kind === 'money' && field.required) ? [[header, []]] : []
    }),
  )
  return { key: known, rows: 'new', columns, ...(Object.keys(only).length && { only }), ...said }
}

async function look(table: Table): Promise<{ first: TableRow[]; rows: number }> {
  const first: TableRow[] = []
  let rows = 0
  for await (const row of table.rows) {
    if (first.length < sampled) first.push(row)
    rows++
  }
  return { first, rows }
}

async function convertedRows(
  world: World,
  who: Who,
  plan: ImportPlan,
  rows: readonly TableRow[],
  modelGrows: boolean,
): Promise<ImportPreview['first']> {
  const doing = {
    world,
    app: world.app,
    tx: world.db,
    who,
    at: circumstances(world, who),
    cause: { kind: 'import' as const },
    action: null,
  }
  const texts = new Map<string, string[]>()
  for (const column of plan.columns)
    if (column.refers)
      texts.set(column.name, [
        ...new Set(
          rows.map((row) => cellText(row.cells[column.at] ?? null).trim()).filter(Boolean),
        ),
      ])
  const found = new Map(
    await Promise.all(
      plan.columns
        .filter((one) => one.refers)
        .map(
          async (one) =>
            [
              one.name,
              await findReferences(doing, plan.writer, one.refers!, texts.get(one.name)!),
            ] as const,
        ),
    ),
  )
  return rows.map((row) => {
    const problems: ImportPreview['first'][number]['problems'] = (row.problems ?? []).map(
      (one) => ({
        column: '',
        says: {
          zh: sentence(sentences[one.code].zh, one.details, 'zh'),
          en: sentence(sentences[one.code].en, one.details, 'en'),
        },
      }),
    )
    const say = (column: string, code: keyof typeof sentences, details = {}): void =>
      void problems.push({
        column,
        says: {
          zh: sentence(sentences[code].zh, details, 'zh'),
          en: sentence(sentences[code].en, details, 'en'),
        },
      })
    for (const column of row.problems || isPassed(plan, row) ? [] : plan.columns) {
      const cell: Cell = row.cells[column.at] ?? null
      const read = convertCell(cell, column.target, plan.reading)
      if ('problem' in read) {
        if (!(modelGrows && read.problem.code === 'not-a-choice'))
          say(column.header, read.problem.code, read.problem.details)
      } else if (read.value === null) {
        const unknown = column === plan.keys[0] ? unknownOf(plan, {}) : null
        if (unknown) say(column.header, unknown.code, unknown.details)
        else if (column.field.required) say(column.header, 'required')
      } else if (column.refers && !plan.creates.has(column.name)) {
        const label = world.app.objects[column.refers]!.label
        const meant = found.get(column.name)?.get(String(read.value))
        // In a file that went out, a name that fits several is that of the record it is beside.
        if (typeof meant === 'object' && 'ids' in meant && plan.keys[0]?.name !== 'id')
          say(column.header, 'two-matches', { value: String(read.value), object: label })
        else if (meant === 'none') say(column.header, 'no-such-record', { object: label })
      } else if (!column.refers) {
        // What the field itself will say when the row is written: an e-mail without an @, a name that is too long.
        const wrong = new Problems()
        kindOf(column.field).parse(read.value, column.field as never, '', wrong)
        for (const { code, details } of wrong.list) say(column.header, code, details)
      }
    }
    return {
      line: row.line,
      passed: isPassed(plan, row),
      cells: row.cells.map((cell) => cellText(cell) || null),
      problems,
    }
  })
}
