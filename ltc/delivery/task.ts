// Who does what until when in a delivery?
import { object } from '#kernel/object.ts'
import { allow } from '#kernel/permission.ts'

export const task = object('task', {
  label: { zh: '任务', en: 'Task' },
  plural: { zh: '任务', en: 'Tasks' },
  help: {
    zh: '交付中谁在什么时候之前做完什么。在交付项目上新建最方便。',
    en: 'Who does what until when in a delivery. Easiest begun on a project.',
  },
  area: 'delivery',
  icon: 'CheckSquareOutlined',
  title: 'name',
  fields: {
    project: {
      kind: 'ref',
      object: 'project',
      label: { zh: '项目', en: 'Project' },
      required: true,
    },
    milestone: {
      kind: 'ref',
      object: 'milestone',
      agrees: { project: 'project' },
      label: { zh: '里程碑', en: 'Milestone' },
    },
    name: {
      kind: 'text',
      label: { zh: '任务', en: 'Task' },
      required: true,
      search: true,
      max: 300,
    },
    starts_on: { kind: 'date', label: { zh: '开始日期', en: 'Starts on' } },
    due_on: { kind: 'date', label: { zh: '截止日期', en: 'Due on' }, index: true },
    hours: { kind: 'decimal', digits: 2, label: { zh: '工时', en: 'Hours' }, min: '0' },
    note: { kind: 'long_text', label: { zh: '说明', en: 'Note' } },
  },
  lifecycle: {
    first: 'todo',
    stages: {
      todo: { label: { zh: '未开始', en: 'To do' } },
      doing: { label: { zh: '进行中', en: 'Doing' } },
      done: { label: { zh: '已完成', en: 'Done' }, kind: 'won' },
    },
    moves: {
      start: { from: ['todo'], to: 'doing' },
      finish: { from: ['todo', 'doing'], to: 'done' },
      reopen: { from: ['done'], to: 'doing' },
    },
  },
  allow: [
    allow('manager', 'read create change'),
    allow('delivery', 'read create change remove export'),
    allow('*', 'read change', 'owner = me'),
    allow('sales', 'read', 'project.contract.owner in my_people()'),
    allow('viewer', 'read'),
  ],
  dates: { starts: 'starts_on', ends: 'due_on', group: 'project' },
  list: ['name', 'project', 'milestone', 'stage', 'due_on', 'owner'],
  key_fields: ['project', 'milestone', 'due_on', 'owner'],
})
