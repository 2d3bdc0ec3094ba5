// How does a test make a workbook, byte by byte, sound or hostile?
import { crc32, deflateRawSync } from 'node:zlib'

export interface Part {
  readonly name: string
  readonly text: string | Buffer
  /** Lies of the directory about this part. */
  readonly claims?: {
    readonly size?: number
    readonly crc?: number
    readonly stored?: number
    readonly flags?: number
  }
}

/** A zip of these parts. */
export function zipOf(parts: readonly Part[]): Buffer {
  const [bodies, directory]: [Buffer[], Buffer[]] = [[], []]
  let at = 0
  for (const { name, text, claims = {} } of parts) {
    const plain = Buffer.from(text)
    const packed = deflateRawSync(plain)
    const title = Buffer.from(name)
    const head = Buffer.alloc(30)
    head.writeUInt32LE(0x04034b50, 0)
    head.writeUInt16LE(8, 8)
    head.writeUInt16LE(title.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(claims.flags ?? 0, 8)
    entry.writeUInt16LE(8, 10)
    entry.writeUInt32LE(claims.crc ?? crc32(plain), 16)
    entry.writeUInt32LE(claims.stored ?? packed.length, 20)
    entry.writeUInt32LE(claims.size ?? plain.length, 24)
    entry.writeUInt16LE(title.length, 28)
    entry.writeUInt32LE(at, 42)
    bodies.push(head, title, packed)
    directory.push(entry, title)
    at += 30 + title.length + packed.length
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(Buffer.concat(directory).length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...bodies, ...directory, end])
}

const types = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** The parts of a workbook of one sheet; `sheet` is the XML inside of its `worksheet`. */
export const bookParts = (
  sheet: string,
  more: { texts?: string; formats?: string; book?: string } = {},
): Part[] => [
  {
    name: '_rels/.rels',
    text: `<Relationships><Relationship Id="r1" Type="${types}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  },
  {
    name: 'xl/workbook.xml',
    text: `<?xml version="1.0"?><x:workbook xmlns:r="r">${more.book ?? ''}<x:sheets><x:sheet name="订单" sheetId="1" r:id="a"/></x:sheets></x:workbook>`,
  },
  {
    name: 'xl/_rels/workbook.xml.rels',
    text: `<Relationships><Relationship Id="a" Type="${types}/worksheet" Target="worksheets/one.xml"/><Relationship Id="b" Type="${types}/sharedStrings" Target="/xl/texts.xml"/><Relationship Id="c" Type="${types}/styles" Target="styles.xml"/></Relationships>`,
  },
  { name: 'xl/texts.xml', text: `<sst>${more.texts ?? ''}</sst>` },
  { name: 'xl/styles.xml', text: `<styleSheet>${more.formats ?? ''}</styleSheet>` },
  { name: 'xl/worksheets/one.xml', text: `<worksheet>${sheet}</worksheet>` },
]

export const bookOf = (
  sheet: string,
  more?: { texts?: string; formats?: string; book?: string },
): Buffer => zipOf(bookParts(sheet, more))
