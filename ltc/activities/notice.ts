// What has happened that a person should know?
import { object } from '#kernel/object.ts'
import { allow } from '#kernel/permission.ts'

export const notice = object('notice', {
  label: { zh: '消息', en: 'Notice' },
  plural: { zh: '消息', en: 'Notices' },
  icon: 'BellOutlined',
  title: 'text_zh',
  fields: {
    person: { kind: 'person', label: { zh: '收件人', en: 'To' }, required: true },
    text_zh: { kind: 'text', label: { zh: '中文内容', en: 'Text in Chinese' }, max: 1000 },
    text_en: { kind: 'text', label: { zh: '英文内容', en: 'Text in English' }, max: 1000 },
    object_name: { kind: 'text', label: { zh: '对象', en: 'Object' }, max: 100 },
    record_id: { kind: 'text', label: { zh: '记录', en: 'Record' }, max: 64 },
    read_at: { kind: 'datetime', label: { zh: '已读时间', en: 'Read at' } },
  },
  allow: [allow('*', 'read change remove', 'person = me')],
  indexes: [['person', '-created_at']],
})
