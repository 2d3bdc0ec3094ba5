// Does the definition of a bundle hold together? Groups that exist, nothing twice in one, and no bundle inside another.
import type { Context } from '#kernel/context.ts'
import { Problems } from '#kernel/error.ts'
import type { Words } from '#kernel/error.ts'
import type { Row, Values } from '#kernel/object.ts'
import { rows, text } from '../read.ts'

/** Nothing follows; all that does not fit is told at once, each at its row. */
export async function deriveProduct(
  ctx: Context,
  row: Values,
  before: Row | null,
): Promise<Values> {
  const components = rows(row, 'components')
  const groups = rows(row, 'groups')
  if (components.length === 0 && groups.length === 0) return {}
  if (before && definition(row) === definition(before)) return {}
  const problems = new Problems()
  const say = (path: string, says: Words): void => problems.add(path, 'rule', { says })
  const names = groups.map((group) => text(group, 'name'))
  names.forEach((name, at) => {
    if (names.indexOf(name) !== at) say(`groups[${at}].name`, twice)
  })
  const inner = await bundlesAmong(ctx, components)
  const seen = new Set<string>()
  components.forEach((component, at) => {
    const product = text(component, 'product')
    const group = text(component, 'group_name')
    if (product === null) return
    if (product === text(row, 'id') || inner.has(product))
      say(`components[${at}].product`, noBundle)
    else if (seen.has(product)) say(`components[${at}].product`, twice)
    seen.add(product)
    if (group !== null && !names.includes(group)) say(`components[${at}].group_name`, noGroup)
  })
  if (components.length > 0 && before) {
    const used = await ctx.count('bundle_component', { product: before.id })
    if (used > 0) say('components', isComponent)
  }
  problems.done()
  return {}
}

const definition = (row: Values): string =>
  JSON.stringify([
    rows(row, 'components').map((one) => [text(one, 'product'), text(one, 'group_name')]),
    rows(row, 'groups').map((one) => text(one, 'name')),
  ])

async function bundlesAmong(ctx: Context, components: readonly Values[]): Promise<Set<string>> {
  const ids = components.flatMap((one) => text(one, 'product') ?? [])
  if (ids.length === 0) return new Set()
  const products = await ctx.find('product', { id: [...new Set(ids)] })
  return new Set(products.filter((one) => rows(one, 'components').length > 0).map((one) => one.id))
}

const twice = { zh: '出现了两次', en: 'stands there twice' }
const noGroup = { zh: '没有此选配组', en: 'there is no such group' }
const noBundle = {
  zh: '套餐里不能再放套餐',
  en: 'is a bundle itself; bundles do not contain bundles',
}
const isComponent = {
  zh: '此产品已是其他套餐的组成，不能再有组成',
  en: 'this product is a component of another bundle and can have none itself',
}
