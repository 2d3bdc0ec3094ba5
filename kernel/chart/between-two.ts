// How is drawn what lies between two things? Streams from one to the other, or a field of shades.
import type { ReportAnswer } from '../view/report.ts'
import { briefText, full, rowsOf } from './report-figures.ts'
import { belowLabels, labelsInside, type Looks, type Option, plain } from './chart-looks.ts'
import { type ChartRows, keyOf } from './chart-rows.ts'
import { wordsOn } from './shades.ts'

export function sankey(answer: ReportAnswer, { palette, wide, high, language }: Looks): Option {
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
  const most = Math.max(
    1,
    ...[...Map.groupBy(nodes.values(), (one) => one.depth).values()].map((list) => list.length),
  )
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
        // Names of thin ones stand above each other.
        nodeGap: Math.max(8, Math.min(16, (high - 16) / (2 * most))),
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

export function heat(
  answer: ReportAnswer,
  rows: ChartRows,
  { palette, wide, high, language }: Looks,
): Option {
  const scale = [palette.faint, ...palette.water.slice(0, 6)]
  const series =
    answer.columns.length || answer.heads.length > 1 ? rows.series : rows.series.slice(0, 1)
  const figures = series.flatMap((one) => one.points.map((point) => Number(point.value ?? 0)))
  const largest = Math.max(1, ...figures)
  const axis = {
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { show: false },
  }
  // Words that do not fit into their field are told by the pointer.
  const roomy =
    (wide - 110) / Math.max(1, series.length) > 46 &&
    (high - 28) / Math.max(1, rows.categories.length) > 17
  return {
    grid: { left: 0, right: 2, top: 4, bottom: belowLabels, ...labelsInside },
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
      inRange: { color: scale },
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
            text:
              Number(point.value ?? 0) === 0
                ? ''
                : briefText(point.value, one.measure.unit, language),
            label: {
              color: wordsOn(palette, scale, Number(point.value ?? 0) / largest),
            },
          })),
        ),
      },
    ],
  }
}
