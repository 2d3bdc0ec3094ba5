// What does the sample company make and sell? Machines, what goes around them, parts and services.
import type { Values } from '#kernel/object.ts'
import type { Chance } from './chance.ts'
import type { Hands } from './hands.ts'
import type { Staff } from './staff.ts'

interface Item {
  readonly name: string
  readonly kind: 'machine' | 'line' | 'addition' | 'part' | 'service'
  /** List price without tax, in 10,000 CNY. */
  readonly price: number
  /** Of the price. */
  readonly cost: number
}
export interface Product extends Item {
  readonly id: string
}

const item = (name: string, kind: Item['kind'], price: number, cost: number): Item => ({
  name,
  kind,
  price,
  cost,
})
const categories = {
  machine: '主机',
  line: '产线',
  addition: '自动化',
  part: '备件',
  service: '服务',
} as const

const items: readonly Item[] = [
  item('数控转塔冲床 JN-T20', 'machine', 46, 0.63),
  item('数控转塔冲床 JN-T30', 'machine', 68, 0.62),
  item('伺服数控冲床 JN-S30', 'machine', 86, 0.6),
  item('光纤激光切割机 JN-L3015', 'machine', 38, 0.66),
  item('光纤激光切割机 JN-L4020', 'machine', 62, 0.64),
  item('大幅面激光切割机 JN-L6025', 'machine', 118, 0.62),
  item('数控折弯机 JN-B100', 'machine', 24, 0.67),
  item('数控折弯机 JN-B170', 'machine', 36, 0.66),
  item('电液伺服折弯机 JN-E250', 'machine', 54, 0.64),
  item('数控剪板机 JN-C8', 'machine', 17, 0.69),
  item('激光焊接工作站 JN-W10', 'machine', 42, 0.61),
  item('管材激光切割机 JN-P220', 'machine', 74, 0.63),
  item('去毛刺机 JN-D1000', 'machine', 21, 0.66),
  item('校平机 JN-F1300', 'machine', 58, 0.65),
  item('钣金柔性生产线 JN-FMS1', 'line', 265, 0.66),
  item('冲剪复合生产线 JN-FMS2', 'line', 340, 0.67),
  item('折弯自动化单元 JN-AB2', 'line', 128, 0.64),
  item('自动上下料系统 JN-A1', 'addition', 26, 0.6),
  item('立体料库 JN-R12', 'addition', 48, 0.62),
  item('自动换模系统 JN-M4', 'addition', 32, 0.58),
  item('除尘系统 JN-V6', 'addition', 8.5, 0.6),
  item('冷水机 JN-H3', 'addition', 3.2, 0.62),
  item('上料机械臂 JN-K6', 'addition', 15, 0.63),
  item('模具套装 标准型', 'part', 4.6, 0.48),
  item('模具套装 厚板型', 'part', 7.8, 0.48),
  item('激光切割头组件', 'part', 5.4, 0.52),
  item('易损件年包', 'part', 2.4, 0.4),
  item('安装调试服务', 'service', 3.6, 0.55),
  item('操作培训（5 天）', 'service', 1.8, 0.45),
  item('三年延保', 'service', 6.8, 0.35),
]

/** The sales manager enters the products; prices in CNY. */
export async function stock(hands: Hands, staff: Staff, at: number): Promise<Product[]> {
  const made: Product[] = []
  for (const one of items) {
    const price = Math.round(one.price * 10_000)
    const values: Values = {
      name: one.name,
      category: categories[one.kind],
      unit: one.kind === 'service' ? '项' : one.kind === 'part' ? '套' : '台',
      list_price: String(price),
      cost: String(Math.round(price * one.cost)),
      tax_rate: one.kind === 'service' ? '0.06' : '0.13',
      no_shipping: one.kind === 'service',
    }
    made.push({ ...one, id: await hands.create(staff.sellers[0]!.boss, at, 'product', values) })
  }
  return made
}

export interface Wish {
  readonly main: Product
  readonly lines: readonly { readonly product: Product; readonly quantity: number }[]
  /** List price with tax, in CNY. */
  readonly amount: number
}

/** What a customer wants: one machine or line, perhaps with what belongs to it. */
export function wishOf(products: readonly Product[], chance: Chance): Wish {
  const of = (...kinds: Item['kind'][]) => products.filter((one) => kinds.includes(one.kind))
  const main = chance.pick(of(chance.weighted({ machine: 84, line: 9, part: 7 })))
  const lines = [
    {
      product: main,
      quantity:
        main.kind === 'machine'
          ? Number(chance.weighted({ '1': 72, '2': 20, '3': 8 }))
          : main.kind === 'part'
            ? chance.whole(1, 6)
            : 1,
    },
  ]
  if (main.kind !== 'part' && chance.happens(0.5))
    lines.push({ product: chance.pick(of('addition')), quantity: 1 })
  if (chance.happens(0.35))
    lines.push({
      product: chance.pick(of('part').filter((one) => one !== main)),
      quantity: chance.whole(1, 2),
    })
  if (main.kind !== 'part' && chance.happens(0.45))
    lines.push({ product: chance.pick(of('service')), quantity: 1 })
  const net = lines.reduce((sum, { product, quantity }) => sum + product.price * quantity, 0)
  return { main, lines, amount: Math.round(net * 1.13 * 10) * 1000 }
}
