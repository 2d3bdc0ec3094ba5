// How does a quote, contract or invoice become a PDF? The record as the caller sees it, drawn by its template.
import { refuse } from '#kernel/error.ts'
import type { Row } from '#kernel/object.ts'
import { permit } from '#kernel/query/view.ts'
import type { Party, Setting } from '#server/documents/parties.ts'
import { get, rowsOf } from '#server/records/read.ts'
import { atOf, idOf, viewOf } from './calls.ts'
import { unlimited } from '#server/records/world.ts'
import type { Call, Route } from './routes.ts'

const drawn = ['quote', 'contract', 'invoice'] as const
const text = (value: unknown): string => (typeof value === 'string' ? value : '')

const addressOf = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return text(value)
  const { province, city, district, street } = value as Record<string, string | undefined>
  return [province, city === province ? '' : city, district, street].filter(Boolean).join('')
}

/** Our company and the customer, as far as the caller may read them. */
async function settingOf(call: Call, record: Row): Promise<Setting> {
  const { world } = call.machine
  const whole = permit(world.app, unlimited(call.who))
  const [company] = await rowsOf(world.db, whole, atOf(call), { from: 'company', limit: 1 })
  // Whoever may read the document reads the customer's name and address on it.
  const account = typeof record.account === 'string' ? await get(world.db, whole, atOf(call), 'account', record.account) : null
  const party = (row: Row | null | undefined, name: string): Party => ({ name: text(row?.name) || name, address: addressOf(row?.address), phone: text(row?.phone), tax_number: text(row?.tax_number), bank: text(row?.bank), bank_account: text(row?.bank_account) }) as Party
  return {
    language: call.query.language === 'en' || (call.query.language === undefined && call.language === 'en') ? 'en' : 'zh',
    company: party(company, world.company.name), customer: party(account, ''), sample: world.company.sample, made_at: world.now().toISOString(),
  } as Setting
}

/** Lines with their products spelt out. */
async function withProducts(call: Call, lines: readonly Row[]): Promise<Row[]> {
  const ids = [...new Set(lines.flatMap(line => (typeof line.product === 'string' ? [line.product] : [])))]
  if (ids.length === 0 || !viewOf(call).objects.product) return [...lines]
  const products = await rowsOf(call.machine.world.db, viewOf(call), atOf(call), { from: 'product', ids, limit: Math.min(1000, ids.length), select: ['id', 'name', 'number', 'unit'] })
  const known = new Map(products.map(row => [row.id, row]))
  return lines.map(line => ({ ...line, product: known.get(line.product as string) ?? null }))
}

async function nameOf(call: Call, object: string, id: unknown, field: string): Promise<string | null> {
  if (typeof id !== 'string' || !viewOf(call).objects[object]) return null
  const [row] = await rowsOf(call.machine.world.db, viewOf(call), atOf(call), { from: object, ids: [id], limit: 1, select: ['id', field] })
  return row ? text(row[field]) : null
}

const typesetter = async () => ({
  ...(await import('#server/documents/contract.ts')), ...(await import('#server/documents/invoice.ts')),
  ...(await import('#server/documents/quote.ts')), ...(await import('#server/documents/pdf.ts')),
})

export const documentRoutes: readonly Route[] = [
  {
    method: 'GET', url: '/api/v1/:object/:id/pdf', gate: 'signed-in', says: 'The quote, contract or invoice as PDF',
    run: async call => {
      const object = call.params.object as (typeof drawn)[number]
      if (!drawn.includes(object)) refuse('not-found', { what: `${String(object)}/pdf` })
      const record = await get(call.machine.world.db, viewOf(call), atOf(call), object, idOf(call, object))
      const setting = await settingOf(call, record)
      const lines = await withProducts(call, (record.lines ?? []) as Row[])
      const plan = await Promise.all(((record.billing_plan ?? []) as Row[]).map(async line => ({ ...line, milestone: await nameOf(call, 'milestone', line.milestone, 'name') })))
      const data = { ...record, lines, billing_plan: plan, contract: await nameOf(call, 'contract', record.contract, 'number') } as never
      // The typesetter and its fonts take 60 MB: only who prints loads them.
      const { contractDocument, invoiceDocument, quoteDocument, renderPdf } = await typesetter()
      const model = object === 'quote' ? quoteDocument(data, setting) : object === 'contract' ? contractDocument(data, setting) : invoiceDocument(data, setting)
      const { bytes, missing } = await renderPdf(model)
      if (missing.length) call.reply.header('x-missing-letters', encodeURIComponent([...missing].join('')))
      const name = encodeURIComponent(`${text(record.number) || object}.pdf`)
      return call.reply.header('content-type', 'application/pdf').header('content-disposition', `inline; filename*=UTF-8''${name}`).send(Buffer.from(bytes))
    },
  },
]
