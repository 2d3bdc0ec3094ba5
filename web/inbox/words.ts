// Which words has the inbox?
import type { Words } from '#kernel/error.ts'

export const words = {
  title: { zh: '我的待办', en: 'My work' },
  approval: { zh: '审批', en: 'Approvals' },
  task: { zh: '任务', en: 'Tasks' },
  follow_up: { zh: '跟进', en: 'Follow-ups' },
  due: { zh: '到期', en: 'Due' },
  stuck: { zh: '滞留', en: 'Stuck' },
  notice: { zh: '消息', en: 'Notices' },
  all: { zh: '全部', en: 'All' },
  empty: { zh: '都处理完了。', en: 'All done.' },
  empty_help: {
    zh: '等您审批、到期或滞留的事会出现在这里。',
    en: 'What waits for you, is due or stuck appears here.',
  },
  empty_kind: { zh: '这一类没有待处理的。', en: 'Nothing of this kind.' },
  choose: { zh: '选一条来处理。', en: 'Choose one to deal with.' },
  read: { zh: '已读', en: 'Mark as read' },
  read_all: { zh: '全部已读', en: 'Mark all as read' },
  done: { zh: '完成', en: 'Done' },
  was_done: { zh: '已完成：{title}', en: 'Done: {title}' },
  open_stuck: { zh: '查看滞留的{objects}', en: 'See the stuck {objects}' },
  open: { zh: '打开', en: 'Open' },
  keys: {
    zh: 'J K 上下 · Enter 打开 · D 完成 / 已读',
    en: 'J K up, down · Enter open · D done / read',
  },
  result: { zh: '结果（可不填）', en: 'Result (optional)' },
} as const satisfies Record<string, Words>
