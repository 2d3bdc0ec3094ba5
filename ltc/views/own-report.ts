// What is a report that somebody made for themselves?
import { object } from '#kernel/object.ts'
import { ownObjects } from '#kernel/view/own.ts'
import { deriveOwn, ownAllow, ownFields } from './own-view.ts'

export const ownReport = object(ownObjects.report, {
  label: { zh: '个人报表', en: 'Personal report' },
  plural: { zh: '个人报表', en: 'Personal reports' },
  icon: 'LineChartOutlined',
  title: 'name',
  fields: {
    ...ownFields,
    object: { kind: 'text', label: { zh: '对象', en: 'Object' }, read_only: true, max: 100 },
  },
  derive: deriveOwn('report'),
  allow: ownAllow,
})
