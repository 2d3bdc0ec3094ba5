// What is a dashboard that somebody put together for themselves?
import { object } from '#kernel/object.ts'
import { ownObjects } from '#kernel/view/own.ts'
import { deriveOwn, ownAllow, ownFields } from './own-view.ts'

export const ownDashboard = object(ownObjects.dashboard, {
  label: { zh: '个人仪表盘', en: 'Personal dashboard' },
  plural: { zh: '个人仪表盘', en: 'Personal dashboards' },
  icon: 'PieChartOutlined',
  title: 'name',
  fields: ownFields,
  derive: deriveOwn('dashboard'),
  allow: ownAllow,
})
