// How do the public Olist files become a company's past? Through the import and the actions that everybody has.
import { Decimal } from 'decimal.js'
import type { Book } from '#kernel/app.ts'
import type { ImportSummary } from '#kernel/api.ts'
import { Refusal } from '#kernel/error.ts'
import { instantOf } from '#kernel/import/local-time.ts'
import type { Mapping } from '#kernel/import/mapping.ts'
import type { Who } from '#kernel/permission.ts'
import { permit } from '#kernel/query/view.ts'
import { sql } from '#kernel/sql.ts'
import { importTable } from '#server/import/import-table.ts'
import type { Publish } from '#server/import/new-fields.ts'
import { readWho } from '#server/login/who.ts'
import { publish } from '#server/model/publish.ts'
import { get } from '#server/records/read.ts'
import { circumstances, dayIn, systemWho, type World } from '#server/records/world.ts'
import { handsIn } from './hands.ts'
import { type Cells, csvOf, type OlistFiles, readOlist } from './olist-files.ts'
import * as mappings from './olist-mappings.ts'
import { type Clock, loadOrder, type Order } from './olist-orders.ts'
import { firstAdmin } from './staff.ts'

export interface OlistOptions {
  readonly publish: Publish
  readonly onProgress?: (step: string, done: number, total: number) => void
}

export interface OlistSummary {
  readonly imported: Readonly<Record<'person' | 'account' | 'lead' | 'opportunity' | 'payment', ImportSummary>>
  readonly orders: { readonly loaded: number; readonly there_already: number; readonly items: number; readonly items_value: string; readonly billed: string; readonly allocated: string; readonly unallocated: string }
  /** Rows that don't fit together, and what was done with each kind of them. */
  readonly dirt: readonly Dirt[]
}
export interface Dirt {
  readonly what: string
  readonly done: string
  readonly count: number
  readonly rows: readonly string[]
}
