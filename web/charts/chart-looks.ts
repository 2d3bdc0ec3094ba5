// What do all charts share? Room and colours, what a point says, names of series above the drawing, the tip beside it.
import type { ReportAnswer } from '#kernel/view/report.ts'
import { full } from '#web/report/figures.ts'
import type { Series } from './chart-rows.ts'
import type { Palette } from './palette.ts'

export interface Looks {
  readonly palette: Palette
  readonly wide: number
  readonly high: number
}
/** What the library takes. */
export type Option = Record<string, unknown>

export const item = (answer: ReportAnswer, series: Series, i: number, title: string) => {
  const { value, where } = series.points[i]!
  return {
    value: value === null ? null : Number(value),
    where,
    title,
    said: value === null ? '–' : full(value, series.measure.unit, answer.currency),
  }
}

export function legend(names: readonly string[], { palette, wide }: Looks): Option | undefined {
  if (names.length < 2) return undefined
  return {
    type: 'scroll',
    top: 0,
    left: 0,
    right: wide > 420 ? 8 : 0,
    itemWidth: 10,
    itemHeight: 10,
    itemGap: 14,
    icon: 'rect',
    pageIconSize: 10,
    pageIconColor: palette.quiet,
    pageIconInactiveColor: palette.line,
    pageTextStyle: { color: palette.quiet, fontSize: 12 },
    textStyle: { color: palette.quiet, fontSize: 12, width: 140, overflow: 'truncate' },
    data: names,
  }
}

/** Colours of series: an order goes from light to deep water, others are grey, the time before is pale. */
export function colourOf(
  answer: ReportAnswer,
  series: readonly Series[],
  i: number,
  palette: Palette,
): string {
  const one = series[i]!
  if (one.before) return palette.water[1]!
  if (one.others) return palette.others
  const kind = answer.across?.kind ?? answer.heads[1]?.kind
  const apart = series.filter((it) => !it.others && !it.before)
  const at = apart.indexOf(one)
  if ((kind === 'bins' || kind === 'choice' || kind === 'time') && apart.length > 2) {
    const last = palette.water.length - 1
    return palette.water[Math.round((at * last) / Math.max(1, apart.length - 1))]!
  }
  return palette.series[at % palette.series.length]!
}

export const plain = (value: number): string => value.toFixed(2).replace(/\.?0+$/, '')

const quick = { animationDuration: 240, animationDurationUpdate: 240, animationEasing: 'cubicOut' }

/** What is the same in every option. */
export function baseOption({ palette }: Looks): Option {
  return {
    ...quick,
    animation: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    textStyle: {
      fontFamily: getComputedStyle(document.body).fontFamily,
      fontSize: 12,
      color: palette.quiet,
    },
    color: palette.series,
    aria: { enabled: false },
    tooltip: {
      trigger: 'item',
      confine: true,
      backgroundColor: palette.raise,
      borderWidth: 0,
      padding: [8, 10],
      extraCssText: 'box-shadow: var(--shadow-pop); border-radius: 6px;',
      textStyle: { color: palette.ink, fontSize: 12, lineHeight: 18 },
      // Built of elements, so that no text of a record is ever read as HTML.
      formatter: tip,
    },
  }
}

interface Given {
  readonly seriesName?: string
  readonly name?: string
  readonly marker?: unknown
  readonly color?: string
  readonly data?: {
    readonly said?: string
    readonly title?: string
    readonly value?: unknown
  } | null
}

function tip(given: unknown): HTMLElement {
  const list = (Array.isArray(given) ? given : [given]) as Given[]
  const box = document.createElement('div')
  box.className = 'chart-tip'
  const head = document.createElement('b')
  head.textContent = list[0]?.data?.title ?? list[0]?.name ?? ''
  box.append(head)
  for (const one of list) {
    if (!one.data?.said) continue
    const line = document.createElement('div')
    const dot = document.createElement('i')
    dot.style.background = typeof one.color === 'string' ? one.color : 'transparent'
    const name = document.createElement('span')
    name.textContent = one.seriesName?.startsWith('series\0') ? '' : (one.seriesName ?? '')
    const figure = document.createElement('span')
    figure.textContent = one.data.said
    line.append(dot, name, figure)
    box.append(line)
  }
  return box
}
