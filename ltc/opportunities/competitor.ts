// Who else sells to our customers?
import { object } from '#kernel/object.ts'
import { allow } from '#kernel/permission.ts'

export const competitor = object('competitor', {
  label: { zh: '竞争对手', en: 'Competitor' },
  plural: { zh: '竞争对手', en: 'Competitors' },
  help: {
    zh: '还有谁在卖给我们的客户，强在哪、弱在哪。记下来，商机上就能选。',
    en: 'Who else sells to our customers, and where they are strong or weak. Once they stand here, opportunities can name them.',
  },
  area: 'sales',
  icon: 'ThunderboltOutlined',
  title: 'name',
  fields: {
    name: {
      kind: 'text',
      label: { zh: '名称', en: 'Name' },
      required: true,
      unique: true,
      search: true,
      max: 200,
    },
    website: { kind: 'url', label: { zh: '网站', en: 'Website' } },
    strengths: { kind: 'long_text', label: { zh: '优势', en: 'Strengths' } },
    weaknesses: { kind: 'long_text', label: { zh: '劣势', en: 'Weaknesses' } },
  },
  allow: [
    allow('*', 'read'),
    allow('sales', 'create change'),
    allow('presales', 'create change'),
    allow('sales_manager', 'create change remove'),
    allow('marketing', 'create change'),
  ],
  list: ['name', 'strengths', 'weaknesses', 'updated_at'],
})
