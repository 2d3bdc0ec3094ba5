// What do we propose to do for the customer?
import { object } from '#kernel/object.ts'
import { allow } from '#kernel/permission.ts'

export const solution = object('solution', {
  label: { zh: '解决方案', en: 'Solution' },
  plural: { zh: '解决方案', en: 'Solutions' },
  help: {
    zh: '准备怎么替客户解决问题，随商机评审和确认。在商机上新建最方便。',
    en: 'How we mean to solve what the customer needs, reviewed with the opportunity. Easiest begun on an opportunity.',
  },
  area: 'sales',
  icon: 'BulbOutlined',
  title: 'name',
  fields: {
    number: {
      kind: 'auto_number',
      pattern: 'S{YYYY}-{00000}',
      label: { zh: '方案编号', en: 'Number' },
      search: true,
    },
    name: {
      kind: 'text',
      label: { zh: '方案名称', en: 'Name' },
      required: true,
      search: true,
      max: 300,
    },
    opportunity: {
      kind: 'ref',
      object: 'opportunity',
      label: { zh: '商机', en: 'Opportunity' },
      required: true,
    },
    body: { kind: 'rich_text', label: { zh: '方案内容', en: 'Content' } },
    files: { kind: 'file', many: true, label: { zh: '附件', en: 'Files' } },
    agreed_on: { kind: 'date', label: { zh: '客户确认日', en: 'Agreed on' } },
  },
  lifecycle: {
    first: 'draft',
    stages: {
      draft: { label: { zh: '编写中', en: 'Draft' }, limit_days: 10 },
      reviewed: { label: { zh: '已评审', en: 'Reviewed' } },
      agreed: { label: { zh: '客户已确认', en: 'Agreed' }, kind: 'won' },
      dropped: { label: { zh: '已放弃', en: 'Dropped' }, kind: 'lost' },
    },
    moves: {
      review: {
        from: ['draft'],
        to: 'reviewed',
        gate: {
          checks: {
            body: {
              if: 'body is not empty or files is not empty',
              says: { zh: '已有方案内容或附件', en: 'There is content or a file' },
              giver: 'presales',
            },
          },
        },
      },
      agree: { from: ['reviewed'], to: 'agreed' },
      rework: { from: ['reviewed'], to: 'draft' },
      drop: { from: ['draft', 'reviewed'], to: 'dropped' },
    },
  },
  allow: [
    allow('manager', 'read'),
    allow('sales_manager', 'read create change remove'),
    allow('presales', 'read create change remove'),
    allow(
      'sales',
      'read create change',
      'owner in my_people() or opportunity.owner in my_people()',
    ),
    allow('delivery', 'read'),
    allow('viewer', 'read'),
  ],
  list: ['number', 'name', 'opportunity', 'stage', 'owner', 'updated_at'],
  key_fields: ['opportunity', 'stage', 'owner', 'agreed_on'],
})
