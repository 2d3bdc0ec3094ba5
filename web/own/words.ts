// Which words have reports and dashboards of one's own?
import type { Words } from '#kernel/error.ts'
import type { OwnKind, Sharing } from '#kernel/view/own.ts'

export const words = {
  title: { zh: '我的报表', en: 'My reports' },
  mine: { zh: '我做的', en: 'Made by me' },
  shared_with_me: { zh: '共享给我的', en: 'Shared with me' },
  new_report: { zh: '新报表', en: 'New report' },
  new_dashboard: { zh: '新仪表盘', en: 'New dashboard' },
  none: {
    zh: '还没有自己的报表。自己做一张，或在任一报表、仪表盘的菜单里选「复制为我的」。只有您看得到，直到您共享。',
    en: 'None of your own yet. Make one, or choose “Copy as mine” in the menu of any report or dashboard. Only you see it until you share it.',
  },
  name: { zh: '名称', en: 'Name' },
  about: { zh: '内容', en: 'What' },
  shared: { zh: '共享给', en: 'Shared with' },
  by: { zh: '谁做的', en: 'Made by' },
  help: { zh: '说明（口径）', en: 'What it counts' },
  object: { zh: '数据', en: 'Rows of' },
  object_help: { zh: '一张报表统计一种记录', en: 'A report is over one kind of record' },
  make: { zh: '建好，去编辑', en: 'Make it and go on' },
  edit: { zh: '编辑', en: 'Edit' },
  share: { zh: '共享', en: 'Share' },
  more: { zh: '更多操作', en: 'More actions' },
  more_of: { zh: '{name} 更多操作', en: 'More actions for {name}' },
  copy: { zh: '复制为我的', en: 'Copy as mine' },
  publish: { zh: '发布给所有人…', en: 'Publish for everybody…' },
  remove: { zh: '删除', en: 'Delete' },
  remove_sure: { zh: '删除「{name}」？', en: 'Delete “{name}”?' },
  stands_on: {
    zh: '它还在这些仪表盘上，删除后那里的这一块会空着：{boards}',
    en: 'It still stands on these dashboards, where its place will be empty: {boards}',
  },
  seen_by_others: {
    zh: '已共享，删除后别人也打不开。',
    en: 'It is shared; nobody will be able to open it any more.',
  },
  removed: { zh: '已删除「{name}」', en: '“{name}” was deleted' },
  saved: { zh: '已保存', en: 'Saved' },
  share_title: { zh: '共享「{name}」', en: 'Share “{name}”' },
  share_help: {
    zh: '别人打开时，看到的只是他自己有权查看的数据；只有您能修改。',
    en: 'Whoever opens it sees only what they may see themselves; only you can change it.',
  },
  share_board_help: {
    zh: '上面您自己的报表随它一起共享。',
    en: 'Your own reports on it are shared along with it.',
  },
  which_team: { zh: '哪个团队', en: 'Which team' },
  which_role: { zh: '哪个角色', en: 'Which role' },
  in_menu: { zh: '放在我的菜单里', en: 'Stands in my menu' },
  in_menus: { zh: '放在我和他们的菜单里', en: 'Stands in my menu and theirs' },
  link: { zh: '链接', en: 'Link' },
  link_help: {
    zh: '发给上面选中的人，点开就能看。',
    en: 'Send it to those chosen above; it opens for them.',
  },
  unfit_mark: { zh: '打不开', en: 'Can’t be opened' },
  blocks: { zh: '{n} 块', en: '{n} {n:block|blocks}' },
  unfit: {
    zh: '这张报表用到了现在没有或您不能查看的字段，暂时打不开。',
    en: 'This report asks of something that is gone or that you may not see, so it can’t be opened.',
  },
  mend: { zh: '去修改', en: 'Change it' },
  unsaved: {
    zh: '这是上次没有保存的修改。',
    en: 'These are changes that were not saved last time.',
  },
  drop: { zh: '放弃', en: 'Drop them' },
  from: { zh: '由{name}共享', en: 'Shared by {name}' },
  lifted: {
    zh: '已放进草稿；检查后发布，所有人就能找到。',
    en: 'It is in the draft now; look it over and publish, and everybody finds it.',
  },
} as const satisfies Record<string, Words>

export const kindWords: Readonly<Record<OwnKind, Words>> = {
  report: { zh: '报表', en: 'Report' },
  dashboard: { zh: '仪表盘', en: 'Dashboard' },
}

export const sharingWords: Readonly<Record<Sharing, Words>> = {
  nobody: { zh: '仅自己', en: 'Nobody' },
  team: { zh: '一个团队', en: 'A team' },
  role: { zh: '一个角色', en: 'A role' },
  everybody: { zh: '所有人', en: 'Everybody' },
}
