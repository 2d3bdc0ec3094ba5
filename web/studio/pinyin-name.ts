// Which name for tables and formulas does a Chinese label make? 预算状态 → yu_suan_zhuang_tai.
import { nameOf } from './draft.ts'

let spelt = (label: string): string => label

/** Fetches the spelling of characters; until it is there only Latin letters make a name. */
export async function learnPinyin(): Promise<void> {
  const { pinyin } = await import('pinyin-pro')
  spelt = (label) =>
    pinyin(label, { toneType: 'none', type: 'array', nonZh: 'consecutive' }).join(' ')
}

/** The name of a label in either language; "" where nothing of it can be spelt. */
export const nameFor = (label: string): string => nameOf(spelt(label))
