// What of a Word file does its PDF not show, or show otherwise? Gathered while it is drawn, said to whoever made the file.
import type { Words } from '../error.ts'

/** Things that are lost, and things that only look different (`~`). */
export const leftOutWords = {
  picture_kind: {
    zh: '不是 PNG、JPEG 的图片（如 EMF、WMF、SVG、GIF）',
    en: 'pictures that are neither PNG nor JPEG (EMF, WMF, SVG, GIF)',
  },
  picture_bad: {
    zh: '损坏、过大或在文件之外的图片',
    en: 'pictures that are damaged, too large or outside of the file',
  },
  shape: { zh: '形状、线条与艺术字', en: 'shapes, lines and word art' },
  chart: { zh: '图表与 SmartArt', en: 'charts and SmartArt' },
  formula: { zh: '数学公式', en: 'mathematical formulas' },
  object: { zh: '嵌入的对象与控件', en: 'embedded objects and controls' },
  note: { zh: '脚注与尾注', en: 'footnotes and endnotes' },
  comment: { zh: '批注', en: 'comments' },
  deleted: { zh: '修订中已删除的文字', en: 'text deleted under tracked changes' },
  symbol: {
    zh: '符号字体里的字符（如 Wingdings）',
    en: 'characters of symbol fonts (such as Wingdings)',
  },
  ruby: { zh: '拼音指南', en: 'phonetic guides' },
  box: { zh: '文本框：内容排在正文中', en: 'text boxes: their text stands in the flow' },
  wrapped: {
    zh: '文字环绕的图片：单独占一行',
    en: 'pictures with text around them: they stand in a line of their own',
  },
  columns: { zh: '分栏：排成一栏', en: 'several columns: set as one' },
  upright: { zh: '竖排文字：改为横排', en: 'upright text: set horizontally' },
  link: { zh: '超链接：只留文字', en: 'links: only their text stays' },
  italic: { zh: '斜体：排成正体', en: 'italics: set upright' },
  page_edge: { zh: '页面边框与背景', en: 'borders and background of the page' },
} as const satisfies Record<string, Words>

export type LeftOut = keyof typeof leftOutWords

/** What is there, only otherwise. */
export const otherwise: ReadonlySet<LeftOut> = new Set([
  'box',
  'wrapped',
  'columns',
  'upright',
  'link',
  'italic',
])
