// Which days does this company itself work or rest, against the week and the public holidays?
import { object } from '#kernel/object.ts'
import { allow } from '#kernel/permission.ts'

export const calendarDay = object('calendar_day', {
  label: { zh: '工作日历', en: 'Calendar day' },
  plural: { zh: '工作日历', en: 'Working calendar' },
  help: {
    zh: '本公司与周末、法定节假日不同的日子：哪天休息，哪天上班。时限按它计算；没有不同就不用填。',
    en: 'Days on which this company rests or works unlike the week and the public holidays. Time limits follow it; leave it empty if there are none.',
  },
  area: 'settings',
  icon: 'CalendarOutlined',
  title: 'name',
  fields: {
    date: {
      kind: 'date',
      label: { zh: '日期', en: 'Date' },
      required: true,
      unique: true,
    },
    work: {
      kind: 'choice',
      label: { zh: '安排', en: 'What it is' },
      required: true,
      choices: {
        off: { label: { zh: '休息', en: 'Day off' } },
        work: { label: { zh: '上班', en: 'Working day' } },
      },
      default: '"off"',
    },
    name: {
      kind: 'text',
      label: { zh: '名称', en: 'Name' },
      help: { zh: '如：公司年会、春节调休', en: 'Such as: annual meeting' },
      required: true,
      max: 100,
    },
  },
  allow: [allow('*', 'read'), allow('manager', 'create change remove import export')],
  list: ['date', 'work', 'name'],
  key_fields: ['date', 'work'],
})
