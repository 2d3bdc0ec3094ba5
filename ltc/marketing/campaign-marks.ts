// Which advertisement brought somebody? The marks of the link that they followed, as links everywhere carry them.
import type { FieldDef } from '#kernel/field.ts'

const mark = (zh: string, en: string) =>
  ({ kind: 'text', label: { zh, en }, max: 200 }) as const satisfies FieldDef

export const campaignMarkFields = {
  utm_source: mark('UTM 来源', 'UTM source'),
  utm_medium: mark('UTM 媒介', 'UTM medium'),
  utm_campaign: mark('UTM 活动', 'UTM campaign'),
  utm_term: mark('UTM 关键词', 'UTM term'),
  utm_content: mark('UTM 内容', 'UTM content'),
  landing_page: { kind: 'text', label: { zh: '来自网页', en: 'Came from' }, max: 500 },
} as const satisfies Record<string, FieldDef>
