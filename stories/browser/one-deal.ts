// What stands in the lists while the pages are looked at? One deal, made the whole way, and a quote still being written.

import type { Desk } from './desk.ts'

/** Makes the deal as the person who is signed in; the addresses of its records. */
export async function oneDeal({ post }: Pick<Desk, 'post'>): Promise<string[]> {
  const act = (object: string, id: string | undefined, name: string, data?: object) =>
    post(`${object}/${id}/actions/${name}`, data)

  const product = await post('product', {
    name: '数控冲床，带自动送料与安全光幕的加长型',
    list_price: '1234567.89',
    cost: '900000',
  })
  const lead = await post('lead', {
    name: '张工',
    company: '云启精密机械制造（示例）有限公司',
    phone: '13800138000',
  })
  await act('lead', lead.id, 'qualify')
  const { opportunity } = await act('lead', lead.id, 'convert', { amount: '2000000' })
  const lines = [{ product: product.id, quantity: '2' }]
  const { quote: draft } = await act('opportunity', opportunity, 'create_quote', { lines })
  const { quote } = await act('opportunity', opportunity, 'create_quote', { lines })
  for (const deed of ['submit', 'send', 'accept']) await act('quote', quote, deed)
  const { contract } = await act('quote', quote, 'create_contract')
  await act('contract', contract, 'sign')
  const { project } = await act('contract', contract, 'activate')
  const other = await post('lead', { name: '李工', email: 'li@example.com' })
  return Object.entries({
    lead: other.id,
    opportunity,
    quote,
    contract,
    project,
    product: product.id,
  })
    .map(([object, id]) => `/o/${object}/${id}`)
    .concat(`/o/quote/${draft}`)
}
