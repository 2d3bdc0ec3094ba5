// How do the provinces stand in shades? Each a square at its place.
import type { ReportAnswer } from '../view/report.ts'
import { briefText, full, rowsOf } from './report-figures.ts'
import { type Looks, type Option, plain } from './chart-looks.ts'
import { provinceOf, provinces } from './china.ts'
import { wordsOn } from './shades.ts'

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

export function map(answer: ReportAnswer, { palette, wide, high, language }: Looks): Option {
  const measure = answer.measures[0]!
  const scale = [palette.faint, ...palette.water.slice(1, 7)]
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
      inRange: { color: scale },
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
              color: found ? wordsOn(palette, scale, found.value / largest) : palette.quiet,
            },
          }
        }),
      },
    ],
  }
}
