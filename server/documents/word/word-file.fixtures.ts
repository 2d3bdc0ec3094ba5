// How does a test make a Word file, part by part, sound or hostile?
import { type Part, zipOf } from '#server/files/sample-workbook.fixtures.ts'

const spaces =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:wp="wp" xmlns:a="a" xmlns:pic="pic" xmlns:v="v" xmlns:m="m" xmlns:mc="mc"'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

export interface WordParts {
  readonly styles?: string
  readonly numbering?: string
  readonly settings?: string
  readonly header?: string
  readonly footer?: string
  /** Name in `media/` → bytes; its relation has the same name. */
  readonly media?: Readonly<Record<string, Buffer>>
  readonly document?: string
}

/** A .docx whose body is this WordprocessingML. */
export function wordFile(body: string, more: WordParts = {}): Buffer {
  const relations: string[] = []
  const parts: Part[] = []
  const add = (kind: string, name: string, xml: string | undefined): void => {
    if (xml === undefined) return
    relations.push(`<Relationship Id="${kind}" Type="${office}/${kind}" Target="${name}"/>`)
    parts.push({ name: `word/${name}`, text: xml })
  }
  add('styles', 'styles.xml', more.styles && `<w:styles ${spaces}>${more.styles}</w:styles>`)
  add(
    'numbering',
    'numbering.xml',
    more.numbering && `<w:numbering ${spaces}>${more.numbering}</w:numbering>`,
  )
  add(
    'settings',
    'settings.xml',
    more.settings && `<w:settings ${spaces}>${more.settings}</w:settings>`,
  )
  add('header', 'header1.xml', more.header && `<w:hdr ${spaces}>${more.header}</w:hdr>`)
  add('footer', 'footer1.xml', more.footer && `<w:ftr ${spaces}>${more.footer}</w:ftr>`)
  for (const [name, bytes] of Object.entries(more.media ?? {})) {
    relations.push(`<Relationship Id="${name}" Type="${office}/image" Target="media/${name}"/>`)
    parts.push({ name: `word/media/${name}`, text: bytes })
  }
  const types = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`
  const rels = (list: string): string =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list}</Relationships>`
  return zipOf([
    { name: '[Content_Types].xml', text: types },
    {
      name: '_rels/.rels',
      text: rels(
        `<Relationship Id="d" Type="${office}/officeDocument" Target="word/document.xml"/>`,
      ),
    },
    {
      name: 'word/document.xml',
      text:
        more.document ??
        `<?xml version="1.0"?><w:document ${spaces}><w:body>${body}</w:body></w:document>`,
    },
    { name: 'word/_rels/document.xml.rels', text: rels(relations.join('')) },
    ...parts,
  ])
}

export const say = (text: string, run = '', paragraph = ''): string =>
  `<w:p><w:pPr>${paragraph}</w:pPr><w:r><w:rPr>${run}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`
export const cell = (inside: string, props = ''): string =>
  `<w:tc><w:tcPr>${props}</w:tcPr>${inside}</w:tc>`
export const table = (grid: readonly number[], ...rows: readonly string[]): string =>
  `<w:tbl><w:tblPr><w:tblBorders>${['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map((side) => `<w:${side} w:val="single" w:sz="4" w:color="auto"/>`).join('')}</w:tblBorders></w:tblPr><w:tblGrid>${grid.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>${rows.map((row) => `<w:tr>${row}</w:tr>`).join('')}</w:tbl>`
export const picture = (id: string, points = 40): string =>
  `<w:p><w:r><w:drawing><wp:inline><wp:extent cx="${points * 12700}" cy="${points * 12700}"/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="${id}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`
