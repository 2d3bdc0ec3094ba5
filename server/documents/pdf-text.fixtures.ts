// What text does a reader copy out of a PDF of ours? Read back the hard way, for the tests.

import { inflateSync } from 'node:zlib'

/**
 * The text of every page, line by line as drawn, through the fonts' own ToUnicode maps: what search and
 * the clipboard see. Understands what `renderPdf` writes, not PDF at large.
 */
export function pdfText(pdf: Buffer): string[] {
  const objects = read(pdf)
  return [...objects.values()]
    .filter(({ head }) => /\/Type \/Page\b/.test(head))
    .map((page) => {
      const content = objects.get(reference(page.head, 'Contents'))!.stream
      const resources = objects.get(reference(page.head, 'Resources'))!.head
      const maps = new Map<string, Map<string, string>>()
      for (const [, name, id] of resources.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
        maps.set(
          name!,
          unicode(objects.get(reference(objects.get(id!)!.head, 'ToUnicode'))!.stream),
        )
      }
      return drawn(content, maps)
    })
}

/** Where each run of text begins, in points from the left edge of the paper. */
export const pdfPlaces = (pdf: Buffer): number[] =>
  [...read(pdf).values()].flatMap(({ stream }) =>
    [...stream.matchAll(/1 0 0 1 ([\d.-]+) [\d.-]+ Tm/g)].map(([, x]) => Number(x)),
  )

interface Part {
  readonly head: string
  readonly stream: string
}

function read(pdf: Buffer): Map<string, Part> {
  const text = pdf.toString('latin1')
  const objects = new Map<string, Part>()
  for (const [, id, body] of text.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const at = body!.indexOf('stream\n')
    const head = at < 0 ? body! : body!.slice(0, at)
    const raw = at < 0 ? '' : body!.slice(at + 7, body!.lastIndexOf('\nendstream'))
    const packed = head.includes('/FlateDecode')
    const stream = packed ? inflateSync(Buffer.from(raw, 'latin1')).toString('latin1') : raw
    objects.set(id!, { head, stream })
  }
  return objects
}

const reference = (head: string, key: string): string => {
  const id = new RegExp(`/${key} (\\d+) 0 R`).exec(head)?.[1]
  if (!id) throw new Error(`no /${key} here: ${head}`)
  return id
}

/** Glyph → text, from `<first> <last> [<text> …]` ranges of UTF-16. */
function unicode(cmap: string): Map<string, string> {
  const map = new Map<string, string>()
  for (const [, first, , list] of cmap.matchAll(/<([0-9a-f]+)> <([0-9a-f]+)> \[([^\]]*)\]/gi)) {
    ;[...list!.matchAll(/<([0-9a-f ]*)>/gi)].forEach(([, hex], i) => {
      const glyph = (parseInt(first!, 16) + i).toString(16).padStart(4, '0')
      map.set(glyph, Buffer.from(hex!.replaceAll(' ', ''), 'hex').swap16().toString('utf16le'))
    })
  }
  return map
}

function drawn(content: string, maps: Map<string, Map<string, string>>): string {
  let font = ''
  let line = ''
  let text = ''
  const marks =
    /\/(F\d+) [\d.]+ Tf|1 0 0 1 [\d.-]+ ([\d.-]+) Tm|\[((?:<[0-9a-f]*>|[\s\d.-])*)\] TJ/gi
  for (const [, named, y, glyphs] of content.matchAll(marks)) {
    if (named) font = named
    if (y) {
      if (y !== line && text) text += '\n'
      line = y
    }
    for (const [, hex] of glyphs?.matchAll(/<([0-9a-f]*)>/gi) ?? []) {
      for (const glyph of hex!.match(/.{4}/g) ?? []) text += maps.get(font)?.get(glyph) ?? '\ufffd'
    }
  }
  return text
}
