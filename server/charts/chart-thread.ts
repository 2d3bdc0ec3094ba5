// What runs in the thread that draws charts? The library of the window, on a canvas without a window, in the type of our paper.
import type { CanvasKit } from 'canvaskit-wasm'
import { createRequire } from 'node:module'
import {
  BarChart,
  FunnelChart,
  GaugeChart,
  HeatmapChart,
  LineChart,
  PieChart,
  SankeyChart,
} from 'echarts/charts'
import {
  GraphicComponent,
  GridComponent,
  LegendScrollComponent,
  VisualMapContinuousComponent,
} from 'echarts/components'
import { init, setPlatformAPI, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { chartOption } from '#kernel/chart/chart-option.ts'
import { fonts } from '#server/documents/fonts.ts'
import { printable } from '#server/documents/ink.ts'
import { answers } from '#server/threads/answers.ts'
import type { ChartOrder } from './draw-chart.ts'
import { paperPalette } from './paper-palette.ts'

use([
  BarChart,
  FunnelChart,
  GaugeChart,
  HeatmapChart,
  LineChart,
  PieChart,
  SankeyChart,
  GraphicComponent,
  GridComponent,
  LegendScrollComponent,
  VisualMapContinuousComponent,
  CanvasRenderer,
])

const { resolve } = createRequire(import.meta.url)
/** Pixels to a point of the page: sharp on a good screen, and quick to put on paper. */
const sharp = 2
const family = 'Document'

type Context = CanvasRenderingContext2D

interface Kit {
  readonly canvas: (wide: number, high: number) => ReturnType<CanvasKit['MakeCanvas']>
  readonly shows: (point: number) => boolean
  /** Points that a text takes. */
  readonly wide: (text: string, font: string) => number
}
let prepared: Promise<Kit> | undefined

async function prepare(): Promise<Kit> {
  const { default: start } = (await import('canvaskit-wasm')) as unknown as {
    default: (how: { locateFile: (file: string) => string }) => Promise<CanvasKit>
  }
  const [kit, { regular, bold, shows, advance }] = await Promise.all([
    start({ locateFile: (file) => resolve(`canvaskit-wasm/bin/${file}`) }),
    fonts(),
  ])
  const canvas: Kit['canvas'] = (wide, high) => kit.MakeCanvas(wide, high)
  // All canvases share the fonts of the first, which stays.
  const first = canvas(1, 1)
  for (const [bytes, weight] of [
    [regular, 'normal'],
    [bold, 'bold'],
  ] as const)
    first.loadFont(exact(bytes), { family, style: 'normal', weight })
  const wide = (text: string, font: string): number => {
    const heavy = heavyIn(font)
    let ems = 0
    for (const letter of text) ems += advance(letter.codePointAt(0)!, heavy)
    return ems * sizeIn(font)
  }
  setPlatformAPI({
    createCanvas: () => first as unknown as HTMLCanvasElement,
    measureText: (text, font) => ({ width: wide(text, font ?? '') }),
  })
  return { canvas, shows, wide }
}

const exact = (bytes: Buffer): ArrayBuffer =>
  bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer

/** Whatever weight the library asks for, there are two. */
const fontOf = (font: string): string =>
  `${heavyIn(font) ? 'bold ' : ''}${sizeIn(font)}px ${family}`
const heavyIn = (font: string): boolean => /\b(bold|[6-9]00)\b/.test(font)
const sizeIn = (font: string): number => Number(/([\d.]+)px/.exec(font)?.[1] ?? 12)

/** The canvas draws each text from its left end on its base line: where else it is meant to stand is worked out here. */
function contextOf(canvas: ReturnType<CanvasKit['MakeCanvas']>, wideOf: Kit['wide']): Context {
  const context = canvas.getContext('2d') as unknown as Context & Record<PropertyKey, unknown>
  const placed: Record<string, string> = { textAlign: 'left', textBaseline: 'alphabetic' }
  const fillText = (text: string, x: number, y: number): void => {
    const [wide, size] = [wideOf(text, context.font), sizeIn(context.font)]
    const { textAlign: align, textBaseline: base } = placed
    const left =
      align === 'center' ? x - wide / 2 : align === 'right' || align === 'end' ? x - wide : x
    const drop =
      base === 'middle'
        ? 0.36
        : base === 'top' || base === 'hanging'
          ? 0.88
          : base === 'bottom' || base === 'ideographic'
            ? -0.2
            : 0
    context.fillText(text, left, y + drop * size)
  }
  return new Proxy(context, {
    get(_, name) {
      if (name === 'fillText') return fillText
      // There is nothing behind the letters to draw around.
      if (name === 'strokeText') return () => undefined
      if (typeof name === 'string' && Object.hasOwn(placed, name)) return placed[name]
      const value = context[name]
      return typeof value === 'function'
        ? (value as (...given: unknown[]) => unknown).bind(context)
        : value
    },
    set(_, name, value) {
      if (typeof name === 'string' && Object.hasOwn(placed, name)) placed[name] = String(value)
      else context[name] = name === 'font' ? fontOf(String(value)) : value
      return true
    },
  })
}

answers<ChartOrder, Uint8Array>(async ({ report, answer, language, wide, high }) => {
  const { canvas, shows, wide: wideOf } = await (prepared ??= prepare())
  const surface = canvas(wide * sharp, high * sharp)
  const context = contextOf(surface, wideOf)
  const element = {
    width: wide * sharp,
    height: high * sharp,
    clientWidth: wide,
    clientHeight: high,
    style: {},
    nodeName: 'CANVAS',
    getContext: () => context,
    setAttribute: () => undefined,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }
  const chart = init(element as never, null, {
    renderer: 'canvas',
    devicePixelRatio: sharp,
    width: wide,
    height: high,
  })
  try {
    // A letter without a glyph is a box on the canvas; on paper it is 〓.
    const said = JSON.parse(JSON.stringify({ report, answer }), (_, value: unknown) =>
      typeof value === 'string' ? printable(value, shows, () => undefined) : value,
    ) as Pick<ChartOrder, 'report' | 'answer'>
    chart.setOption({
      ...chartOption(said.report, said.answer, {
        palette: paperPalette,
        wide,
        high,
        language,
        font: family,
        calm: true,
      }),
      backgroundColor: paperPalette.paper,
    })
    const url = surface.toDataURL('image/png')
    return new Uint8Array(Buffer.from(url.slice(url.indexOf(',') + 1), 'base64'))
  } finally {
    chart.dispose()
    surface.dispose()
  }
})
