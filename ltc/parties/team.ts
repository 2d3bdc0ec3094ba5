// Who works with whom, and who leads them?
import { object } from '#kernel/object.ts'
import { allow } from '#kernel/permission.ts'

export const team = object('team', {
  label: { zh: '团队', en: 'Team' },
  plural: { zh: '团队', en: 'Teams' },
  help: {
    zh: '人按团队看数据、领线索、算业绩。在「管理 → 团队」里增加。',
    en: 'By teams people see records, take leads and are measured. Add them under Administration, Teams.',
  },
  area: 'settings',
  icon: 'TeamOutlined',
  title: 'name',
  fields: {
    name: {
      kind: 'text',
      label: { zh: '名称', en: 'Name' },
      required: true,
      unique: true,
      search: true,
    },
    parent: { kind: 'team', label: { zh: '上级团队', en: 'Part of' } },
    lead: { kind: 'person', label: { zh: '负责人', en: 'Led by' } },
  },
  allow: [allow('*', 'read')],
  list: ['name', 'parent', 'lead'],
})
