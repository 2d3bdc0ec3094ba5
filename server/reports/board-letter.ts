// How does a dashboard leave as a mail? Its reports as tables in a PDF and a workbook, each with the receiver's own rights.
import { readDay } from '#kernel/formula/calendar.ts'
import { exact } from '#kernel/money/exact.ts'
import { permit } from '#kernel/query/view.ts'
import { Refusal } from '#kernel/error.ts'
import { allOf } from '#kernel/view/condition-text.ts'
import { drawn as charted } from '#kernel/chart/chart-option.ts'
import type { Board } from '#kernel/view/board.ts'
import type { Report, ReportAnswer } from '#kernel/view/report.ts'
import type { Letter } from '#server/automations/step.ts'
import { drawChart } from '#server/charts/draw-chart.ts'
import { letterhead } from '#server/documents/letterhead.ts'
import type { Block, DocumentModel } from '#kernel/view/paper.ts'
import { renderPdf } from '#server/documents/pdf.ts'
import { type BookSheet, writeBook } from '#server/files/write-table.ts'
import { dayIn, type Doing } from '#server/world/world.ts'
import { exportFilter, sheetOf } from './report-sheet.ts'
import { runReport } from './run-report.ts'
import { openReport } from './own-views.ts'

const words = {
  partial: {
    zh: '部分数据：只包含您有权查看的记录。',
    en: 'Partial data: only of records that you may see.',
  },
  mixed: { zh: '含多个币种，未换算。', en: 'Several currencies, added as they stand.' },
  unconverted: {
    zh: '部分外币单据没有汇率，未计入。',
    en: 'Some documents of other currencies have no rate and are not counted.',
  },
  nothing: { zh: '没有数据。', en: 'Nothing here.' },
  open: {
    zh: '完整的图表与表格见附件；在系统中打开「{name}」可点开每个数字。',
    en: 'All charts and tables are attached; open “{name}” in the application to see what stands behind a figure.',
  },
} as const

interface Shown {
  readonly report: Report
  readonly title: string
  readonly answer: ReportAnswer
  /** PNG; null where it is a table or a figure, or has nothing to draw. */
  readonly chart: Buffer | null
  /** The same without the rows that may be read and not taken away; null where nothing may. */
  readonly taken: ReportAnswer | null
}

/** The reports of the board that the receiver may see, in reading order; `doing` is in the receiver's name. */
async function shownOf(doing: Doing, board: Board): Promise<Shown[]> {
  const { language } = doing.who
  const blocks = Object.values(board.blocks)
    .filter((block) => block !== null)
    .sort((a, b) => a.at.y - b.at.y || a.at.x - b.at.x)
  const period = Object.values(board.filters ?? {}).find(
    (one) => one?.kind === 'period' && !one.on,
  )?.is
  const shown: Shown[] = []
  for (const block of blocks) {
    const report = block.kind === 'report' ? await forThem(doing, block.report) : null
    if (!report) continue
    const answer = await runReport(doing, report, { period })
    const chart =
      charted.has(report.as) && answer.lines.length + Number(report.as === 'gauge') > 0
        ? await drawChart({ report, answer, language, ...chartSize })
        : null
    shown.push({
      report,
      answer,
      chart,
      title: (block.label ?? report.label)[language],
      taken: await takenOf(doing, report, period, answer),
    })
  }
  return shown
}

