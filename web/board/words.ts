// Which words have dashboards and pages?
import type { Words } from '#kernel/error.ts'

export const words = {
  full_screen: { zh: '全屏', en: 'Full screen' },
  edit: { zh: '编辑', en: 'Edit' },
  none: { zh: '这里还没有内容。', en: 'There is nothing here yet.' },
  none_admin: {
    zh: '去搭建里放上报表、列表或文字。',
    en: 'Put reports, lists or text on it in the studio.',
  },
  none_own: {
    zh: '放上报表、列表或文字。',
    en: 'Put reports, lists or text on it.',
  },
  made: { zh: '已新建', en: 'Made:' },
  submit: { zh: '提交', en: 'Submit' },
  not_yours: { zh: '您没有权限查看这一块。', en: 'You may not see this part.' },
  updated: { zh: '{at} 更新', en: 'updated {at}' },
  idle: { zh: '不随「{filters}」筛选', en: 'not filtered by {filters}' },
  all: { zh: '全部', en: 'All' },
  no_rows: { zh: '没有符合条件的记录', en: 'No records match' },
  all_rows: { zh: '全部', en: 'See all' },
} as const satisfies Record<string, Words>
