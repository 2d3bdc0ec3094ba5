// What are the made-up customers called? Names that say themselves that they are samples.
import type { Chance } from './chance.ts'

const first =
  '恒屿,启衡,拓澜,腾岳,锐泽,汇川北,明序,合锦,新磐,远钧,立轩,博野,泰砚,凌越岭,鼎川,兴澄,宏序,正砺,华铖,安煜,嘉铄,长屿,润铠,伟堃,盛砺,天砚,江铄,金澄,晨钧,景锐'.split(
    ',',
  )
const second =
  '精密,机械,钣金,电气,机电,设备,五金,电梯部件,厨具,通信设备,汽车部件,新能源,箱柜,金属制品,轨道装备,暖通设备,医疗器械,照明'.split(
    ',',
  )
const callers =
  '赵,钱,孙,李,周,吴,郑,王,冯,陈,褚,卫,蒋,沈,韩,杨,朱,秦,许,何,吕,施,张,孔,曹,严,华,金,魏,陶,姜'.split(
    ',',
  )
const positions: Readonly<Record<string, string>> = {
  工: '设备工程师',
  经理: '采购经理',
  总: '总经理',
  厂长: '生产厂长',
  主管: '工艺主管',
}

export interface Caller {
  readonly company: string
  readonly name: string
  readonly title: string
  readonly phone: string
  readonly email: string
  readonly region: string
}

/** The `n`-th caller of a region: each has a company, a number that nobody can dial, and an address that goes nowhere. */
export function callerOf(n: number, region: string, chance: Chance): Caller {
  // Each of the 540 pairs comes once, and neighbours differ in both words.
  const word = `${first[n % first.length]}${second[(n * 7 + Math.floor(n / first.length)) % second.length]}`
  // All pairs are used up after 540 companies; a number tells the later ones apart.
  const series = Math.floor(n / (first.length * second.length))
  const calling = chance.pick(Object.keys(positions))
  return {
    company: `${region}${word}${series ? (['二', '三', '四', '五', '六', '七', '八', '九', '十'][series - 1] ?? series + 1) : ''}厂（示例）`,
    name: `${chance.pick(callers)}${calling}`,
    title: positions[calling]!,
    phone: `100${String(n).padStart(8, '0')}`,
    email: `caller${n}@example.com`,
    region,
  }
}
