// Are files as the world has them read without a question?

import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { readTable } from './read-table.ts'

const data = join(import.meta.dirname, '../../../shared/data')
const skip = existsSync(join(data, 'olist-orders'))
  ? false
  : 'the public files are not part of the project'

/** Rows as their publisher counts them, and columns. */
const files: Readonly<Record<string, readonly [number, number]>> = {
  'olist-funnel/olist_marketing_qualified_leads_dataset': [8000, 4],
  'olist-funnel/olist_closed_deals_dataset': [842, 14],
  'olist-orders/olist_orders_sample': [8000, 8],
  'olist-orders/olist_order_items_sample': [9116, 7],
  'olist-orders/olist_order_payments_sample': [8349, 5],
  'olist-orders/olist_customers_sample': [8000, 5],
  'olist-orders/olist_sellers_excel_export': [3095, 4],
  'olist-orders/olist_products_broken_quoting': [32_951, 9],
  'olist-orders/product_category_name_translation': [71, 2],
}

test('real files with marks, semicolons and a quoted header lose no row', { skip }, async () => {
  for (const [name, [rows, columns]] of Object.entries(files)) {
    const table = await readTable({ path: join(data, `${name}.csv.gz`) })
    let [count, problems] = [0, 0]
    for await (const row of table.rows) {
      count++
      problems += row.problems ? 1 : 0
    }
    assert.deepEqual([count, table.columns.length, problems], [rows, columns, 0], name)
  }
})

test(
  'the columns of a real file with a broken header are those that its rows have',
  { skip },
  async () => {
    const table = await readTable({
      path: join(data, 'olist-orders/olist_products_broken_quoting.csv.gz'),
    })
    assert.deepEqual(table.columns.slice(0, 2), ['product_id', 'product_category_name'])
  },
)
