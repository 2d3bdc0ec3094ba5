// What do we ask to find out whether a lead is worth our time?
import { object } from '#kernel/object.ts'
import { allow } from '#kernel/permission.ts'

export const question = object('question', {
  label: { zh: '资格问题', en: 'Qualifying question' },
  plural: { zh: '资格问题', en: 'Qualifying questions' },
  help: {
    zh: '认定线索合格时要问的问题，按权重算出线索评分。',
    en: 'What is asked before a lead is qualified; the answers make its score.',
  },
  area: 'marketing',
  icon: 'QuestionCircleOutlined',
  title: 'text',
  fields: {
    text: {
      kind: 'text',
      label: { zh: '问题', en: 'Question' },
      required: true,
      search: true,
      max: 300,
    },
    kind: {
      kind: 'choice',
      label: { zh: '答案类型', en: 'Kind of answer' },
      choices: {
        yes_no: { label: { zh: '是否', en: 'Yes or no' } },
        choice: { label: { zh: '单选', en: 'One of several' } },
        scale: { label: { zh: '0–10 分', en: '0 to 10' } },
        text: { label: { zh: '文字（不计分）', en: 'Text (not scored)' } },
      },
      default: '"yes_no"',
    },
    weight: {
      kind: 'integer',
      label: { zh: '权重', en: 'Weight' },
      min: 0,
      max: 100,
      default: '1',
    },
    choices: {
      kind: 'lines',
      object: 'question_choice',
      by: 'question',
      label: { zh: '选项', en: 'Choices' },
      shown_if: 'kind = "choice"',
    },
    sequence: { kind: 'integer', label: { zh: '顺序', en: 'Order' }, default: '0' },
    active: { kind: 'yes_no', label: { zh: '启用', en: 'Asked' }, default: 'true' },
  },
  allow: [
    allow('*', 'read'),
    allow('marketing', 'create change remove'),
    allow('sales_manager', 'create change remove'),
    allow('manager', 'create change'),
  ],
  list: ['text', 'kind', 'weight', 'sequence', 'active'],
})

export const questionChoice = object('question_choice', {
  label: { zh: '选项', en: 'Choice' },
  title: 'text',
  parent: 'question',
  fields: {
    question: {
      kind: 'ref',
      object: 'question',
      label: { zh: '问题', en: 'Question' },
      required: true,
    },
    text: { kind: 'text', label: { zh: '选项', en: 'Choice' }, required: true, max: 200 },
    points: {
      kind: 'integer',
      label: { zh: '得分', en: 'Points' },
      help: { zh: '0–100', en: '0 to 100' },
      min: 0,
      max: 100,
      default: '0',
    },
  },
  allow: [],
})
