// How are bars, lines and areas drawn along an axis? Lying or standing, beside each other or on each other, with the time before.
import type { Report, ReportAnswer } from '../view/report.ts'
import { briefText } from './report-figures.ts'
import {
  baseOption,
  belowLabels,
  colourOf,
  item,
  labelsInside,
  legend,
  type Looks,
  type Option,
  plain,
} from './chart-looks.ts'
import type { ChartRows, Series } from './chart-rows.ts'

export function cartesian(
  report: Report,
  answer: ReportAnswer,
  rows: ChartRows,
  looks: Looks,
): Option {
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
      formatter: (value: number) =>
        briefText(plain(value), unit, language).replace(/\.0(?=\D|$)/, ''),
    },
    splitLine: { lineStyle: { color: palette.line, opacity: 0.55 } },
    axisLine: { show: false },
    axisTick: { show: false },
    splitNumber: lying ? 3 : 4,
  }
  // A few names that are not days are all there, in two lines where one is too short.
  const slot = (wide - 64) / Math.max(1, rows.categories.length)
  const broken = !lying && !lines && answer.heads[0]?.kind !== 'time' && slot > 44
  const categories = {
    type: 'category',
    data: rows.categories.map((key) => key.label[language]),
    axisLabel: {
      color: palette.quiet,
      fontSize: 12,
      hideOverlap: true,
      ...(lying ? { width: Math.min(132, wide * 0.3), overflow: 'truncate' } : {}),
      ...(broken
        ? { interval: 0, hideOverlap: false, width: slot - 6, overflow: 'break', lineHeight: 15 }
        : {}),
    },
    axisLine: { lineStyle: { color: palette.line } },
    axisTick: { show: false },
    ...(lying ? { inverse: true } : { boundaryGap: !lines || rows.categories.length < 2 }),
  }
  const series = shown.map((one, i) => {
    // A line is thinner than a bar: what was before is still to be seen.
    const colour = lines && one.before ? palette.quiet : colourOf(answer, shown, i, palette)
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
      bottom: belowLabels,
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
