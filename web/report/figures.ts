// How is a figure of a report written in the language of the window?
import * as figures from '#kernel/chart/report-figures.ts'
import type { AnswerMeasure } from '#kernel/view/report.ts'
import { language } from '#web/words.ts'

type Unit = AnswerMeasure['unit']

export const { full, rowsOf } = figures

/** For a large figure, with its unit apart: "2,128.5" + "万". */
export const brief = (value: string | null, unit: Unit): { figures: string; unit: string } =>
  figures.brief(value, unit, language())

/** The same as one text. */
export const briefText = (value: string | null, unit: Unit): string =>
  figures.briefText(value, unit, language())
