// Whom do we talk to at the customer's?
import { object } from '#kernel/object.ts'
import { allow } from '#kernel/permission.ts'

export const contact = object('contact', {
  label: { zh: '联系人', en: 'Contact' },
  plural: { zh: '联系人', en: 'Contacts' },
  area: 'sales',
  icon: 'ContactsOutlined',
  title: 'name',
  fields: {
    name: {
      kind: 'text',
      label: { zh: '姓名', en: 'Name' },
      required: true,
      search: true,
      max: 100,
    },
    account: { kind: 'ref', object: 'account', label: { zh: '客户', en: 'Account' } },
    phone: { kind: 'phone', label: { zh: '电话', en: 'Phone' }, search: true, index: true },
    email: { kind: 'email', label: { zh: '邮箱', en: 'E-mail' }, search: true, index: true },
    title: { kind: 'text', label: { zh: '职位', en: 'Title' }, max: 100 },
    role: {
      kind: 'choice',
      label: { zh: '采购角色', en: 'Role in buying' },
      choices: {
        decider: { label: { zh: '决策者', en: 'Decides' }, colour: 'red' },
        influencer: { label: { zh: '影响者', en: 'Influences' }, colour: 'gold' },
        user: { label: { zh: '使用者', en: 'Uses' } },
        buyer: { label: { zh: '采购', en: 'Buys' } },
        finance: { label: { zh: '财务', en: 'Pays' } },
        other: { label: { zh: '其他', en: 'Other' } },
      },
    },
    note: { kind: 'long_text', label: { zh: '备注', en: 'Note' } },
    lead: {
      kind: 'ref',
      object: 'lead',
      agrees: { account: 'account' },
      label: { zh: '来源线索', en: 'From lead' },
      read_only: true,
    },
  },
  allow: [
    allow('manager', 'read create change export'),
    allow('sales_manager', 'read create change remove export import'),
    allow('sales', 'read create change', 'owner in my_people() or account.owner in my_people()'),
    allow('marketing', 'read'),
    allow('presales', 'read'),
    allow('delivery', 'read create'),
    allow('finance', 'read create'),
    allow('viewer', 'read'),
  ],
  duplicates: ['phone', 'email'],
  list: ['name', 'account', 'title', 'role', 'phone', 'email', 'owner'],
  key_fields: ['account', 'title', 'role', 'phone', 'email'],
})
