// Which fonts do documents use, and which characters can they show?

import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { invariant } from '#kernel/invariant.ts'

export interface Fonts {
  readonly regular: Buffer
  readonly bold: Buffer
  /** True when both weights have a glyph for the code point. */
  shows(point: number): boolean
  /** How far a letter moves the pen, in parts of the size of the type. */
  advance(point: number, bold: boolean): number
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
  const wide = [advances(regular), advances(bold)] as const
  return {
    regular,
    bold,
    shows: (point) => shown.every((has) => has(point)),
    advance: (point, heavy) => wide[heavy ? 1 : 0](point),
  }
}

/**
 * Reads from a TrueType font which code points it has a glyph for: its `cmap` table, the sub-table of
 * format 12 (groups of first, last, glyph). https://learn.microsoft.com/typography/opentype/spec/cmap
 */
function coverage(font: Buffer): (point: number) => boolean {
  const bits = new Uint8Array(0x110000 >> 3)
  for (const { first, last } of groupsOf(font)) {
    for (let point = first; point <= last; point++) bits[point >> 3]! |= 1 << (point & 7)
  }
  return (point) => ((bits[point >> 3] ?? 0) & (1 << (point & 7))) !== 0
}

interface Group {
  readonly first: number
  readonly last: number
  /** Of the first; the others follow it. */
  readonly glyph: number
}

function groupsOf(font: Buffer): Group[] {
  const cmap = tableAt(font, 'cmap')
  const count = font.readUInt16BE(cmap + 2)
  const tables = Array.from({ length: count }, (_, i) => cmap + font.readUInt32BE(cmap + 8 + i * 8))
  const full = tables.find((at) => font.readUInt16BE(at) === 12)
  invariant(full !== undefined, 'the font lists its characters beyond the basic plane')
  return Array.from({ length: font.readUInt32BE(full + 12) }, (_, i) => {
    const at = full + 16 + i * 12
    return {
      first: font.readUInt32BE(at),
      last: font.readUInt32BE(at + 4),
      glyph: font.readUInt32BE(at + 8),
    }
  })
}

/** The horizontal metrics (`hmtx`) by code point; the last of them is that of all later glyphs. */
function advances(font: Buffer): (point: number) => number {
  const groups = groupsOf(font)
  const em = font.readUInt16BE(tableAt(font, 'head') + 18)
  const measured = font.readUInt16BE(tableAt(font, 'hhea') + 34)
  const metrics = tableAt(font, 'hmtx')
  return (point) => {
    let [low, high] = [0, groups.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if (groups[middle]!.last < point) low = middle + 1
      else high = middle
    }
    const group = groups[low]
    if (!group || point < group.first || point > group.last) return 1
    const glyph = group.glyph + point - group.first
    return font.readUInt16BE(metrics + 4 * Math.min(glyph, measured - 1)) / em
  }
}

function tableAt(font: Buffer, tag: string): number {
  for (let i = 0; i < font.readUInt16BE(4); i++) {
    const record = 12 + i * 16
    if (font.toString('latin1', record, record + 4) === tag) return font.readUInt32BE(record + 8)
  }
  throw new Error(`the font has no table ${tag}`)
}
