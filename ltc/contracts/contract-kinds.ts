// Which kinds of contract are there? What is promised besides goods and money depends on it.
import type { FieldDef } from '#kernel/field.ts'

export const contractKind = {
  kind: 'choice',
  label: { zh: '合同类型', en: 'Kind' },
  choices: {
    sale: { label: { zh: '设备销售', en: 'Sale of goods' } },
    service: { label: { zh: '技术服务', en: 'Services' } },
    maintenance: { label: { zh: '维保', en: 'Maintenance' } },
    framework: { label: { zh: '框架协议', en: 'Framework' } },
    other: { label: { zh: '其他', en: 'Other' } },
  },
} as const satisfies FieldDef
