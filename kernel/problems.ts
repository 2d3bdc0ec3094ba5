// What may be wrong with one value of the input, and in which words? `path` of a problem says where.

/** code → sentence; the braces name the details that it needs. */
export const problems = {
  required: { zh: '必填', en: 'is required' },
  'unknown-field': { zh: '没有「{name}」这个字段', en: 'there is no field “{name}”' },
  'read-only': { zh: '不能直接填写', en: 'cannot be written' },
  'wrong-type': { zh: '应为{expected}', en: 'should be {expected}' },
  'too-long': { zh: '最多 {max} 个字', en: 'may have at most {max} characters' },
  'too-small': { zh: '不能小于 {min}', en: 'may not be below {min}' },
  'too-big': { zh: '不能大于 {max}', en: 'may not be above {max}' },
  'not-a-choice': { zh: '「{value}」不在可选项中', en: '“{value}” is not one of the choices' },
  'no-such-record': { zh: '找不到对应的{object}', en: 'no such {object}' },
  'in-recycle-bin': {
    zh: '对应的{object}在回收站中，请先恢复',
    en: 'the {object} is in the recycle bin; restore it first',
  },
  disagrees: {
    zh: '所选{object}的「{field}」与本记录不同',
    en: 'this {object} has another {field} than the record',
  },
  'named-otherwise': {
    zh: '有{object}引用本记录，其「{field}」与此不同，请先改那边的引用',
    en: 'a {object} names this record and has another {field}; change what it names first',
  },
  'no-key': {
    zh: '这一行没有「{field}」：文件按它识别记录，再次导入会重复新建',
    en: 'this row has no {field}, by which the file knows its records: imported again it would be created again',
  },
  'two-matches': {
    zh: '「{value}」匹配到多条{object}',
    en: '“{value}” matches more than one {object}',
  },
  'already-used': { zh: '「{value}」已被使用', en: '“{value}” is already in use' },
  'weak-password': {
    zh: '密码至少 10 个字符；若同时含字母和数字等两类字符，可为 8 个',
    en: 'needs at least 10 characters, or 8 of more than one kind (letters, digits, signs)',
  },
  'common-password': {
    zh: '这个密码太常见或容易猜到，请换一个，例如连用三四个不相干的词',
    en: 'is among the first that anyone would guess; choose another, e.g. three or four words that have nothing to do with each other',
  },
  'wrong-password': { zh: '当前密码不正确', en: 'is not the current password' },
  'too-precise': { zh: '最多 {digits} 位小数', en: 'may have at most {digits} decimal places' },
  formula: { zh: '公式有误（第 {at} 位）：{reason}', en: 'formula error at {at}: {reason}' },
  'not-a-number': { zh: '「{value}」不是可以识别的数字', en: '“{value}” is not a number' },
  'number-shortened': {
    zh: '「{value}」已被表格软件缩写，原数字已丢失',
    en: '“{value}” was shortened by a spreadsheet; its digits are lost',
  },
  'other-currency': {
    zh: '「{value}」与本行的币种（{currency}）不符；请另用一列写明币种',
    en: '“{value}” is not in the currency of its row ({currency}); say the currency in a column of its own',
  },
  'not-a-date': { zh: '「{value}」不是可以识别的日期', en: '“{value}” is not a date' },
  'ambiguous-date': {
    zh: '「{value}」分不清月和日，请指定日期顺序',
    en: '“{value}”: day and month cannot be told apart; choose the order of dates',
  },
  'not-yes-no': { zh: '「{value}」应为是或否', en: '“{value}” should be yes or no' },
  'cell-error': { zh: '单元格有错误 {value}', en: 'the cell holds the error {value}' },
  'total-row': {
    zh: '这是合计行，不是一条记录',
    en: 'this row is the total of the others, not a record',
  },
  'ragged-row': {
    zh: '此行有 {found} 列，表头有 {expected} 列',
    en: 'the row has {found} columns, the header {expected}',
  },
  'quote-not-closed': {
    zh: '从此行起引号没有闭合，后面的内容无法读取',
    en: 'a quote opened here is never closed; nothing after it can be read',
  },
  'row-too-long': {
    zh: '此行过长，后面的内容无法读取',
    en: 'this row is too long; nothing after it can be read',
  },
  'unknown-key': { zh: '没有「{name}」这个设置', en: 'there is no setting “{name}”' },
  'no-such-column': { zh: '文件中没有「{name}」这一列', en: 'the file has no column “{name}”' },
  'mapped-twice': {
    zh: '字段「{name}」对应了不止一列',
    en: 'more than one column goes to the field “{name}”',
  },
  'not-mapped': { zh: '没有哪一列对应字段「{name}」', en: 'no column goes to the field “{name}”' },
  gate: { zh: '{says}', en: '{says}' },
  model: { zh: '{says}', en: '{says}' },
  rule: { zh: '{says}', en: '{says}' },
} as const
