// Which machines does the sample company sell with what belongs to them, and which of its quotes have such a bundle?
import type { Row, Values } from '#kernel/object.ts'
import { sql } from '#kernel/sql.ts'
import type { Asks } from '#server/database/pool.ts'
import type { Product } from './catalogue.ts'
import type { Play } from './play.ts'

/** At the end of the two years: two bundles, what goes with what, and the newest open deals quote them, each a step further. */
export async function bundleStory(play: Play, asks: Asks): Promise<void> {
  const { hands, staff, end, products } = play
  const boss = staff.sellers[0]!.boss
  const one = (name: string): Product => products.find((product) => product.name.startsWith(name))!
  const id = (name: string): string => one(name).id
  const bundle = (values: Values): Promise<string> =>
    hands.create(boss, end, 'product', {
      category: '成套',
      unit: '套',
      tax_rate: '0.13',
      cost: '0',
      no_shipping: true,
      ...values,
    })
  const service = [
    { product: id('安装调试服务'), taken: 'standard', price_mode: 'own' },
    { product: id('操作培训'), taken: 'option', price_mode: 'own', discount_percent: '10' },
    { product: id('三年延保'), taken: 'option', price_mode: 'own' },
  ]
  const laser = await bundle({
    name: '激光切割成套 JN-L4020S',
    list_price: '690000',
    groups: [
      { name: '冷却与除尘', min_choices: 1, max_choices: 2 },
      { name: '上下料', min_choices: 1, max_choices: 1 },
    ],
    components: [
      { product: id('光纤激光切割机 JN-L4020') },
      { product: id('激光切割头组件'), quantity: '2' },
      { product: id('冷水机'), taken: 'standard', group_name: '冷却与除尘' },
      { product: id('除尘系统'), taken: 'option', group_name: '冷却与除尘', price_mode: 'own' },
      {
        product: id('自动上下料系统'),
        taken: 'standard',
        group_name: '上下料',
        price_mode: 'own',
        discount_percent: '5',
      },
      { product: id('上料机械臂'), taken: 'option', group_name: '上下料', price_mode: 'own' },
      {
        product: id('易损件年包'),
        taken: 'option',
        price_mode: 'own',
        discount_percent: '10',
      },
      ...service,
    ],
  })
  const bending = await bundle({
    name: '折弯成套 JN-E250S',
    list_price: '598000',
    groups: [{ name: '模具', min_choices: 1, max_choices: 1 }],
    components: [
      { product: id('电液伺服折弯机') },
      { product: id('模具套装 标准型'), taken: 'standard', group_name: '模具' },
      { product: id('模具套装 厚板型'), taken: 'option', group_name: '模具', price_mode: 'own' },
      { product: id('自动换模系统'), taken: 'option', price_mode: 'own', discount_percent: '8' },
      ...service,
    ],
  })
  const relate = (name: string, kind: string, other: string): Promise<void> =>
    hands.change(boss, end, 'product', id(name), { relations: [{ kind, other: id(other) }] })
  await relate('三年延保', 'recommends', '易损件年包')
  await relate('激光焊接工作站', 'requires', '除尘系统')
  await relate('折弯自动化单元', 'excludes', '自动换模系统')
  await quotes(play, asks, [
    { product: laser, quantity: '1' },
    {
      product: laser,
      quantity: '1',
      choices: [
        { product: id('冷水机') },
        { product: id('除尘系统'), optional: true },
        { product: id('自动上下料系统') },
        { product: id('安装调试服务') },
        { product: id('三年延保'), optional: true },
      ],
    },
    { product: bending, quantity: '2' },
    {
      product: bending,
      quantity: '1',
      choices: [
        { product: id('模具套装 厚板型') },
        { product: id('安装调试服务') },
        { product: id('操作培训'), optional: true },
      ],
    },
    // Nothing to load it with is chosen yet.
    { product: laser, quantity: '1', choices: [{ product: id('冷水机') }] },
  ])
}

/** How far the quotes of the newest open deals come; one stays a draft that lacks something. */
const ends = ['contract', 'sent', 'approved', 'draft', 'draft'] as const

async function quotes(play: Play, asks: Asks, inputs: readonly Values[]): Promise<void> {
  const { hands, staff, end } = play
  const open = await asks.query<{ id: string; owner: string }>(
    sql`select o.id::text as id, o.owner::text as owner from opportunity o where o.stage in ('needs', 'solution') and o.removed_at is null and not exists (select 1 from quote q where q.opportunity = o.id) order by o.created_at desc, o.id limit ${inputs.length}::int`,
  )
  const sellers = new Map(staff.sellers.map((one) => [one.who.id, one]))
  for (const [at, { id, owner }] of open.entries()) {
    const who = sellers.get(owner)?.who
    if (!who) continue
    const { quote } = await hands.act(who, end, 'opportunity', id, 'create_quote')
    const made = String(quote)
    await hands.act(who, end, 'quote', made, 'add_bundle', inputs[at])
    if (ends[at] === 'draft') continue
    await hands.act(who, end, 'quote', made, 'submit')
    const { stage } = (await play.read('quote', made)) as Row
    if (stage !== 'approved' || ends[at] === 'approved') continue
    await hands.act(who, end, 'quote', made, 'send')
    if (ends[at] === 'sent') continue
    await hands.act(who, end, 'quote', made, 'accept')
    await hands.act(who, end, 'quote', made, 'create_contract')
  }
}
