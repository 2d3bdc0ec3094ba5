// Who gets a dashboard by mail, and when?
import type { Context } from '#kernel/context.ts'
import { object, type Values } from '#kernel/object.ts'
import { allow } from '#kernel/permission.ts'
import { nextMoment } from '#kernel/view/mail-moment.ts'

/** What was typed may still be no number when it is derived from; its field tells that. */
const number = (value: unknown, otherwise: number): number => {
  const read = Number(value ?? otherwise)
  return Number.isInteger(read) && read >= 0 && read <= 31 ? read : otherwise
}

/** When the next one is due; nothing is due while it rests. */
const deriveReportMail = (ctx: Context, row: Values): Values => ({
  next_at:
    row.paused === true
      ? null
      : nextMoment(
          {
            every: row.every === 'week' || row.every === 'month' ? row.every : 'day',
            hour: number(row.hour, 8),
            day: number(row.day, 1),
          },
          ctx.now,
          ctx.zone,
        ).toISOString(),
})

export const reportMail = object('report_mail', {
  label: { zh: '定时邮件', en: 'Scheduled mail' },
  plural: { zh: '定时邮件', en: 'Scheduled mails' },
  icon: 'MailOutlined',
  title: 'dashboard',
  fields: {
    dashboard: {
      kind: 'text',
      label: { zh: '仪表盘', en: 'Dashboard' },
      required: true,
      index: true,
      max: 60,
    },
    receiver: { kind: 'person', label: { zh: '收件人', en: 'Receiver' }, required: true },
    every: {
      kind: 'choice',
      label: { zh: '频率', en: 'Every' },
      choices: {
        day: { label: { zh: '每天', en: 'Day' } },
        week: { label: { zh: '每周', en: 'Week' } },
        month: { label: { zh: '每月', en: 'Month' } },
      },
      default: '"week"',
    },
    hour: {
      kind: 'integer',
      label: { zh: '几点', en: 'Hour' },
      min: 0,
      max: 23,
      default: '8',
    },
    day: {
      kind: 'integer',
      label: { zh: '周几或几号', en: 'Day of the week or month' },
      help: { zh: '周一为 1', en: 'Monday is 1' },
      min: 1,
      max: 31,
      default: '1',
    },
    paused: { kind: 'yes_no', label: { zh: '暂停', en: 'Paused' }, default: 'false' },
    next_at: {
      kind: 'datetime',
      label: { zh: '下次发送', en: 'Next' },
      read_only: true,
      index: true,
    },
    last_at: { kind: 'datetime', label: { zh: '上次发送', en: 'Last' }, read_only: true },
    last_says: {
      kind: 'text',
      label: { zh: '上次结果', en: 'Last result' },
      read_only: true,
      max: 300,
    },
  },
  rules: {
    day: {
      if: 'every != "week" or day <= 7',
      says: { zh: '每周的第几天应为 1 到 7', en: 'A day of the week is 1 to 7' },
    },
  },
  derive: deriveReportMail,
  allow: [
    allow('*', 'read remove', 'owner = me or receiver = me'),
    allow('*', 'create change', 'owner = me'),
  ],
})
