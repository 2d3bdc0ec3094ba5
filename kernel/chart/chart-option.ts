// How is a report drawn? From its answer to the option that the chart library takes: calm, and in our colours.
import { sentence } from '../error.ts'
import type { ChartKind, Report, ReportAnswer } from '../view/report.ts'
import { chartRows, keyOf, type ChartRows, type Series } from './chart-rows.ts'
import { provinceOf, provinces } from './china.ts'
import { brief, briefText, full, rowsOf } from './report-figures.ts'
import { words } from './words.ts'

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
type Option = Record<string, unknown>

/** Kinds that are drawn; the others are tables and figures of text. */
export const drawn = new Set<ChartKind>([
  'bar',
  'row_bar',
  'line',
  'area',
  'pie',
  'funnel',
  'sankey',
  'heat',
  'gauge',
  'map',
])

export function chartOption(report: Report, answer: ReportAnswer, looks: Looks): Option {
  const rows = chartRows(answer, looks.language)
  const base = baseOption(looks)
  switch (report.as) {
    case 'pie':
      return { ...base, ...pie(answer, rows, looks) }
    case 'funnel':
      return { ...base, ...funnel(answer, rows, looks) }
    case 'sankey':
      return { ...base, ...sankey(answer, looks) }
    case 'heat':
      return { ...base, ...heat(answer, rows, looks) }
    case 'gauge':
      return { ...base, ...gauge(report, answer, looks) }
    case 'map':
      return { ...base, ...map(answer, looks) }
    default:
      return { ...base, ...cartesian(report, answer, rows, looks) }
  }
}

const quick = { animationDuration: 240, animationDurationUpdate: 240, animationEasing: 'cubicOut' }

