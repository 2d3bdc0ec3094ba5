// Which words has the room where dashboards and pages are put together?
import type { Words } from '#kernel/error.ts'
import type { CockpitPart } from '#kernel/view/board.ts'

export const words = {
  new_dashboard: { zh: '新仪表盘', en: 'New dashboard' },
  new_page: { zh: '新页面', en: 'New page' },
  name: { zh: '名称', en: 'Name' },
  icon: { zh: '图标', en: 'Icon' },
  roles: { zh: '谁能找到', en: 'Who finds it' },
  everybody: { zh: '所有人', en: 'Everybody' },
  roles_help: {
    zh: '每个人看到的都只是自己有权查看的数据',
    en: 'What it shows is always only what the viewer may see',
  },
  add: { zh: '加内容', en: 'Add' },
  add_report: { zh: '报表', en: 'A report' },
  add_list: { zh: '列表', en: 'A list' },
  add_text: { zh: '文字', en: 'Text' },
  add_button: { zh: '按钮', en: 'A button' },
  add_form: { zh: '新建表单', en: 'A form' },
  add_cockpit: { zh: '驾驶舱的一块', en: 'A part of the cockpit' },
  filters: { zh: '整页筛选', en: 'Filters for all' },
  add_period: { zh: '时段', en: 'A period' },
  edit: { zh: '改这一块', en: 'Change this block' },
  remove: { zh: '拿走', en: 'Take it off' },
  retire: { zh: '停用', en: 'Retire it' },
  open: { zh: '打开', en: 'Open' },
  title: { zh: '标题（可不填）', en: 'Title (may be empty)' },
  report: { zh: '报表', en: 'Report' },
  object: { zh: '对象', en: 'Object' },
  view: { zh: '视图', en: 'View' },
  no_view: { zh: '全部记录', en: 'All records' },
  text: { zh: '文字', en: 'Text' },
  to: { zh: '去哪里（以 / 开头的地址）', en: 'Where to (an address beginning with /)' },
  does: { zh: '按下时', en: 'When pressed' },
  creates: { zh: '新建{object}', en: 'New {object}' },
  goes: { zh: '打开一个地址', en: 'Open an address' },
  primary: { zh: '主要按钮', en: 'The primary button' },
  part: { zh: '哪一块', en: 'Which part' },
  empty: {
    zh: '空白。用右上角的「加内容」放上报表、列表或文字。',
    en: 'Empty. “Add” at the top right puts reports, lists or text on it.',
  },
  keys: {
    zh: '拖动移动，拖右下角改大小；键盘：方向键移动，Shift+方向键改大小，Enter 修改，Delete 拿走',
    en: 'Drag to move, drag the corner to resize; keys: arrows move, Shift+arrows resize, Enter changes, Delete takes off',
  },
  block_at: {
    zh: '{title}，第 {x} 列第 {y} 行，宽 {w} 高 {h}',
    en: '{title}, column {x}, row {y}, {w} wide, {h} high',
  },
  resize: { zh: '改大小', en: 'Resize' },
  begin: { zh: '选一个，或新建。', en: 'Choose one, or make a new one.' },
} as const satisfies Record<string, Words>

export const partWords: Readonly<Record<CockpitPart, Words>> = {
  river: { zh: '线索到回款之河', en: 'The river from lead to cash' },
  collected: { zh: '本月回款', en: 'Received this month' },
  pipeline: { zh: '商机管道', en: 'Pipeline' },
  ageing: { zh: '应收账龄', en: 'Receivables by age' },
  forecast: { zh: '回款预测', en: 'Cash forecast' },
  today: { zh: '我的待办', en: 'My work today' },
}
