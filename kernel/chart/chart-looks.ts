// What do all charts share? Room and colours, what a point says, names of series above the drawing.
import type { ReportAnswer } from '../view/report.ts'
import type { Series } from './chart-rows.ts'
import { full } from './report-figures.ts'

export interface Palette {
  readonly ink: string
  readonly quiet: string
  readonly line: string
  readonly paper: string
  readonly raise: string
  readonly faint: string
  readonly accent: string
  /** Water, light to deep. */
  readonly water: readonly string[]
  /** For values that have no order. */
  readonly series: readonly string[]
  readonly others: string
}

export interface Looks {
  readonly palette: Palette
  readonly wide: number
  readonly high: number
  readonly language: 'zh' | 'en'
  readonly font: string
  /** Nothing moves: on paper, and for whoever asked for calm. */
  readonly calm: boolean
  /** Builds what stands beside the pointer; absent where nobody points. */
  readonly tip?: (given: unknown) => unknown
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

/** The names of an axis are inside of the room that the chart has. */
export const labelsInside = { outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' }

/** Room for what of a letter reaches below its line, which the drawing does not count. */
export const belowLabels = 4

/** What is the same in every option. */
export function baseOption({ palette, font, calm, tip }: Looks): Option {
  return {
    ...quick,
    animation: !calm,
    textStyle: { fontFamily: font, fontSize: 12, color: palette.quiet },
    color: palette.series,
    aria: { enabled: false },
    // Without what writes it the library would show the texts of records as HTML.
    ...(tip
      ? {
          tooltip: {
            trigger: 'item',
            confine: true,
            backgroundColor: palette.raise,
            borderWidth: 0,
            padding: [8, 10],
            extraCssText: 'box-shadow: var(--shadow-pop); border-radius: 6px;',
            textStyle: { color: palette.ink, fontSize: 12, lineHeight: 18 },
            formatter: tip,
          },
        }
      : {}),
  }
}
