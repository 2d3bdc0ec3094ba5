// How do a run of letters and a paragraph look? What they say themselves, over their styles, over the defaults of the file.
import { child, childrenOf, flag, given, type Node, numberOf, points, within } from './xml-tree.ts'

export interface RunLook {
  readonly bold?: boolean
  readonly italic?: boolean
  readonly underline?: boolean
  readonly strike?: boolean
  /** Points. */
  readonly size?: number
  readonly colour?: string
  readonly back?: string
  readonly raised?: 'sup' | 'sub'
  readonly caps?: boolean
  readonly hidden?: boolean
  /** Points between letters. */
  readonly spacing?: number
  /** A symbol font draws other things than its letters say. */
  readonly symbols?: boolean
}

export interface TabStop {
  readonly at: number
  readonly kind: 'left' | 'center' | 'right' | 'clear'
  readonly fill?: string
}

export interface Edge {
  readonly width: number
  readonly colour: string
}

export interface ParagraphLook {
  readonly align?: 'left' | 'center' | 'right' | 'justify'
  readonly left?: number
  readonly right?: number
  /** Of the first line; below 0 it hangs out. */
  readonly first?: number
  readonly before?: number
  readonly after?: number
  /** A factor, or points. */
  readonly line?:
    { readonly factor: number } | { readonly exactly: number } | { readonly least: number }
  readonly snap?: boolean
  readonly close?: boolean
  readonly newPage?: boolean
  readonly numbers?: { readonly id: string; readonly level: number }
  readonly tabs?: readonly TabStop[]
  readonly back?: string
  readonly edges?: { readonly [side: string]: Edge | null }
  readonly style?: string
}

/** Later says win; what says nothing leaves things as they are. */
export function over<T extends object>(...looks: (T | undefined)[]): T {
  const out: Record<string, unknown> = {}
  for (const look of looks)
    for (const [key, value] of Object.entries(look ?? {})) if (value !== undefined) out[key] = value
  return out as T
}

const highlights: Readonly<Record<string, string>> = {
  black: '#000000',
  blue: '#0000ff',
  cyan: '#00ffff',
  green: '#00ff00',
  magenta: '#ff00ff',
  red: '#ff0000',
  yellow: '#ffff00',
  white: '#ffffff',
  darkBlue: '#000080',
  darkCyan: '#008080',
  darkGreen: '#008000',
  darkMagenta: '#800080',
  darkRed: '#800000',
  darkYellow: '#808000',
  darkGray: '#808080',
  lightGray: '#c0c0c0',
}

/** `#rrggbb`; `auto` is none. */
export const colourOf = (text: string | undefined): string | undefined =>
  text !== undefined && /^[0-9a-f]{6}$/i.test(text) ? `#${text.toLowerCase()}` : undefined

export const shadeOf = (node: Node | undefined): string | undefined => {
  const shade = child(node, 'shd')
  return given(shade, 'val') === 'solid'
    ? (colourOf(given(shade, 'color')) ?? '#000000')
    : colourOf(given(shade, 'fill'))
}

/** A line of a border; null where there is said to be none. */
export function edgeOf(node: Node | undefined): Edge | null | undefined {
  if (!node) return undefined
  const kind = given(node, 'val')
  if (kind === 'nil' || kind === 'none') return null
  return {
    width: Math.min(6, Math.max(0.25, (numberOf(given(node, 'sz')) ?? 4) / 8)),
    colour: colourOf(given(node, 'color')) ?? '#000000',
  }
}

const symbolFonts = /^(symbol|wingdings.*|webdings|mt extra)$/i

export function readRun(node: Node | undefined): RunLook {
  if (!node) return {}
  const underline = child(node, 'u')
  const raised = given(child(node, 'vertAlign'), 'val')
  const highlight = given(child(node, 'highlight'), 'val')
  const fonts = child(node, 'rFonts')
  const face = given(fonts, 'ascii') ?? given(fonts, 'hAnsi')
  const size = numberOf(given(child(node, 'sz'), 'val'), 3276)
  return over<RunLook>({
    bold: flag(node, 'b'),
    italic: flag(node, 'i'),
    underline: underline && given(underline, 'val') !== 'none',
    strike: flag(node, 'strike') ?? flag(node, 'dstrike'),
    size: size === undefined ? undefined : Math.max(1, size / 2),
    colour:
      colourOf(given(child(node, 'color'), 'val')) ??
      (given(child(node, 'color'), 'val') === 'auto' ? '#000000' : undefined),
    back: highlight ? highlights[highlight] : shadeOf(node),
    raised: raised === 'superscript' ? 'sup' : raised === 'subscript' ? 'sub' : undefined,
    caps: flag(node, 'caps'),
    hidden: flag(node, 'vanish'),
    spacing: points(child(node, 'spacing'), 'val'),
    symbols: face === undefined ? undefined : symbolFonts.test(face),
  } as RunLook)
}

const aligns: Readonly<Record<string, ParagraphLook['align']>> = {
  left: 'left',
  start: 'left',
  center: 'center',
  right: 'right',
  end: 'right',
  both: 'justify',
  distribute: 'justify',
}
const fills: Readonly<Record<string, string>> = {
  dot: '.',
  middleDot: '·',
  hyphen: '-',
  underscore: '_',
  heavy: '_',
}

