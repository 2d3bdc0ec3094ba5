// How are parts of a whole drawn? A ring, steps on which something is lost, a share that is reached.
import type { Report, ReportAnswer } from '../view/report.ts'
import { brief, briefText, full, rowsOf } from './report-figures.ts'
import { sentence } from '../sentence.ts'
import { words } from './words.ts'
import { belowLabels, item, labelsInside, type Looks, type Option } from './chart-looks.ts'
import type { ChartRows } from './chart-rows.ts'

export function pie(answer: ReportAnswer, rows: ChartRows, looks: Looks): Option {
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
      ...(side ? { left: '54%', top: 'middle' } : { bottom: belowLabels, left: 'center' }),
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
export function funnel(
  answer: ReportAnswer,
  rows: ChartRows,
  { palette, wide, language }: Looks,
): Option {
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
        data: steps.map(
          (one, i) => `${briefText(one.value, one.measure.unit, language)}${rate(i)}`,
        ),
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

export function gauge(
  report: Report,
  answer: ReportAnswer,
  { palette, wide, high, language }: Looks,
): Option {
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
