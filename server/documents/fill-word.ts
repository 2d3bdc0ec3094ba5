// How is a company's own .docx filled? Its braces are read like those of any template; rows repeat what stands around them.
import { buffer } from 'node:stream/consumers'
import Docxtemplater from 'docxtemplater'
import PizZip from 'pizzip'
import { refuse } from '#kernel/error.ts'
import { rowsAt } from '#kernel/view/check-document.ts'
import { bracesOf, type DocumentTemplate } from '#kernel/view/document.ts'
import { templateInNames } from '#kernel/view/template-words.ts'
import { byteSource } from '#server/files/byte-source.ts'
import { openZip } from '#server/files/open-zip.ts'
import {
  addText,
  type Filling,
  type Gathered,
  headOf,
  openPage,
  type Page,
} from './fill-template.ts'
import { wordLimits } from './word/package.ts'
import type { Values } from '#server/reading/read-values.ts'

interface Level {
  readonly values: Values
  readonly row?: number
}

type Get = (
  tag: string,
  level: unknown,
  section: 'rows' | 'none' | null,
  path: readonly string[],
) => unknown

/** Refuses what is no sound archive or unfolds to too much, before anything unfolds it whole. */
async function sound(bytes: Buffer): Promise<void> {
  const zip = await openZip(await byteSource({ bytes }), wordLimits)
  for (const name of zip.names) await buffer(zip.stream(name))
}

/** Runs through the file once; `get` answers each tag. Nothing but our answers gets into it. */
function render(bytes: Buffer, data: Level | Record<string, never>, get: Get): Buffer {
  try {
    const document = new Docxtemplater(new PizZip(bytes), {
      paragraphLoop: true,
      linebreaks: true,
      // What is wrong is told to whoever asked, not to the log.
      errorLogging: false,
      nullGetter: () => '',
      parser: (tag) => ({
        get: (scope, context) => {
          const part = context.meta.part as { module?: string; inverted?: boolean }
          return get(
            tag,
            scope,
            part.module === 'loop' ? (part.inverted ? 'none' : 'rows') : null,
            context.scopePath,
          )
        },
      }),
    })
    document.render(data)
    return document.getZip().generate({ type: 'nodebuffer', compression: 'DEFLATE' }) as Buffer
  } catch (error) {
    return refuse('malformed', { reason: `docx: ${reasonOf(error)}` })
  }
}

/** What the library says of a template that does not fit together: the first fault, in one line. */
function reasonOf(error: unknown): string {
  const said = (
    error as {
      properties?: { errors?: { properties?: { explanation?: string } }[]; explanation?: string }
    }
  ).properties
  return (
    said?.errors?.[0]?.properties?.explanation ??
    said?.explanation ??
    (error instanceof Error ? error.message : '')
  ).slice(0, 200)
}

/** The filled file; null where the template is not for this record. */
export async function fillWord(
  filling: Filling,
  template: DocumentTemplate,
  id: string,
  bytes: Buffer,
): Promise<Buffer | null> {
  await sound(bytes)
  const asked: Gathered = { record: new Set(), our: new Set() }
  /** Formulas asked of the rows at each child field. */
  const loops = new Map<string, Set<string>>()
  const words = (tag: string) => ({ zh: `{${tag}}`, en: `{${tag}}` })
  const isRows = (tag: string): boolean =>
    rowsAt(filling.app.objects, template.object, tag) !== undefined
  const { objects } = filling.app
  /** A brace may say labels, as people see them; inside of rows those of the rows come first. */
  const named = (tag: string, within?: string): string => {
    const object = within && rowsAt(objects, template.object, within)?.object
    const own = object ? nameIn(tag, object, objects) : tag
    return own === tag ? nameIn(tag, template.object, objects) : own
  }
  render(bytes, {}, (written, _level, section, path) => {
    const inside = path.map((one) => named(one)).find(isRows)
    const tag = named(written, inside)
    if (section !== null && isRows(tag)) {
      loops.set(tag, loops.get(tag) ?? new Set())
      const head = headOf(tag)
      if (head) asked.record.add(head)
      return section === 'rows' ? [{}] : []
    }
    if (tag !== 'row') {
      addText(asked, words(tag), filling.language)
      if (inside)
        addText({ record: loops.get(inside)!, our: asked.our }, words(tag), filling.language)
    }
    return section === null ? '' : section === 'rows'
  })
  const page = await openPage(filling, template, id, asked)
  if (!page) return null
  const rows = new Map<string, Values[]>()
  for (const [of, formulas] of loops) rows.set(of, await page.rows(of, id, formulas))
  return render(bytes, { values: page.values }, (written, level, section, path) => {
    const inside = path.map((one) => named(one)).find(isRows)
    return answer(page, rows, named(written, inside), level as Level, section)
  })
}

/** `合同编号` → `number`; a tag that names nothing stays as it is written. */
const nameIn = (tag: string, object: string, objects: Filling['app']['objects']): string =>
  tag === 'row' ? tag : templateInNames(`{${tag}}`, object, objects).slice(1, -1)

function answer(
  page: Page,
  rows: ReadonlyMap<string, Values[]>,
  tag: string,
  level: Level,
  section: 'rows' | 'none' | null,
): unknown {
  const list = section !== null ? rows.get(tag) : undefined
  if (list) return list.map((values, row): Level => ({ values, row }))
  if (tag === 'row') return level.row === undefined ? undefined : String(level.row + 1)
  const [brace] = bracesOf(`{${tag}}`)
  if (brace === undefined || typeof brace === 'string') return undefined
  // What a row does not know is looked for in the record around it.
  const said = level.values.get(brace.formula)
  if (level.row !== undefined && (said === undefined || said.value === null)) return undefined
  return section === null
    ? page.brace(brace, level.values, level.row === undefined ? undefined : String(level.row + 1))
    : said?.value === true
}
