// How does somebody like to see a list?
import { object } from '#kernel/object.ts'
import { allow } from '#kernel/permission.ts'

export const savedView = object('saved_view', {
  label: { zh: '视图', en: 'View' },
  plural: { zh: '视图', en: 'Views' },
  icon: 'TableOutlined',
  title: 'name',
  fields: {
    object: {
      kind: 'text',
      label: { zh: '对象', en: 'Object' },
      required: true,
      index: true,
      max: 100,
    },
    name: { kind: 'text', label: { zh: '名称', en: 'Name' }, required: true, max: 100 },
    filter: { kind: 'long_text', label: { zh: '筛选', en: 'Filter' } },
    sort: { kind: 'text', label: { zh: '排序', en: 'Sort' }, max: 500 },
    columns: { kind: 'long_text', label: { zh: '列', en: 'Columns' } },
    layout: {
      kind: 'choice',
      label: { zh: '样式', en: 'Layout' },
      choices: {
        table: { label: { zh: '表格', en: 'Table' } },
        board: { label: { zh: '看板', en: 'Board' } },
        calendar: { label: { zh: '日历', en: 'Calendar' } },
        timeline: { label: { zh: '时间线', en: 'Timeline' } },
      },
      default: '"table"',
    },
    group: { kind: 'text', label: { zh: '分组', en: 'Group by' }, max: 100 },
    starts: { kind: 'text', label: { zh: '开始字段', en: 'Start field' }, max: 100 },
    ends: { kind: 'text', label: { zh: '结束字段', en: 'End field' }, max: 100 },
    zoom: {
      kind: 'choice',
      label: { zh: '刻度', en: 'Zoom' },
      choices: {
        day: { label: { zh: '日', en: 'Day' } },
        week: { label: { zh: '周', en: 'Week' } },
        month: { label: { zh: '月', en: 'Month' } },
        quarter: { label: { zh: '季', en: 'Quarter' } },
      },
    },
    widths: { kind: 'long_text', label: { zh: '列宽', en: 'Column widths' } },
    shared: { kind: 'yes_no', label: { zh: '共享', en: 'Shared' }, default: 'false' },
  },
  allow: [
    allow('*', 'read', 'owner = me or shared'),
    allow('*', 'create change remove', 'owner = me'),
  ],
})
