// On which days does China rest, and which weekends make up for it? As the State Council announces year by year.
import { daysOfYear } from '#kernel/time/working-time.ts'

/**
 * Facts of the yearly notices on public holidays (国务院办公厅关于节假日安排的通知). A year that is not announced yet
 * counts by the week; the company may write its days into its own calendar at once, and those come first.
 */
const years: Readonly<Record<number, readonly [off: string, work: string]>> = {
  2020: [
    '01-01 01-24..02-02 04-04..04-06 05-01..05-05 06-25..06-27 10-01..10-08',
    '01-19 02-03 04-26 05-09 06-28 09-27 10-10',
  ],
  2021: [
    '01-01..01-03 02-11..02-17 04-03..04-05 05-01..05-05 06-12..06-14 09-19..09-21 10-01..10-07',
    '02-07 02-20 04-25 05-08 09-18 09-26 10-09',
  ],
  2022: [
    '01-01..01-03 01-31..02-06 04-03..04-05 04-30..05-04 06-03..06-05 09-10..09-12 10-01..10-07',
    '01-29..01-30 04-02 04-24 05-07 10-08..10-09',
  ],
  2023: [
    '01-01..01-02 01-21..01-27 04-05 04-29..05-03 06-22..06-24 09-29..10-06',
    '01-28..01-29 04-23 05-06 06-25 10-07..10-08',
  ],
  2024: [
    '01-01 02-10..02-17 04-04..04-06 05-01..05-05 06-10 09-15..09-17 10-01..10-07',
    '02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12',
  ],
  2025: [
    '01-01 01-28..02-04 04-04..04-06 05-01..05-05 05-31..06-02 10-01..10-08',
    '01-26 02-08 04-27 09-28 10-11',
  ],
  2026: [
    '01-01..01-03 02-15..02-23 04-04..04-06 05-01..05-05 06-19..06-21 09-25..09-27 10-01..10-07',
    '01-04 02-14 02-28 05-09 09-20 10-10',
  ],
}

export const chineseDays: Readonly<Record<string, boolean>> = Object.fromEntries(
  Object.entries(years).flatMap(([year, [off, work]]) => [
    ...Object.entries(daysOfYear(Number(year), off, false)),
    ...Object.entries(daysOfYear(Number(year), work, true)),
  ]),
)
