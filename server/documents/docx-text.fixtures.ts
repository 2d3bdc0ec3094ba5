// Which words stand in a .docx? Its main part, without marks.
import { inflateRawSync } from 'node:zlib'

/** The text of `word/document.xml`, found through the central directory of the archive (PKWARE APPNOTE 4.3.12). */
export function docxText(bytes: Buffer): string {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  let at = bytes.readUInt32LE(end + 16)
  for (let i = bytes.readUInt16LE(end + 10); i > 0; i--) {
    const [size, name, extra, note] = [
      bytes.readUInt32LE(at + 20),
      bytes.readUInt16LE(at + 28),
      bytes.readUInt16LE(at + 30),
      bytes.readUInt16LE(at + 32),
    ]
    if (bytes.toString('utf8', at + 46, at + 46 + name) === 'word/document.xml') {
      const head = bytes.readUInt32LE(at + 42)
      const from = head + 30 + bytes.readUInt16LE(head + 26) + bytes.readUInt16LE(head + 28)
      const part = bytes.subarray(from, from + size)
      const xml = (bytes.readUInt16LE(at + 10) === 8 ? inflateRawSync(part) : part).toString('utf8')
      return xml
        .replace(/<[^>]+>/g, ' ')
        .replace(/&lt;/g, '<')
        .replace(/&gt;/g, '>')
        .replace(/&quot;/g, '"')
        .replace(/&amp;/g, '&')
    }
    at += 46 + name + extra + note
  }
  throw new Error('no word/document.xml')
}
