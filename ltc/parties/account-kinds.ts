// Which kinds of customers are there? The choices by which customers are told apart, and price lists say whom they are for.
import type { Choice } from '#kernel/field.ts'

export const industries: Readonly<Record<string, Choice>> = {
  manufacturing: { label: { zh: '制造业', en: 'Manufacturing' } },
  electronics: { label: { zh: '电子信息', en: 'Electronics' } },
  energy: { label: { zh: '能源', en: 'Energy' } },
  construction: { label: { zh: '建筑', en: 'Construction' } },
  retail: { label: { zh: '零售', en: 'Retail' } },
  logistics: { label: { zh: '物流', en: 'Logistics' } },
  finance: { label: { zh: '金融', en: 'Finance' } },
  health: { label: { zh: '医疗', en: 'Health' } },
  education: { label: { zh: '教育', en: 'Education' } },
  government: { label: { zh: '政府', en: 'Government' } },
  software: { label: { zh: '软件与互联网', en: 'Software' } },
  other: { label: { zh: '其他', en: 'Other' } },
}

export const levels: Readonly<Record<string, Choice>> = {
  a: { label: { zh: 'A 战略客户', en: 'A strategic' }, colour: 'gold' },
  b: { label: { zh: 'B 重点客户', en: 'B key' }, colour: 'blue' },
  c: { label: { zh: 'C 普通客户', en: 'C regular' } },
}
