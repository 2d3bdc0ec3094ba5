// Can a person bring in a file that is not as it should be: a title above the columns, shares as fractions, faults in rows?

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { writeBook } from '#server/files/write-table.ts'
import { type Desk, openDesk } from './desk.ts'

let window: Desk
let page: Page
before(async () => {
  window = await openDesk()
  page = window.page
})
after(() => window?.close())

const button = (name: string | RegExp): Locator => page.getByRole('button', { name })
const option = (name: string): Locator =>
  page.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: name }).first()

const text = (header: string) => ({ header, kind: 'text' as const })

/** Two sheets; the second is the one that is meant. */
const workbook = (): Promise<Buffer> =>
  writeBook(
    [
      { name: '说明', columns: [text('用途'), text('日期')], rows: [['季度汇总', '2026-01-01']] },
      {
        name: '商机',
        columns: [text('商机名称'), text('金额'), text('赢率')],
        rows: [
          ['一号线改造', '12.5万', '0.3'],
          ['二号线改造', '一百万', '0.5'],
        ],
      },
    ],
    'Asia/Shanghai',
  )

test('the wizard says which sheet it reads, takes another, doubts shares that look like fractions, and hands back what is refused', () =>
  window.walk(async () => {
    await page.goto(new URL('/import/opportunity', page.url()).href)
    await page.locator('.drop-file input[type=file]').setInputFiles({
      name: 'deals.xlsx',
      mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      buffer: await workbook(),
    })
    await page.getByText('工作表「说明」，共 2 张 · 列名在第 1 行').waitFor()
    await button('更改').click()
    await page.getByLabel('工作表', { exact: true }).click()
    await option('商机').click()
    await page.getByText('工作表「商机」，共 2 张').waitFor()

    await page.getByText('看起来 0.3 是 30%').waitFor()
    await page.getByLabel('百分比写法').click()
    await option('0.3 或 30% 表示 30%').click()
    await page.getByText('看起来 0.3 是 30%').waitFor({ state: 'detached' })
    await page.getByText('「一百万」不是可以识别的数字').first().waitFor()

    await button(/^导入 2 行$/).click()
    await page.getByText('导入完成').waitFor()
    assert.match(await page.locator('.job-sums').innerText(), /新增\s*1[^]*拒绝\s*1/)
    await page.getByRole('link', { name: /下载被拒绝的行/ }).waitFor()
    await page.getByRole('link', { name: '查看商机' }).click()
    await page.getByText('一号线改造').first().waitFor()
    window.sound('the import')
  }))
