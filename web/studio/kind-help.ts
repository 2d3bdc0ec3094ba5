// Which kinds of field does the studio offer, and what is each for, in a sentence?
import type { Words } from '#kernel/error.ts'
import type { Kind } from '#kernel/field.ts'

/** In the order in which they are wanted. A stage comes with the lifecycle and is not added by hand. */
export const kindHelp: readonly (readonly [Kind, Words])[] = [
  ['text', { zh: '一行文字，如名称、型号', en: 'One line, such as a name' }],
  ['long_text', { zh: '多行文字，如说明', en: 'Several lines, such as a note' }],
  ['choice', { zh: '从几个选项里选一个', en: 'One of several choices' }],
  ['multi_choice', { zh: '可选多个，如标签', en: 'Any of several, such as tags' }],
  ['yes_no', { zh: '勾选框', en: 'A tick' }],
  ['money', { zh: '金额，精确到分', en: 'An amount, exact' }],
  ['integer', { zh: '整数，如数量', en: 'A whole number' }],
  ['decimal', { zh: '带小数的数', en: 'A number with decimals' }],
  ['percent', { zh: '百分比', en: 'Percent' }],
  ['date', { zh: '某一天', en: 'A day' }],
  ['datetime', { zh: '日期和时刻', en: 'A day and time' }],
  ['person', { zh: '一位同事', en: 'A colleague' }],
  ['team', { zh: '一个团队', en: 'A team' }],
  ['ref', { zh: '指向另一个对象的一条记录', en: 'A record of another object' }],
  ['phone', { zh: '电话，可直接拨打', en: 'Can be called' }],
  ['email', { zh: '邮箱，可直接写信', en: 'Can be written to' }],
  ['url', { zh: '网址', en: 'A web page' }],
  ['address', { zh: '省市区与街道', en: 'Province to street' }],
  ['file', { zh: '附件', en: 'Attachments' }],
  ['image', { zh: '一张图片', en: 'A picture' }],
  ['rich_text', { zh: '带格式的文字', en: 'Text with format' }],
  ['auto_number', { zh: '自动编号，如 SN2026-0001', en: 'Numbered by itself' }],
  ['formula', { zh: '由其他字段算出', en: 'Calculated from other fields' }],
  ['rollup', { zh: '汇总子表的行', en: 'Sums up child rows' }],
  ['lines', { zh: '指向本对象的另一对象的行', en: 'Rows of an object that points here' }],
]

/** Fields that every record has and nobody changes. */
export const systemNames: ReadonlySet<string> = new Set([
  'id',
  'stage',
  'stage_since',
  'position',
  'external_id',
  'created_at',
  'created_by',
  'updated_at',
  'updated_by',
  'version',
])
