// What did the lead answer, and how many points is that?
import { object } from '#kernel/object.ts'

export const qualificationAnswer = object('qualification_answer', {
  label: { zh: '问卷答案', en: 'Answer' },
  plural: { zh: '问卷答案', en: 'Answers' },
  title: 'answer',
  parent: 'lead',
  fields: {
    lead: { kind: 'ref', object: 'lead', label: { zh: '线索', en: 'Lead' }, required: true },
    question: {
      kind: 'ref',
      object: 'question',
      label: { zh: '问题', en: 'Question' },
      required: true,
    },
    answer: { kind: 'text', label: { zh: '答案', en: 'Answer' }, required: true, max: 500 },
    points: {
      kind: 'integer',
      label: { zh: '得分', en: 'Points' },
      min: 0,
      max: 100,
      read_only: true,
    },
  },
  unique: [['lead', 'question']],
  allow: [],
})