/** `size` is that of the letters: Chinese indents are counted in letters (hundredths). */
export function readParagraph(node: Node | undefined, size = 10.5): ParagraphLook {
  if (!node) return {}
  const indent = child(node, 'ind')
  const letters = (name: string): number | undefined => {
    const value = numberOf(given(indent, name))
    return value ? (value / 100) * size : undefined
  }
  const hanging = letters('hangingChars') ?? points(indent, 'hanging')
  const spacing = child(node, 'spacing')
  const line = numberOf(given(spacing, 'line'))
  const rule = given(spacing, 'lineRule') ?? 'auto'
  const numbers = child(node, 'numPr')
  const edges = Object.fromEntries(
    ['top', 'bottom', 'left', 'right'].flatMap((side) => {
      const edge = edgeOf(within(node, 'pBdr', side))
      return edge === undefined ? [] : [[side, edge]]
    }),
  )
  const number = given(child(numbers, 'numId'), 'val')
  const automatic = (name: string): boolean =>
    given(spacing, name) === '1' || given(spacing, name) === 'true'
  return over<ParagraphLook>({
    align: aligns[given(child(node, 'jc'), 'val') ?? ''],
    left: letters('leftChars') ?? letters('startChars') ?? points(indent, 'left', 'start'),
    right: letters('rightChars') ?? letters('endChars') ?? points(indent, 'right', 'end'),
    first: hanging
      ? -hanging
      : (letters('firstLineChars') ??
        points(indent, 'firstLine') ??
        (hanging === 0 ? 0 : undefined)),
    before: automatic('beforeAutospacing') ? 14 : points(spacing, 'before'),
    after: automatic('afterAutospacing') ? 14 : points(spacing, 'after'),
    line:
      line === undefined
        ? undefined
        : rule === 'auto'
          ? { factor: Math.max(0.1, line / 240) }
          : rule === 'exact'
            ? { exactly: Math.max(1, line / 20) }
            : { least: Math.max(1, line / 20) },
    snap: flag(node, 'snapToGrid'),
    close: flag(node, 'contextualSpacing'),
    newPage: flag(node, 'pageBreakBefore'),
    numbers:
      number === undefined
        ? undefined
        : {
            id: number,
            level: Math.max(0, Math.min(8, numberOf(given(child(numbers, 'ilvl'), 'val')) ?? 0)),
          },
    tabs: child(node, 'tabs') ? childrenOf(child(node, 'tabs'), 'tab').map(readTab) : undefined,
    back: shadeOf(node),
    edges: Object.keys(edges).length ? edges : undefined,
    style: given(child(node, 'pStyle'), 'val'),
  } as ParagraphLook)
}

function readTab(node: Node): TabStop {
  const kind = given(node, 'val') ?? 'left'
  const fill = fills[given(node, 'leader') ?? '']
  return {
    at: points(node, 'pos') ?? 0,
    kind:
      kind === 'center' || kind === 'clear'
        ? kind
        : kind === 'right' || kind === 'end' || kind === 'decimal'
          ? 'right'
          : 'left',
    ...(fill ? { fill } : {}),
  }
}

export interface Style {
  readonly run: RunLook
  readonly paragraph: ParagraphLook
  /** `tblPr` and the parts of a table style, those of its base before it. */
  readonly tables: readonly Node[]
}

export interface Styles {
  readonly defaults: Style
  readonly of: (id: string | undefined) => Style
  /** The style of a paragraph that names none. */
  readonly plain: Style
}

const nothing: Style = { run: {}, paragraph: {}, tables: [] }

export function readStyles(root: Node | undefined): Styles {
  const nodes = new Map(childrenOf(root, 'style').map((one) => [given(one, 'styleId') ?? '', one]))
  const known = new Map<string, Style>()
  const of = (id: string | undefined, depth = 0): Style => {
    const node = id === undefined ? undefined : nodes.get(id)
    if (!node || depth > 20) return nothing
    const found = known.get(id!)
    if (found) return found
    const base = of(given(child(node, 'basedOn'), 'val'), depth + 1)
    const own = readRun(child(node, 'rPr'))
    const run = over(base.run, own)
    const { numbers, ...paragraph } = readParagraph(child(node, 'pPr'), run.size)
    // A style that numbers headings names its level by itself.
    const level = numbers ?? undefined
    const style: Style = {
      run,
      paragraph: over<ParagraphLook>(base.paragraph, paragraph, level ? { numbers: level } : {}),
      tables: [...base.tables, node],
    }
    known.set(id!, style)
    return style
  }
  const defaults: Style = {
    run: over<RunLook>(
      { size: 10, colour: '#000000' },
      readRun(within(root, 'docDefaults', 'rPrDefault', 'rPr')),
    ),
    paragraph: readParagraph(within(root, 'docDefaults', 'pPrDefault', 'pPr')),
    tables: [],
  }
  const plain = [...nodes].find(
    ([, node]) =>
      given(node, 'type') === 'paragraph' && ['1', 'true'].includes(given(node, 'default') ?? ''),
  )?.[0]
  return { defaults, of: (id) => of(id), plain: of(plain) }
}
