// Where do the rows wait that an import refused, until they are handed back as a file?
import type { ImportReason } from '#kernel/api.ts'
import type { Problem } from '#kernel/error.ts'
import { sentence } from '#kernel/sentence.ts'
import { problems as sentences } from '#kernel/problems.ts'
import { sql } from '#kernel/sql.ts'
import type { Asks } from '#server/database/pool.ts'
import { writeTable } from '#server/files/write-table.ts'
import type { RefusedRow } from './counts.ts'
import type { ImportPlan } from './plan-import.ts'

/** In the transaction of their batch, so that rows and cursor agree. */
export async function keepRefused(
  tx: Asks,
  run: string,
  rows: readonly RefusedRow[],
): Promise<void> {
  if (rows.length === 0) return
  await tx.query(sql`insert into import_refused (run, line, cells, problems) select ${run}::uuid, x.line, x.cells, x.problems
    from json_to_recordset(${JSON.stringify(rows)}::json) as x(line bigint, cells json, problems json) on conflict do nothing`)
}

export const forgetRefused = async (asks: Asks, run: string): Promise<void> =>
  void (await asks.query(sql`delete from import_refused where run = ${run}::uuid`, {
    limitMs: 60_000,
  }))

/** Those of imports that were stopped and that nobody let go on. */
export const forgetOldRefused = async (asks: Asks): Promise<void> =>
  void (await asks.query(
    sql`delete from import_refused r using job j where j.id = r.run and j.finished_at < now() - interval '2 days'`,
    { limitMs: 60_000 },
  ))

/** The file of the refused rows: its own columns and the reason beside each, so that it can be mended and imported again. */
export async function writeRefused(
  asks: Asks,
  run: string,
  plan: Pick<ImportPlan, 'headers' | 'columns' | 'object'>,
  path: string,
  language: 'zh' | 'en',
): Promise<ImportReason[]> {
  const reason = language === 'zh' ? '错误原因' : 'Reason'
  // What had no column stands behind, to be put where it belongs.
  const [most] = await asks.query<{ most: number | null }>(
    sql`select max(json_array_length(cells)) as most from import_refused where run = ${run}::uuid`,
  )
  const width = plan.headers.length
  const surplus = Array.from(
    { length: Math.min(Math.max((most?.most ?? 0) - width, 0), 50) },
    (_, i) => (language === 'zh' ? `多出的值 ${i + 1}` : `Surplus ${i + 1}`),
  )
  const columns = [...plan.headers.filter((header) => header !== reason), reason, ...surplus].map(
    (header) => ({ header, kind: 'text' as const }),
  )
  const had = plan.headers.indexOf(reason)
  // What no column says is called as people call the field.
  const headers = new Map([
    ...Object.entries(plan.object.fields).map(
      ([name, field]) => [name, field.label[language]] as const,
    ),
    ...plan.columns.map((one) => [one.name, one.header] as const),
  ])
  const told = new Map<string, ImportReason>()
  async function* rows(): AsyncGenerator<readonly string[]> {
    for (let after = -1; ;) {
      const page = await asks.query<{ line: number; cells: string[]; problems: Problem[] }>(
        sql`select line, cells, problems from import_refused where run = ${run}::uuid and line > ${after}::bigint order by line limit 1000`,
      )
      for (const row of page) {
        tally(told, row.problems, headers)
        const cells = plan.headers.map((_, i) => row.cells[i] ?? '').filter((_, i) => i !== had)
        yield [
          ...cells,
          row.problems
            .map((one) => reasonOf(one, headers, language))
            .join(language === 'zh' ? '；' : '; '),
          ...surplus.map((_, i) => row.cells[width + i] ?? ''),
        ]
      }
      if (page.length < 1000) return
      after = page.at(-1)!.line
    }
  }
  await writeTable(path.toLowerCase().endsWith('.csv') ? 'csv' : 'xlsx', columns, rows(), path)
  return [...told.values()].sort((a, b) => b.rows - a.rows).slice(0, mostTold)
}

/** More reasons than this are read in the file. */
const mostTold = 5
/** Every row may have its own: no more are counted apart. */
const mostCounted = 1000

function tally(
  told: Map<string, ImportReason>,
  problems: readonly Problem[],
  headers: ReadonlyMap<string, string>,
): void {
  for (const en of new Set(problems.map((one) => reasonOf(one, headers, 'en')))) {
    const known = told.get(en)
    if (known) told.set(en, { ...known, rows: known.rows + 1 })
    else if (told.size < mostCounted) {
      const one = problems.find((each) => reasonOf(each, headers, 'en') === en)!
      told.set(en, { says: { en, zh: reasonOf(one, headers, 'zh') }, rows: 1 })
    }
  }
}

/** `Amount: “x” is not a number`, with the column as the file calls it. */
export function reasonOf(
  problem: Problem,
  headers: ReadonlyMap<string, string>,
  language: 'zh' | 'en',
): string {
  const says = sentence(sentences[problem.code][language], problem.details, language)
  return problem.path
    ? `${headers.get(problem.path) ?? problem.path}${language === 'zh' ? '：' : ': '}${says}`
    : says
}
