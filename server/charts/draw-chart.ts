// How does the chart of a report become a picture, for a mail and for paper? Drawn in a thread, the same as on the screen.
import type { Report, ReportAnswer } from '#kernel/view/report.ts'
import { threadOf } from '#server/threads/thread.ts'

export interface ChartOrder {
  readonly report: Report
  readonly answer: ReportAnswer
  readonly language: 'zh' | 'en'
  /** Points. */
  readonly wide: number
  readonly high: number
}

const order = threadOf<ChartOrder, Uint8Array>(new URL('./chart-thread.ts', import.meta.url), {
  patience: 20_000,
  megabytes: 512,
})

/** A PNG, two pixels to a point, by day. */
export const drawChart = async (chart: ChartOrder): Promise<Buffer> =>
  Buffer.from(await order(chart))
