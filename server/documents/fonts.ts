// Which fonts do documents use, and which characters can they show?

import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { invariant } from '#kernel/error.ts'

export interface Fonts {
  readonly regular: Buffer
  readonly bold: Buffer
  /** True when both weights have a glyph for the code point. */
  shows(point: number): boolean
}

let loading: Promise<Fonts> | undefined

/** The fonts, read at the first call: 21 MB that a server which never prints need not hold. */
export const fonts = (): Promise<Fonts> => (loading ??= load())

async function load(): Promise<Fonts> {
  const { resolve } = createRequire(import.meta.url)
  const read = (file: string) => readFile(resolve(`@expo-google-fonts/noto-sans-sc/${file}.ttf`))
  const [regular, bold] = await Promise.all([
    read('400Regular/NotoSansSC_400Regular'),
    read('700Bold/NotoSansSC_700Bold'),
  ])
  const shown = [coverage(regular), coverage(bold)]
  return { regular, bold, shows: (point) => shown.every((has) => has(point)) }
}

/**
 * Reads from a TrueType font which code points it has a glyph for: its `cmap` table, the sub-table of
 * format 12 (groups of first, last, glyph). https://learn.microsoft.com/typography/opentype/spec/cmap
 */
export function coverage(font: Buffer): (point: number) => boolean {
  const cmap = tableAt(font, 'cmap')
  const count = font.readUInt16BE(cmap + 2)
  const tables = Array.from({ length: count }, (_, i) => cmap + font.readUInt32BE(cmap + 8 + i * 8))
  const full = tables.find((at) => font.readUInt16BE(at) === 12)
  invariant(full !== undefined, 'the font lists its characters beyond the basic plane')
  const bits = new Uint8Array(0x110000 >> 3)
  for (let i = 0; i < font.readUInt32BE(full + 12); i++) {
    const group = full + 16 + i * 12
    const last = font.readUInt32BE(group + 4)
    for (let point = font.readUInt32BE(group); point <= last; point++) {
      bits[point >> 3]! |= 1 << (point & 7)
    }
  }
  return (point) => ((bits[point >> 3] ?? 0) & (1 << (point & 7))) !== 0
}

function tableAt(font: Buffer, tag: string): number {
  for (let i = 0; i < font.readUInt16BE(4); i++) {
    const record = 12 + i * 16
    if (font.toString('latin1', record, record + 4) === tag) return font.readUInt32BE(record + 8)
  }
  throw new Error(`the font has no table ${tag}`)
}
