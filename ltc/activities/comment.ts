// What do colleagues say to each other about a record?
import { object } from '#kernel/object.ts'
import { allow } from '#kernel/permission.ts'

export const comment = object('comment', {
  label: { zh: '评论', en: 'Comment' },
  plural: { zh: '评论', en: 'Comments' },
  icon: 'MessageOutlined',
  title: 'text',
  fields: {
    object_name: { kind: 'text', label: { zh: '对象', en: 'Object' }, required: true, max: 100 },
    record_id: {
      kind: 'text',
      label: { zh: '记录', en: 'Record' },
      required: true,
      index: true,
      max: 64,
    },
    text: { kind: 'long_text', label: { zh: '内容', en: 'Text' }, required: true, max: 5000 },
  },
  // Who may see the record sees its comments by way of the record's page; here are only one's own.
  allow: [allow('*', 'read create change remove', 'owner = me')],
})