/** The names of an axis are inside of the room that the chart has. */
const labelsInside = { outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' }

function baseOption({ palette, font, calm, tip }: Looks): Option {
  return {
    ...quick,
    animation: !calm,
    textStyle: {
      fontFamily: font,
      fontSize: 12,
      color: palette.quiet,
    },
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

const item = (answer: ReportAnswer, series: Series, i: number, title: string) => {
  const { value, where } = series.points[i]!
  return {
    value: value === null ? null : Number(value),
    where,
    title,
    said: value === null ? '–' : full(value, series.measure.unit, answer.currency),
  }
}

function legend(names: readonly string[], { palette, wide }: Looks): Option | undefined {
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
function colourOf(
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

function cartesian(report: Report, answer: ReportAnswer, rows: ChartRows, looks: Looks): Option {
  const { palette, wide, language } = looks
  const lying = report.as === 'row_bar'
  const lines = report.as === 'line' || report.as === 'area'
  const [first] = rows.series.map((one) => one.measure)
  const unit = first?.unit ?? 'number'
  // Only what has one unit shares an axis; percent beside amounts goes to an axis of its own.
  const own = (one: Series): boolean => one.measure.unit === unit
  const shown = lying
    ? rows.series.filter(own)
    : rows.series.filter((one) => own(one) || one.measure.unit === 'percent')
  const second = shown.some((one) => !own(one))
  const names = shown.map((one) => one.name)
  const bars = { barMaxWidth: lying ? 18 : 36, barCategoryGap: '34%', barGap: '8%' }
  const values = {
    type: 'value',
    axisLabel: {
      color: palette.quiet,
      fontSize: 12,
      hideOverlap: true,
      formatter: (value: number) => briefText(plain(value), unit, language).replace(/\.0(?=\D|$)/, ''),
    },
    splitLine: { lineStyle: { color: palette.line, opacity: 0.55 } },
    axisLine: { show: false },
    axisTick: { show: false },
    splitNumber: lying ? 3 : 4,
  }
  const categories = {
    type: 'category',
    data: rows.categories.map((key) => key.label[language]),
    axisLabel: {
      color: palette.quiet,
      fontSize: 12,
      hideOverlap: true,
      ...(lying ? { width: Math.min(132, wide * 0.3), overflow: 'truncate' } : {}),
      ...(!lying && wide < 420 ? { interval: 'auto' } : {}),
    },
    axisLine: { lineStyle: { color: palette.line } },
    axisTick: { show: false },
    ...(lying ? { inverse: true } : { boundaryGap: !lines || rows.categories.length < 2 }),
  }
  const series = shown.map((one, i) => {
    const colour = colourOf(answer, shown, i, palette)
    const data = rows.categories.map((key, at) => item(answer, one, at, key.label[language]))
    const asLine = lines || !own(one)
    const stack = rows.parts && (report.as === 'area' || !lines) ? { stack: 'all' } : {}
    if (asLine)
      return {
        type: 'line',
        name: one.name,
        data,
        ...(own(one) ? stack : { yAxisIndex: 1 }),
        symbol: 'circle',
        symbolSize: 6,
        showSymbol: data.length < 2,
        lineStyle: { width: 2, color: colour, ...(one.before ? { type: [4, 4] } : {}) },
        itemStyle: { color: colour },
        ...(report.as === 'area' && !one.before
          ? { areaStyle: { color: colour, opacity: rows.parts ? 0.72 : 0.16 } }
          : {}),
        emphasis: { focus: 'none' },
      }
    return {
      type: 'bar',
      name: one.name,
      data,
      ...bars,
      ...stack,
      itemStyle: {
        color: colour,
        borderRadius: rows.parts ? 0 : lying ? [0, 2, 2, 0] : [2, 2, 0, 0],
      },
      emphasis: { itemStyle: { opacity: 0.82 } },
      cursor: one.before ? 'default' : 'pointer',
      ...(lying && !rows.parts
        ? {
            label: {
              show: true,
              position: 'right',
              color: palette.quiet,
              fontSize: 12,
              formatter: (given: { dataIndex: number }) =>
                briefText(one.points[given.dataIndex]?.value ?? null, one.measure.unit, language),
            },
          }
        : {}),
    }
  })
  return {
    legend: legend(names, looks),
    grid: {
      left: 0,
      right: lying ? 52 : second ? 0 : 4,
      top: names.length > 1 ? 32 : 10,
      bottom: 0,
      ...labelsInside,
    },
    ...(lying
      ? {
          xAxis: { ...values, axisLabel: { show: false }, splitLine: { show: false } },
          yAxis: categories,
        }
      : {
          xAxis: categories,
          yAxis: second
            ? [
                values,
                {
                  ...values,
                  splitLine: { show: false },
                  axisLabel: { ...values.axisLabel, formatter: (value: number) => `${value}%` },
                },
              ]
            : values,
        }),
    series,
    ...(looks.tip
      ? {
          tooltip: {
            ...(baseOption(looks).tooltip as Option),
            trigger: 'axis',
            axisPointer: lines
              ? { type: 'line', lineStyle: { color: palette.line } }
              : { type: 'shadow', shadowStyle: { color: palette.faint, opacity: 0.6 } },
            order: 'seriesAsc',
          },
        }
      : {}),
  }
}

const plain = (value: number): string => value.toFixed(2).replace(/\.?0+$/, '')

function pie(answer: ReportAnswer, rows: ChartRows, looks: Looks): Option {
  const { palette, wide, high, language } = looks
  const series = rows.series.find((one) => !one.before)
  if (!series) return {}
  const whole = answer.total.total[0] ?? null
  const side = wide > 360
  const apart = rows.categories.filter((key) => !key.others && key.value !== null)
  const data = rows.categories.map((key, i) => ({
    ...item(answer, series, i, key.label[language]),
    name: key.label[language],
    itemStyle: {
      color:
        key.others || key.value === null
          ? palette.others
          : palette.series[apart.indexOf(key) % palette.series.length],
    },
  }))
  const radius = Math.max(
    40,
    Math.min(high * (side ? 0.46 : 0.37), (side ? wide * 0.46 : wide) / 2 - 8),
  )
  const centre = side ? ['26%', '50%'] : ['50%', '40%']
  const share = (value: unknown): string => {
    const all = Number(whole)
    return all > 0 && typeof value === 'number' ? `${((100 * value) / all).toFixed(1)}%` : ''
  }
  const { figures, unit } = brief(whole, series.measure.unit, language)
  return {
    series: [
      {
        type: 'pie',
        name: series.name,
        radius: [radius * 0.64, radius],
        center: centre,
        data: data.filter((one) => Number(one.value) > 0),
        label: { show: false },
        itemStyle: { borderColor: palette.paper, borderWidth: 2 },
        emphasis: { scaleSize: 3 },
      },
    ],
    graphic: [
      {
        type: 'text',
        x: side ? wide * 0.26 : wide / 2,
        y: high * (side ? 0.5 : 0.4),
        silent: true,
        style: {
          text: unit ? `${figures} ${unit}` : figures,
          textAlign: 'center',
          textVerticalAlign: 'middle',
          fill: palette.ink,
          fontSize: 16,
          fontWeight: 600,
          fontFamily: looks.font,
        },
      },
    ],
    legend: {
      type: 'scroll',
      orient: side ? 'vertical' : 'horizontal',
      ...(side ? { left: '54%', top: 'middle' } : { bottom: 0, left: 'center' }),
      icon: 'rect',
      itemWidth: 10,
      itemHeight: 10,
      itemGap: 8,
      pageIconSize: 10,
      pageIconColor: palette.quiet,
      textStyle: { color: palette.quiet, fontSize: 12, width: wide * 0.4, overflow: 'truncate' },
      formatter: (name: string) => {
        const found = data.find((one) => one.name === name)
        return found ? `${name}  ${share(found.value)}` : name
      },
    },
  }
}

/** Steps as centred bars, one below the other: what is lost on the way is seen at both sides. */
function funnel(answer: ReportAnswer, rows: ChartRows, { palette, wide, language }: Looks): Option {
  const steps = rows.categories.length
    ? rows.categories.map((key, i) => ({
        name: key.label[language],
        measure: rows.series[0]!.measure,
        ...rows.series[0]!.points[i]!,
      }))
    : answer.measures.map((measure, i) => ({
        name: measure.label[language],
        measure,
        value: answer.total.total[i] ?? null,
        where: rowsOf(answer, [], measure),
      }))
  // Of one group of records the part that came on is said; amounts by stage are not parts of each other.
  const falling = !rows.categories.length
  const figures = steps.map((one) => Number(one.value ?? 0))
  const largest = Math.max(1, ...figures)
  const colour = (i: number): string =>
    palette.water[Math.min(6, 2 + Math.round((i * 4) / Math.max(1, steps.length - 1)))]!
  const rate = (i: number): string =>
    falling && i > 0 && figures[i - 1]! > 0
      ? `  ${((100 * figures[i]!) / figures[i - 1]!).toFixed(1)}%`
      : ''
  const axis = {
    type: 'category',
    inverse: true,
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { show: false },
  }
  return {
    grid: { left: 0, right: 0, top: 4, bottom: 4, ...labelsInside },
    xAxis: { type: 'value', show: false, min: 0, max: largest },
    yAxis: [
      {
        ...axis,
        data: steps.map((one) => one.name),
        axisLabel: { color: palette.quiet, fontSize: 12, width: wide * 0.24, overflow: 'truncate' },
      },
      {
        ...axis,
        position: 'right',
        data: steps.map((one, i) => `${briefText(one.value, one.measure.unit, language)}${rate(i)}`),
        axisLabel: { color: palette.ink, fontSize: 12 },
      },
    ],
    series: [
      {
        type: 'bar',
        stack: 'all',
        silent: true,
        barWidth: '82%',
        data: figures.map((one) => ({ value: (largest - one) / 2 })),
        itemStyle: { color: 'transparent' },
        emphasis: { disabled: true },
      },
      {
        type: 'bar',
        stack: 'all',
        barWidth: '82%',
        cursor: 'pointer',
        emphasis: { itemStyle: { opacity: 0.82 } },
        data: steps.map((one, i) => ({
          value: figures[i]!,
          title: one.name,
          where: one.where,
          said: full(one.value, one.measure.unit, answer.currency),
          itemStyle: { color: colour(i), borderRadius: 2 },
        })),
      },
    ],
  }
}

function sankey(answer: ReportAnswer, { palette, wide, language }: Looks): Option {
  const nodes = new Map<string, { name: string; depth: number; label: string; others: boolean }>()
  const links: Option[] = []
  const depth = answer.heads.length
  const measure = answer.measures[0]!
  const nodeOf = (level: number, key: ReportAnswer['lines'][number]['keys'][number]): string => {
    const name = `${level}${keyOf(key)}`
    nodes.set(name, { name, depth: level, label: key.label[language], others: key.others === true })
    return name
  }
  for (const line of answer.lines) {
    if (line.keys.length !== depth || !(Number(line.total[0]) > 0)) continue
    for (let level = 1; level < depth; level += 1) {
      const [from, to] = [
        nodeOf(level - 1, line.keys[level - 1]!),
        nodeOf(level, line.keys[level]!),
      ]
      links.push({
        source: from,
        target: to,
        value: Number(line.total[0]),
        title: `${line.keys[level - 1]!.label[language]} → ${line.keys[level]!.label[language]}`,
        said: full(line.total[0] ?? null, measure.unit, answer.currency),
        where: rowsOf(answer, line.keys, measure),
      })
    }
  }
  const label = (name: string): string => nodes.get(name)?.label ?? ''
  return {
    series: [
      {
        type: 'sankey',
        left: 2,
        right: Math.min(110, wide * 0.24),
        top: 8,
        bottom: 8,
        nodeWidth: 8,
        nodeGap: 10,
        nodeAlign: 'justify',
        draggable: false,
        layoutIterations: 32,
        emphasis: { focus: 'adjacency', lineStyle: { opacity: 0.5 } },
        blur: { itemStyle: { opacity: 0.4 }, lineStyle: { opacity: 0.08 } },
        data: [...nodes.values()].map(({ name, depth: level, others, label: title }) => ({
          name,
          depth: level,
          title,
          itemStyle: {
            color: others ? palette.others : palette.water[level === 0 ? 5 : 3],
            borderWidth: 0,
          },
        })),
        links,
        lineStyle: { color: palette.water[2], opacity: 0.34, curveness: 0.5 },
        label: {
          color: palette.ink,
          fontSize: 12,
          formatter: ({ name, value }: { name: string; value?: number }) =>
            `${label(name)} ${value === undefined ? '' : briefText(plain(value), measure.unit, language)}`,
        },
      },
    ],
  }
}

function heat(answer: ReportAnswer, rows: ChartRows, { palette, wide, language }: Looks): Option {
  const series =
    answer.columns.length || answer.heads.length > 1 ? rows.series : rows.series.slice(0, 1)
  const figures = series.flatMap((one) => one.points.map((point) => Number(point.value ?? 0)))
  const largest = Math.max(1, ...figures)
  const axis = {
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { show: false },
  }
  const roomy = (wide - 110) / Math.max(1, series.length) > 46
  return {
    grid: { left: 0, right: 2, top: 4, bottom: 0, ...labelsInside },
    xAxis: {
      ...axis,
      type: 'category',
      data: series.map((one) => one.name),
      axisLabel: { color: palette.quiet, fontSize: 12, hideOverlap: true },
    },
    yAxis: {
      ...axis,
      type: 'category',
      inverse: true,
      data: rows.categories.map((key) => key.label[language]),
      axisLabel: { color: palette.quiet, fontSize: 12, width: 112, overflow: 'truncate' },
    },
    visualMap: {
      show: false,
      min: 0,
      max: largest,
      inRange: { color: [palette.faint, ...palette.water.slice(0, 6)] },
    },
    series: [
      {
        type: 'heatmap',
        itemStyle: { borderColor: palette.paper, borderWidth: 2, borderRadius: 3 },
        emphasis: { itemStyle: { borderColor: palette.accent, borderWidth: 1 } },
        label: {
          show: roomy,
          fontSize: 12,
          formatter: ({ data }: { data: { text: string } }) => data.text,
        },
        data: series.flatMap((one, x) =>
          one.points.map((point, y) => ({
            value: [x, y, Number(point.value ?? 0)],
            where: point.where,
            title: `${rows.categories[y]!.label[language]} · ${one.name}`,
            said: full(point.value ?? '0', one.measure.unit, answer.currency),
            text: Number(point.value ?? 0) === 0 ? '' : briefText(point.value, one.measure.unit, language),
            label: {
              color: Number(point.value ?? 0) > largest * 0.55 ? palette.paper : palette.ink,
            },
          })),
        ),
      },
    ],
  }
}

function gauge(report: Report, answer: ReportAnswer, { palette, wide, high, language }: Looks): Option {
  const measure = answer.measures[0]!
  const value = answer.total.total[0] ?? null
  const goal = report.goal ?? (measure.unit === 'percent' ? '100' : '0')
  const largest = Math.max(Number(goal), 0) || Math.max(1, Number(value ?? 0))
  const radius = Math.max(48, Math.min(high * 0.88, wide / 2 - 12))
  return {
    series: [
      {
        type: 'gauge',
        startAngle: 180,
        endAngle: 0,
        min: 0,
        max: largest,
        radius,
        center: ['50%', Math.min(high - 12, (high + radius) / 2)],
        progress: { show: true, width: 12, roundCap: false, itemStyle: { color: palette.accent } },
        axisLine: { lineStyle: { width: 12, color: [[1, palette.faint]] } },
        axisTick: { show: false },
        splitLine: { show: false },
        axisLabel: { show: false },
        pointer: { show: false },
        anchor: { show: false },
        title: { show: false },
        detail: {
          valueAnimation: false,
          offsetCenter: [0, -8],
          color: palette.ink,
          fontSize: 24,
          fontWeight: 600,
          formatter: () => briefText(value, measure.unit, language),
        },
        data: [
          {
            value: Math.min(largest, Number(value ?? 0)),
            title: measure.label[language],
            said: `${full(value, measure.unit, answer.currency)} · ${sentence(words.of_goal[language], { goal: briefText(goal, measure.unit, language) })}`,
            where: rowsOf(answer, [], measure),
          },
        ],
      },
    ],
  }
}

/** Lines put into provinces; one that names none stands in `elsewhere`. */
export function byProvince(answer: ReportAnswer): {
  places: Map<string, { value: number; where: string[] }>
  elsewhere: number
} {
  const places = new Map<string, { value: number; where: string[] }>()
  let elsewhere = 0
  for (const line of answer.lines) {
    if (line.keys.length !== 1) continue
    const value = Number(line.total[0] ?? 0)
    const key = line.keys[0]!
    const found = typeof key.value === 'string' ? provinceOf(key.value) : undefined
    if (!found) {
      elsewhere += value
      continue
    }
    const before = places.get(found.code) ?? { value: 0, where: [] }
    places.set(found.code, {
      value: before.value + value,
      where: [...before.where, key.where],
    })
  }
  return { places, elsewhere }
}

function map(answer: ReportAnswer, { palette, wide, high, language }: Looks): Option {
  const measure = answer.measures[0]!
  const { places } = byProvince(answer)
  const largest = Math.max(1, ...[...places.values()].map((one) => one.value))
  const size = Math.max(18, Math.min(wide / 10, high / 8))
  const [left, top] = [(wide - size * 10) / 2, Math.max(0, (high - size * 8) / 2)]
  const roomy = size > 50
  return {
    grid: { left, top, width: size * 10, height: size * 8 },
    xAxis: { type: 'category', show: false, data: Array.from({ length: 10 }, (_, i) => i) },
    yAxis: {
      type: 'category',
      show: false,
      inverse: true,
      data: Array.from({ length: 8 }, (_, i) => i),
    },
    visualMap: {
      show: false,
      min: 0,
      max: largest,
      inRange: { color: [palette.faint, ...palette.water.slice(1, 7)] },
    },
    series: [
      {
        type: 'heatmap',
        itemStyle: { borderColor: palette.paper, borderWidth: 2, borderRadius: 4 },
        emphasis: { itemStyle: { borderColor: palette.accent, borderWidth: 1.5 } },
        label: {
          show: size > 20,
          fontSize: roomy ? 12 : 11,
          lineHeight: 14,
          formatter: ({ data }: { data: { text: string } }) => data.text,
        },
        data: provinces.map((one) => {
          const found = places.get(one.code)
          const name = language === 'zh' ? one.zh : one.en
          const short = language === 'zh' ? (size > 40 ? one.zh : one.sign) : one.code
          const text = plain(found?.value ?? 0)
          return {
            value: [one.x, one.y, found?.value ?? 0],
            title: name,
            said: full(text, measure.unit, answer.currency),
            where: found ? (rowsOf(answer, [], measure) ?? '') : null,
            any: found?.where ?? [],
            text:
              roomy && found
                ? `${short}\n${briefText(text, measure.unit, language).replace(' ', '')}`
                : short,
            label: {
              color:
                (found?.value ?? 0) > largest * 0.5
                  ? palette.paper
                  : found
                    ? palette.ink
                    : palette.quiet,
            },
          }
        }),
      },
    ],
  }
}
