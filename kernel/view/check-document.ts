// Can every text of a document template be read on its record? Each formula is checked, each problem has its place.
import type { AppObject } from '../app.ts'
import { formulaIn, type Say } from '../formula-in.ts'
import type { Words } from '../error.ts'
import { bracesOf, type DocumentTemplate, formats, ours, type TemplateBlock } from './document.ts'

type Objects = Record<string, AppObject>

/** The object of the rows at a path of references that ends in child rows; undefined where it is none. */
export function rowsAt(
  objects: Readonly<Record<string, AppObject>>,
  object: string,
  path: string,
): { object: string; by: string; from: readonly string[] } | undefined {
  const steps = path.split('.')
  let at: AppObject | undefined = objects[object]
  for (const step of steps.slice(0, -1)) {
    const field = at && Object.hasOwn(at.fields, step) ? at.fields[step] : undefined
    at = field?.kind === 'ref' ? objects[field.object] : undefined
  }
  const name = steps.at(-1)!
  const field = at && Object.hasOwn(at.fields, name) ? at.fields[name] : undefined
  return field?.kind === 'lines'
    ? { object: field.object, by: field.by, from: steps.slice(0, -1) }
    : undefined
}

/** Says all that is wrong with a template. */
export function checkDocument(
  path: string,
  it: DocumentTemplate,
  objects: Objects,
  say: Say,
): void {
  if (!objects[it.object])
    return say(`${path}.object`, `没有对象「${it.object}」`, `there is no object “${it.object}”`)
  const on = new Checker(it.object, objects, say)
  on.words(`${path}.title`, it.title)
  on.words(`${path}.number`, it.number)
  on.words(`${path}.subtitle`, it.subtitle)
  on.holds(`${path}.if`, it.if)
  on.value(`${path}.currency`, it.currency)
  it.marks?.forEach((mark, i) => on.holds(`${path}.marks[${i}].if`, mark.if))
  it.blocks.forEach((block, i) => checkBlock(`${path}.blocks[${i}]`, block, on))
}

function checkBlock(path: string, block: TemplateBlock, on: Checker): void {
  on.holds(`${path}.if`, block.if)
  switch (block.kind) {
    case 'facts':
      for (const side of ['left', 'right'] as const)
        block[side].forEach((fact, i) => on.words(`${path}.${side}[${i}].value`, fact.value))
      return
    case 'table': {
      on.words(`${path}.title`, block.title)
      const rows = on.rows(`${path}.of`, block.of)
      rows?.holds(`${path}.where`, block.where)
      rows?.holds(`${path}.under`, block.under)
      block.columns.forEach((column, i) => {
        on.holds(`${path}.columns[${i}].if`, column.if)
        rows?.words(`${path}.columns[${i}].value`, column.value)
        rows?.words(`${path}.columns[${i}].note`, column.note)
        if (column.foot !== undefined && column.foot !== 'sum')
          on.words(`${path}.columns[${i}].foot`, column.foot)
      })
      return
    }
    case 'totals':
      block.rows.forEach((row, i) => {
        const at = `${path}.rows[${i}]`
        on.holds(`${at}.if`, row.if)
        const each = row.each ? on.rows(`${at}.each.of`, row.each.of) : on
        each?.words(`${at}.label`, row.label)
        if (row.each) {
          each?.value(`${at}.each.by`, row.each.by)
          each?.value(`${at}.each.sum`, row.each.sum)
          each?.holds(`${at}.each.where`, row.each.where)
        } else on.words(`${at}.value`, row.value)
      })
      on.value(`${path}.capital`, block.capital)
      return
    case 'prose':
      on.words(`${path}.title`, block.title)
      on.words(`${path}.text`, block.text)
      return
    case 'signatures':
      block.parties.forEach((party, i) => on.words(`${path}.parties[${i}].name`, party.name))
      return
    case 'qr':
    case 'drawing':
      on.words(`${path}.text`, block.text)
      on.words(`${path}.caption`, block.caption)
      return
    case 'page_break':
  }
}

/** Checks what stands on one object. */
class Checker {
  readonly object: string
  readonly objects: Objects
  readonly say: Say
  constructor(object: string, objects: Objects, say: Say) {
    this.object = object
    this.objects = objects
    this.say = say
  }

  holds(path: string, formula: string | undefined): void {
    formulaIn(path, formula, this.object, this.objects, this.say, { type: 'boolean' })
  }

  value(path: string, formula: string | undefined): void {
    formulaIn(path, formula, this.object, this.objects, this.say)
  }

  rows(path: string, of: string): Checker | undefined {
    const rows = rowsAt(this.objects, this.object, of)
    if (rows) return new Checker(rows.object, this.objects, this.say)
    this.say(path, `「${of}」不是明细字段`, `“${of}” is no field of child rows`)
    return undefined
  }

  words(path: string, words: Words | undefined): void {
    if (words === undefined) return
    for (const language of ['zh', 'en'] as const)
      for (const part of bracesOf(words[language])) {
        if (typeof part === 'string' || part.formula === '#') continue
        const say: Say = (at, zh, en, from) =>
          this.say(`${at}.${language}`, zh, en, from === undefined ? undefined : part.at + from)
        if (part.format !== undefined && !formats.includes(part.format))
          say(
            path,
            `没有格式「${String(part.format)}」`,
            `there is no format “${String(part.format)}”`,
          )
        else if (part.formula.startsWith(ours.prefix))
          formulaIn(path, part.formula.slice(ours.prefix.length), ours.object, this.objects, say)
        else formulaIn(path, part.formula, this.object, this.objects, say)
      }
  }
}