/** The report, or null where it is not for them. */
async function forThem(doing: Doing, name: string): Promise<Report | null> {
  try {
    return await openReport(doing, name)
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

async function takenOf(
  doing: Doing,
  report: Report,
  period: string | undefined,
  whole: ReportAnswer,
): Promise<ReportAnswer | null> {
  try {
    const filter = exportFilter(permit(doing.app, doing.who), report.object, undefined)
    return allOf([filter]) === '' ? whole : await runReport(doing, report, { filter, period })
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

/** The letter for one receiver; null where nothing of the board is theirs to see. */
export async function boardLetter(
  doing: Doing,
  name: string,
  board: Board,
  to: { readonly id: string; readonly email: string },
): Promise<Letter | null> {
  const { language } = doing.who
  const shown = await shownOf(doing, board)
  if (shown.length === 0) return null
  const { world } = doing
  const day = dayIn(world.company.zone, doing.at.now)
  const title = board.label[language]
  const model: DocumentModel = {
    language,
    title,
    number: day,
    company: world.company.name,
    letterhead: letterhead(world.company.record as never, language),
    marks: world.company.sample ? [language === 'zh' ? '示例数据' : 'Sample data'] : [],
    paper: 'a4_landscape',
    made_at: doing.at.now.toISOString(),
    blocks: shown.flatMap((one) => drawn(one, language)),
  }
  const sheets = shown.flatMap((one): BookSheet[] =>
    one.taken ? [{ name: one.title, ...sheetOf(one.taken, language) }] : [],
  )
  const file = `${name}-${day}`
  const lines = shown.map((one) => `${one.title}: ${headline(one.answer, language)}`)
  const note = words.open[language].replace('{name}', title)
  const pictures = shown.flatMap(({ chart }, i) =>
    chart
      ? [
          {
            name: `${file}-${i + 1}.png`,
            type: 'image/png',
            bytes: chart,
            cid: `chart-${i + 1}@openltc`,
          },
        ]
      : [],
  )
  return {
    id: to.id,
    to: to.email,
    subject: `${title} ${day}`,
    text: [...lines, '', note].join('\n'),
    html: pageOf(`${title} ${day}`, shown, language, note),
    files: [
      ...pictures,
      { name: `${file}.pdf`, type: 'application/pdf', bytes: (await renderPdf(model)).bytes },
      ...(sheets.length
        ? [
            {
              name: `${file}.xlsx`,
              type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
              bytes: await writeBook(sheets, world.company.zone),
            },
          ]
        : []),
    ],
  }
}

/** Paper holds some columns; the rest stands in the workbook and on the screen. */
const widest = 10

function drawn({ answer, title, chart }: Shown, language: 'zh' | 'en'): Block[] {
  const { columns, rows } = sheetOf(answer, language)
  const notes = [
    answer.partial ? words.partial[language] : '',
    answer.mixed ? words.mixed[language] : '',
    answer.unconverted ? words.unconverted[language] : '',
  ]
    .filter(Boolean)
    .join(' ')
  if (rows.length === 0) return [{ kind: 'prose', title, text: words.nothing[language] }]
  const kept = columns.slice(0, widest)
  const text = (value: string | null | undefined, i: number): string =>
    value === null || value === undefined
      ? ''
      : kept[i]!.right && kept[i]!.kind !== 'integer'
        ? figure(value, kept[i]!.kind === 'money' ? 2 : null)
        : value
  return [
    ...(chart
      ? [{ kind: 'picture' as const, title, png: chart.toString('base64'), ...chartSize }]
      : []),
    {
      kind: 'table',
      ...(chart ? {} : { title }),
      columns: kept.map((one, i) => ({
        label: one.header,
        align: one.right ? ('right' as const) : ('left' as const),
        ...(i === 0 ? { wide: true } : {}),
      })),
      rows: rows.slice(0, 200).map((row) => kept.map((_, i) => text(row[i], i))),
    },
    ...(notes ? [{ kind: 'prose' as const, text: notes }] : []),
  ]
}

/** Points: half of a landscape page, and the width of a mail on a desk. */
const chartSize = { wide: 560, high: 260 } as const

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** The same in a mail that shows pictures: each report with its figure and its chart. Styles stand on the tags, as mail readers want. */
function pageOf(
  title: string,
  shown: readonly Shown[],
  language: 'zh' | 'en',
  note: string,
): string {
  const quiet = 'color:#5f6a68;font-size:13px'
  const parts = shown.map(
    ({ title: name, answer, chart }, i) =>
      `<h2 style="font-size:15px;margin:24px 0 4px">${escaped(name)}</h2><p style="margin:0 0 8px;${quiet}">${escaped([headline(answer, language), answer.partial ? words.partial[language] : '', answer.mixed ? words.mixed[language] : ''].filter(Boolean).join('　'))}</p>` +
      (chart
        ? `<img src="cid:chart-${i + 1}@openltc" alt="${escaped(`${name} ${headline(answer, language)}`)}" width="${chartSize.wide}" style="width:100%;max-width:${chartSize.wide}px;height:auto">`
        : ''),
  )
  return `<!doctype html><html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><body style="margin:0;padding:16px;background:#ffffff;color:#14201f;font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',sans-serif"><h1 style="font-size:18px;margin:0">${escaped(title)}</h1>${parts.join('')}<p style="margin:24px 0 0;${quiet}">${escaped(note)}</p></body></html>`
}

/** "2,672,388.60"; a date as it is. */
function figure(value: string, digits: number | null): string {
  if (readDay(value.slice(0, 10)) !== undefined || !/^-?\d+(\.\d+)?$/.test(value)) return value
  const [whole = '', rest] = exact(value)
    .toFixed(digits ?? Math.min(2, exact(value).decimalPlaces()))
    .replace('-', '')
    .split('.')
  return (
    (value.startsWith('-') ? '−' : '') +
    whole.replace(/\B(?=(\d{3})+$)/g, ',') +
    (rest ? `.${rest}` : '')
  )
}

/** The first figure of the whole, for those who read no attachment. */
function headline(answer: ReportAnswer, language: 'zh' | 'en'): string {
  const [measure] = answer.measures
  const value = answer.total.total[0]
  if (!measure || value === null || value === undefined) return words.nothing[language]
  const written =
    measure.unit === 'plain' ? value : figure(value, measure.unit === 'money' ? 2 : null)
  return `${measure.label[language]} ${written}${measure.unit === 'percent' ? '%' : ''}`
}
