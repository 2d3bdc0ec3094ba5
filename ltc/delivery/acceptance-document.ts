// What does the customer sign when all is delivered?
import type { DocumentTemplate } from '#kernel/view/document.ts'
import { addressee, same } from '../document-parts.ts'

export const acceptanceDocument: DocumentTemplate = {
  object: 'project',
  label: { zh: '验收单', en: 'Acceptance certificate' },
  title: { zh: '项目验收单', en: 'Certificate of Acceptance' },
  number: same('{number}'),
  subtitle: same('{name}'),
  blocks: [
    {
      kind: 'facts',
      left: addressee,
      right: [
        { label: { zh: '项目编号', en: 'Project No.' }, value: same('{number}'), strong: true },
        { label: { zh: '合同编号', en: 'Contract No.' }, value: same('{contract.number}') },
        { label: { zh: '计划完成', en: 'Planned end' }, value: same('{planned_end}') },
        { label: { zh: '验收日期', en: 'Accepted on' }, value: same('{accepted_at|date}') },
      ],
    },
    {
      kind: 'table',
      if: 'COUNT(milestones) > 0',
      title: { zh: '交付内容', en: 'What was delivered' },
      of: 'milestones',
      columns: [
        { label: same('#'), value: same('{#}') },
        { label: { zh: '里程碑', en: 'Milestone' }, value: same('{name}'), wide: true },
        { label: { zh: '计划日期', en: 'Due' }, value: same('{due_on}') },
        { label: { zh: '完成日期', en: 'Completed' }, value: same('{completed_on}') },
        { label: { zh: '验收日期', en: 'Accepted' }, value: same('{accepted_on}') },
        { label: { zh: '签收人', en: 'Signed by' }, value: same('{signer}') },
      ],
    },
    {
      kind: 'prose',
      text: {
        zh: '以上内容已按合同约定交付，经双方确认验收合格。',
        en: 'All of the above was delivered as agreed, and both sides confirm that it is accepted.',
      },
    },
    {
      kind: 'signatures',
      parties: [
        { role: { zh: '客户（盖章）', en: 'Customer (seal)' }, name: same('{account.name}') },
        { role: { zh: '供方（盖章）', en: 'Supplier (seal)' }, name: same('{our.name}') },
      ],
      blanks: [
        { zh: '签字', en: 'Signature' },
        { zh: '日期', en: 'Date' },
      ],
    },
  ],
}
