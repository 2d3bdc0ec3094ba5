// In which words does a formula tell what is wrong with it?

import type { Words } from '../error.ts'
import { type Details, sentence } from '../sentence.ts'
import type { FormulaProblem, Position } from './type.ts'

const table = {
  syntax: { zh: '这里不应出现「{found}」', en: '“{found}” is not expected here' },
  'ends-early': { zh: '公式没有写完', en: 'the formula ends too early' },
  expected: {
    zh: '这里应为「{what}」，而不是「{found}」',
    en: 'expected “{what}” here, not “{found}”',
  },
  'no-closing-quote': { zh: '引号没有闭合', en: 'the quotation mark is not closed' },
  'bad-character': {
    zh: '不认识的字符「{found}」',
    en: 'the character “{found}” means nothing here',
  },
  'too-long': {
    zh: '公式过长，最多 {max} 个字符',
    en: 'the formula is too long; it may have {max} characters',
  },
  'too-big': {
    zh: '公式过大，最多 {max} 个部分',
    en: 'the formula is too big; it may have {max} parts',
  },
  'too-deep': {
    zh: '括号或函数嵌套过深，最多 {max} 层',
    en: 'nested too deeply; {max} levels are allowed',
  },
  'number-too-long': {
    zh: '数字最多 20 位整数、16 位小数',
    en: 'a number may have 20 digits before the point and 16 after it',
  },
  'unknown-field': { zh: '没有字段「{name}」', en: 'there is no field “{name}”' },
  'unknown-field-near': {
    zh: '没有字段「{name}」，是否想写 {near}？',
    en: 'there is no field “{name}”; did you mean {near}?',
  },
  'unknown-function': { zh: '没有函数「{name}」', en: 'there is no function “{name}”' },
  'unknown-function-near': {
    zh: '没有函数「{name}」，是否想写 {near}？',
    en: 'there is no function “{name}”; did you mean {near}?',
  },
  'not-a-ref': {
    zh: '「{name}」不是关联字段，后面不能接「.」',
    en: '“{name}” is no reference, so nothing can follow it',
  },
  'argument-count': {
    zh: '{name} 需要 {wanted} 个参数，实际为 {got} 个',
    en: '{name} takes {wanted} arguments, not {got}',
  },
  'wrong-type': { zh: '这里应为{wanted}，而不是{got}', en: 'this should be {wanted}, not {got}' },
  'cannot-compare': { zh: '{left}与{right}不能比较', en: '{left} cannot be compared with {right}' },
  'cannot-order': { zh: '{got}不能比较大小', en: '{got} has no order' },
  'cannot-calculate': {
    zh: '{left}与{right}不能做「{op}」运算',
    en: '“{op}” is not possible between {left} and {right}',
  },
  'use-ampersand': { zh: '连接文本请用 &', en: 'to join texts, write &' },
  'not-a-date': {
    zh: '「{value}」不是日期，应写成 2026-01-31',
    en: '“{value}” is no date; write it as 2026-01-31',
  },
  'not-a-number': { zh: '「{value}」不是数字', en: '“{value}” is no number' },
  'rows-outside': {
    zh: '「{name}」是明细行，只能写在 SUM、COUNT 等汇总函数里',
    en: '“{name}” are child rows; they need SUM, COUNT or another aggregate around them',
  },
  'rows-expected': { zh: '第一个参数应为明细行', en: 'the first argument should be child rows' },
  'rows-in-rows': {
    zh: '一次只能汇总一层明细，请在里面再写一个汇总函数',
    en: 'one level of child rows at a time; write another aggregate inside',
  },
  'rows-mixed': {
    zh: '同一个汇总里不能混用两种明细',
    en: 'two kinds of child rows in one aggregate',
  },
  'needs-literal': { zh: '这里要直接写出 {what}', en: 'write {what} here directly' },
  'bad-unit': { zh: '单位只能是 {units}', en: 'the unit is one of {units}' },
  'bad-format': { zh: '格式「{format}」无法识别', en: 'the format “{format}” is not understood' },
  'wrong-result': {
    zh: '结果应为{wanted}，而公式得出{got}',
    en: 'the result should be {wanted}, but it is {got}',
  },
  'mixed-results': {
    zh: '各个结果的类型应相同：{left}与{right}',
    en: 'the results differ in kind: {left} and {right}',
  },
} as const satisfies Record<string, Words>

export type FormulaProblemCode = keyof typeof table

/** A detail that differs by language, such as the name of a type. */
export type ProblemDetails = Readonly<Record<string, string | number | Words>>

/** Makes a problem; the words are filled in both languages. */
export function problem(
  at: Position,
  code: FormulaProblemCode,
  details: ProblemDetails = {},
): FormulaProblem {
  return {
    code,
    from: at.from,
    to: Math.max(at.to, at.from),
    says: {
      zh: sentence(table[code].zh, only(details, 'zh')),
      en: sentence(table[code].en, only(details, 'en')),
    },
  }
}

function only(details: ProblemDetails, language: 'zh' | 'en'): Details {
  const said: Record<string, string | number> = {}
  for (const [name, value] of Object.entries(details))
    said[name] = typeof value === 'object' ? value[language] : short(value)
  return said
}

const short = (value: string | number) =>
  typeof value === 'string' && value.length > 60 ? `${value.slice(0, 60)}…` : value
