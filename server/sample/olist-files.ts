// What do the public Olist files say? Each table as rows of texts, wherever in the folder it lies.
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { refuse } from '#kernel/error.ts'
import { cellText } from '#kernel/import/cell.ts'
import { readTable } from '#server/files/read-table.ts'

/** Column → text; empty where the cell is. */
export type Cells = Readonly<Record<string, string>>

export interface OlistFiles {
  readonly leads: readonly Cells[]
  readonly deals: readonly Cells[]
  readonly orders: readonly Cells[]
  readonly items: readonly Cells[]
  readonly payments: readonly Cells[]
  /** Where sellers live; not every copy of the data has it. */
  readonly sellers: readonly Cells[]
}

/** Names of the published files, and of the sample of orders. */
const names = {
  leads: ['olist_marketing_qualified_leads_dataset'],
  deals: ['olist_closed_deals_dataset'],
  orders: ['olist_orders_sample', 'olist_orders_dataset'],
  items: ['olist_order_items_sample', 'olist_order_items_dataset'],
  payments: ['olist_order_payments_sample', 'olist_order_payments_dataset'],
  sellers: ['olist_sellers_excel_export', 'olist_sellers_dataset'],
} as const
const folders = ['', 'olist-funnel', 'olist-orders']

/** Reads all tables of the folder: `.csv` or `.csv.gz`, flat or in their two folders. Refuses `not-found` for one that is needed. */
export async function readOlist(from: string): Promise<OlistFiles> {
  const table = async (name: keyof typeof names, needed = true): Promise<readonly Cells[]> => {
    const found = folders
      .flatMap((folder) =>
        names[name].flatMap((one) =>
          [`${one}.csv`, `${one}.csv.gz`].map((file) => join(from, folder, file)),
        ),
      )
      .find((path) => existsSync(path))
    if (!found)
      return needed
        ? refuse('not-found', {
            what: { zh: `文件 ${names[name][0]}.csv`, en: `file ${names[name][0]}.csv` },
          })
        : []
    return rowsIn(found)
  }
  return {
    leads: await table('leads'),
    deals: await table('deals'),
    orders: await table('orders'),
    items: await table('items'),
    payments: await table('payments'),
    sellers: await table('sellers', false),
  }
}

async function rowsIn(path: string): Promise<Cells[]> {
  const bytes = await readFile(path)
  const table = await readTable({ bytes: path.endsWith('.gz') ? gunzipSync(bytes) : bytes })
  const rows: Cells[] = []
  for await (const { cells } of table.rows)
    rows.push(
      Object.fromEntries(
        table.columns.map((name, at) => [name, cellText(cells[at] ?? null).trim()]),
      ),
    )
  return rows
}

/** A table as the bytes of a CSV file, for the import that takes such files. */
export function csvOf(rows: readonly Cells[]): { bytes: Uint8Array } {
  const columns = Object.keys(rows[0] ?? {})
  const quoted = (text: string): string =>
    /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  const lines = [columns, ...rows.map((row) => columns.map((name) => row[name] ?? ''))].map(
    (cells) => cells.map(quoted).join(','),
  )
  return { bytes: new TextEncoder().encode(`${lines.join('\n')}\n`) }
}
