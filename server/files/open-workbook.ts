// Which sheets, texts and formats does an .xlsx hold?
import { refuse } from '#kernel/error.ts'
import { placesBy, shownBy, type Shown } from './number-format.ts'
import type { Zip } from './open-zip.ts'
import { TextStore } from './text-store.ts'
import { attribute, unescapeCell, XmlReader, type XmlListener } from './xml-reader.ts'

export interface Workbook {
  readonly sheets: readonly {
    readonly name: string
    readonly part: string
    readonly hidden: boolean
  }[]
  readonly texts: TextStore
  /** How numbers of a cell style are shown, by the style's number. */
  readonly shown: readonly Shown[]
  /** How many decimals they always show. */
  readonly places: readonly (number | undefined)[]
  readonly system: 1900 | 1904
}

const mostSheets = 1000

/**
 * Opens the book: its list of sheets, shared texts and formats; the sheets themselves stay in the
 * zip.
 */
export async function openWorkbook(zip: Zip): Promise<Workbook> {
  const book = [...(await relations(zip, '')).values()].find(
    (to) => to.type === 'officeDocument',
  )?.part
  if (!book || !zip.has(book)) return refuse('malformed', { reason: 'xlsx: no workbook in it' })
  const parts = await relations(zip, book)
  const partOf = (type: string): string | undefined =>
    [...parts.values()].find((to) => to.type === type)?.part
  const { listed, system } = await readBook(zip, book)
  const sheets = listed.flatMap(({ name, hidden, id }) => {
    const to = parts.get(id)
    return to?.type === 'worksheet' && zip.has(to.part) ? [{ name, hidden, part: to.part }] : []
  })
  return {
    sheets,
    system,
    texts: await readTexts(zip, partOf('sharedStrings')),
    ...(await readStyles(zip, partOf('styles'))),
  }
}

/** Reads one part through a listener. */
export async function readPart(zip: Zip, part: string, to: XmlListener): Promise<void> {
  const reader = new XmlReader(to)
  const decoder = new TextDecoder()
  for await (const piece of zip.stream(part)) reader.push(decoder.decode(piece, { stream: true }))
  reader.push(decoder.decode())
  reader.end()
}

const nothing = (): void => {}

/** id → what it leads to. A target outside of the file is not followed: it isn't even listed. */
async function relations(
  zip: Zip,
  of: string,
): Promise<Map<string, { type: string; part: string }>> {
  const folder = of.slice(0, of.lastIndexOf('/') + 1)
  const part = `${folder}_rels/${of.slice(folder.length)}.rels`
  const all = new Map<string, { type: string; part: string }>()
  if (!zip.has(part)) return all
  await readPart(zip, part, {
    close: nothing,
    text: nothing,
    open(tag, attributes) {
      if (tag !== 'Relationship' || attribute(attributes, 'TargetMode') === 'External') return
      const type = attribute(attributes, 'Type') ?? ''
      all.set(attribute(attributes, 'Id') ?? '', {
        type: type.slice(type.lastIndexOf('/') + 1),
        part: resolve(folder, attribute(attributes, 'Target') ?? ''),
      })
    },
  })
  return all
}

/**
 * The part that a target names; it can only ever be a name in this zip, never a path of the disk.
 */
function resolve(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1)
  const steps: string[] = []
  for (const step of `${folder}${target}`.split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '.' && step !== '') steps.push(step)
  }
  return steps.join('/')
}

async function readBook(zip: Zip, part: string) {
  const listed: { name: string; id: string; hidden: boolean }[] = []
  let system: 1900 | 1904 = 1900
  await readPart(zip, part, {
    close: nothing,
    text: nothing,
    open(tag, attributes) {
      if (tag === 'workbookPr' && /^(1|true)$/.test(attribute(attributes, 'date1904') ?? ''))
        system = 1904
      if (tag !== 'sheet') return
      if (listed.length === mostSheets) refuse('too-large', { limit: `${mostSheets}` })
      listed.push({
        name: attribute(attributes, 'name') ?? '',
        // `r:id`; some writers choose another prefix. `sheetId` ends alike but has no prefix before
        // "id".
        id: attribute(attributes, 'id') ?? '',
        hidden: /hidden/i.test(attribute(attributes, 'state') ?? ''),
      })
    },
  })
  return { listed, system: system as 1900 | 1904 }
}

/**
 * A text may come in runs of different looks; reading aids of Japanese (`rPh`) are not part of it.
 */
async function readTexts(zip: Zip, part: string | undefined): Promise<TextStore> {
  const texts = new TextStore()
  if (!part || !zip.has(part)) return texts
  let [text, inText, aids] = ['', false, 0]
  await readPart(zip, part, {
    open(tag) {
      if (tag === 'si') text = ''
      else if (tag === 'rPh') aids += 1
      else if (tag === 't') inText = aids === 0
    },
    text(piece) {
      if (inText) text += piece
    },
    close(tag) {
      if (tag === 't') inText = false
      else if (tag === 'rPh') aids -= 1
      else if (tag === 'si') texts.add(unescapeCell(text))
    },
  })
  return texts
}

async function readStyles(
  zip: Zip,
  part: string | undefined,
): Promise<Pick<Workbook, 'shown' | 'places'>> {
  const shown: Shown[] = []
  const places: (number | undefined)[] = []
  if (!part || !zip.has(part)) return { shown, places }
  const codes = new Map<number, string>()
  let inCells = false
  await readPart(zip, part, {
    open(tag, attributes) {
      if (tag === 'numFmt')
        codes.set(
          Number(attribute(attributes, 'numFmtId')),
          attribute(attributes, 'formatCode') ?? '',
        )
      else if (tag === 'cellXfs') inCells = true
      else if (tag === 'xf' && inCells && shown.length < 100_000) {
        const id = Number(attribute(attributes, 'numFmtId') ?? 0)
        shown.push(shownBy(id, codes.get(id)))
        places.push(placesBy(id, codes.get(id)))
      }
    },
    close(tag) {
      if (tag === 'cellXfs') inCells = false
    },
    text: nothing,
  })
  return { shown, places }
}
