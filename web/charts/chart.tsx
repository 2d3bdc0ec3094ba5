// Where does a chart stand on the page? In a box that it fills, in the colours of the day or night; a click opens rows.
import { useEffect, useRef, useState } from 'react'
import { chartOption } from '#kernel/chart/chart-option.ts'
import type { Report, ReportAnswer } from '#kernel/view/report.ts'
import { allOf, anyOf } from '#kernel/view/condition-text.ts'
import { words } from '#web/report/words.ts'
import { useLook } from '#web/theme.ts'
import { language, say } from '#web/words.ts'
import { paletteOf } from './palette.ts'
import { tip } from './tip.ts'

type Library = typeof import('./echarts.ts')
let library: Promise<Library> | undefined

export interface ChartProps {
  report: Report
  answer: ReportAnswer
  /** Opens the rows of what was clicked. */
  onOpen: (where: string) => void
}

export function Chart({ report, answer, onOpen }: ChartProps) {
  const box = useRef<HTMLDivElement>(null)
  const chart = useRef<ReturnType<Library['init']> | null>(null)
  const open = useRef(onOpen)
  const look = useLook()
  const [size, setSize] = useState({ wide: 0, high: 0 })
  const [ready, setReady] = useState(false)
  useEffect(() => void (open.current = onOpen), [onOpen])

  useEffect(() => {
    const element = box.current
    if (!element) return
    let gone = false
    const watch = new ResizeObserver(([entry]) => {
      if (!entry) return
      const { width, height } = entry.contentRect
      setSize({ wide: Math.round(width), high: Math.round(height) })
    })
    watch.observe(element)
    void (library ??= import('./echarts.ts')).then(({ init }) => {
      if (gone) return
      chart.current = init(element, null, { renderer: 'svg' })
      chart.current.on('click', (event) => {
        const data = event.data as { where?: unknown; any?: readonly string[] } | undefined
        if (typeof data?.where !== 'string') return
        open.current(data.any?.length ? allOf([data.where, anyOf(data.any)]) : data.where)
      })
      setReady(true)
    })
    return () => {
      gone = true
      watch.disconnect()
      chart.current?.dispose()
      chart.current = null
    }
  }, [])

  useEffect(() => {
    if (!ready || !chart.current || size.wide === 0 || size.high === 0) return
    chart.current.resize({ width: size.wide, height: size.high })
    chart.current.setOption(
      chartOption(report, answer, {
        palette: paletteOf(look),
        ...size,
        language: language(),
        font: getComputedStyle(document.body).fontFamily,
        calm: matchMedia('(prefers-reduced-motion: reduce)').matches,
        tip,
      }),
      true,
    )
  }, [ready, report, answer, look, size])

  return (
    <div
      className="chart-box"
      ref={box}
      role="img"
      aria-label={say(words.chart_of, { title: say(report.label) })}
    />
  )
}
