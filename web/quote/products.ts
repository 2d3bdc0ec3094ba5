// Which products does the quote name, and which does a word mean?
import { useQuery } from '@tanstack/react-query'
import type { Meta } from '#kernel/api/meta.ts'
import type { Row } from '#kernel/object.ts'
import { answers, keys } from '#web/asks.ts'
import { call } from '#web/call.ts'
import { bundleOf } from './bundle.ts'
import type { ProductFacts } from './draft-line.ts'

const wanted = [
  'id',
  'name',
  'number',
  'unit',
  'list_price',
  'currency',
  'tax_rate',
  'tax_category',
  'cost',
  'is_bundle',
] as const

const selectOf = (meta: Meta): string[] =>
  wanted.filter((name) => name === 'id' || meta.objects.product?.fields[name])

const text = (value: unknown): string | null =>
  value === null || value === undefined ? null : String(value)
const factsOf = (row: Row): ProductFacts => ({
  id: row.id,
  name: text(row.name) ?? '',
  number: text(row.number),
  unit: text(row.unit),
  list_price: text(row.list_price),
  currency: text(row.currency),
  tax_rate: text(row.tax_rate),
  tax_category: text(row.tax_category),
  ...('cost' in row ? { cost: text(row.cost) } : {}),
  is_bundle: row.is_bundle === true,
})

/** What is known of products already; picked ones are added at once, so that a line is never without its price. */
const known = new Map<string, ProductFacts>()
export const remember = (product: ProductFacts): void => void known.set(product.id, product)

/** Asks for what a line takes from its product. */
async function learn(meta: Meta, ids: readonly string[]): Promise<number> {
  const { data: rows } = await call.list('product', {
    filter: `id in (${ids.map((id) => `"${id}"`).join(', ')})`,
    select: selectOf(meta),
    limit: Math.min(1000, ids.length),
  })
  for (const row of rows) remember(factsOf(row))
  return rows.length
}

/** One product of which only the id is known. */
export async function productOf(meta: Meta, id: string): Promise<ProductFacts | undefined> {
  await learn(meta, [id])
  return known.get(id)
}

export function useProducts(meta: Meta, ids: readonly string[]): ReadonlyMap<string, ProductFacts> {
  const sorted = [...new Set(ids)].sort()
  const { data } = useQuery({
    queryKey: keys.picks('product', 'facts', ...sorted),
    queryFn: () => learn(meta, sorted),
    enabled: sorted.length > 0 && Boolean(meta.objects.product),
    staleTime: 60_000,
    placeholderData: (before) => before,
  })
  void data
  return known
}

/** What may be chosen of a product that is a bundle. */
export const useBundle = (id: string) =>
  useQuery({
    queryKey: keys.one('product', id, 'bundle'),
    queryFn: async () => bundleOf(await call.get('product', id)),
    staleTime: 30_000,
  })

/** Products whose name, number or initials fit; only those on sale. */
async function findProducts(
  meta: Meta,
  words: string,
  signal?: AbortSignal,
): Promise<ProductFacts[]> {
  const ask = {
    search: words,
    limit: 8,
    select: selectOf(meta),
    ...(meta.objects.product?.fields.active ? { filter: 'active = true' } : {}),
  }
  const { data } = await call.list('product', ask, signal)
  return data.map(factsOf)
}

export const useFoundProducts = (meta: Meta, words: string, enabled: boolean) =>
  useQuery({
    queryKey: keys.picks('product', 'found', words),
    queryFn: async ({ signal }) => {
      if (words) await new Promise((done) => setTimeout(done, 120))
      return findProducts(meta, words, signal)
    },
    enabled,
    placeholderData: (before) => before,
    staleTime: 30_000,
  })

/** The one product that a pasted word means: the same name or number, or the only one that fits. */
export async function theProduct(meta: Meta, words: string): Promise<ProductFacts | null> {
  const found = await answers.fetchQuery({
    queryKey: keys.picks('product', 'found', words),
    queryFn: () => findProducts(meta, words),
    staleTime: 30_000,
  })
  const plain = words.trim().toLowerCase()
  const exact = found.filter(
    (one) => one.name.toLowerCase() === plain || one.number?.toLowerCase() === plain,
  )
  return exact.length === 1
    ? exact[0]!
    : exact.length === 0 && found.length === 1
      ? found[0]!
      : null
}

/** Does any price list in use have this currency? */
export function useIsListed(meta: Meta, currency: unknown): boolean {
  const { data } = useQuery({
    queryKey: keys.picks('price_list', 'any', currency),
    queryFn: () =>
      call.list('price_list', {
        filter: `active and currency = "${String(currency)}"`,
        select: ['id'],
        limit: 1,
      }),
    enabled: typeof currency === 'string' && Boolean(meta.objects.price_list),
    staleTime: 60_000,
  })
  return Boolean(data?.data.length)
}
