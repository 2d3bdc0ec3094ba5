// Does somebody who cannot program build a report, put it on a dashboard, and do others see only their own in it?

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { type Desk, openDesk } from './desk.ts'

let window: Desk
let page: Page

before(async () => {
  window = await openDesk()
  page = window.page
})
after(() => window?.close())

const button = (name: string, within: Page | Locator = page): Locator =>
  // A button with a picture is also called by it.
  within.getByRole('button', { name: new RegExp(`(^| )${name}$`) })
const dialog = (name: string): Locator => page.getByRole('dialog', { name, exact: true })
/** Chooses in a list that opens below its field. */
async function choose(field: Locator, option: string): Promise<void> {
  await field.click()
  await page.locator('.ant-select-item-option', { hasText: option }).first().click()
}
/** The figure that a table shows in a row, under the last head. */
const figure = (within: Locator, row: string): Locator =>
  within
    .getByRole('row', { name: new RegExp(`^${row}`) })
    .getByRole('cell')
    .last()

test('a report is built from blank, stands on a dashboard, and opens to rows that add up, for each to their own', () =>
  window.walk(async () => {
    const seller = await window.post('people', {
      name: '示例销售',
      email: 'seller@example.com',
      roles: ['sales'],
      team: null,
      password: 'first-day-2026',
    })
    for (const [name, amount, owner] of [
      ['大单', '700000.10', null],
      ['小单', '30000.05', seller.id],
      ['新单', '1234.50', seller.id],
    ] as const)
      await window.post('opportunity', { name, amount, ...(owner ? { owner } : {}) })

    // From blank: what is counted, by what, drawn how.
    await page.goto('/studio/reports')
    await button('新报表').click()
    const form = dialog('新报表')
    await form.getByLabel('名称 中文').fill('各阶段金额')
    await choose(form.getByLabel('数据'), '商机')
    await button('加入草稿', form).click()
    const built = page.getByRole('main')
    await choose(built.getByLabel('指标 1 指标'), '求和')
    await built.getByLabel('指标 1 名称').fill('总额')
    await button('加一层行').click()
    await built.getByRole('row', { name: /^初步接触/ }).waitFor()
    assert.equal(await figure(built, '初步接触').innerText(), '731,234.65')
    await built.locator('.chart-kinds').getByRole('img', { name: '条形' }).click()
    await built.getByRole('img', { name: /^各阶段金额/ }).waitFor()

    // On a dashboard for sellers, by the keyboard and the mouse.
    await page.goto('/studio/dashboards')
    await button('新仪表盘').click()
    await dialog('新仪表盘').getByLabel('名称 中文').fill('晨会')
    await button('加入草稿', dialog('新仪表盘')).click()
    await button('加内容').click()
    await page.getByRole('menuitem', { name: '报表' }).hover()
    await page.getByRole('menuitem', { name: '各阶段金额' }).click()
    const block = page.getByRole('group', { name: /^各阶段金额，第 1 列第 1 行，宽 6 高 9/ })
    await block.focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Shift+ArrowDown')
    await page.getByRole('group', { name: /^各阶段金额，第 2 列第 1 行，宽 6 高 10/ }).waitFor()
    await page.getByRole('button', { name: /^发布 v/ }).click()
    await page.getByRole('navigation', { name: '菜单' }).getByRole('link', { name: '晨会' }).click()
    await page.waitForURL(/\/d\//)
    const dashboard = new URL(page.url()).pathname
    const tile = page.getByRole('main')
    await button('各阶段金额 更多').click()
    await page.getByRole('menuitem', { name: '看表格' }).click()
    assert.equal(await figure(tile, '初步接触').innerText(), '731,234.65')
    window.sound('the dashboard')

    // Somebody else looks: only their own rows, and it says so.
    await page.context().clearCookies()
    await page.request.post('/api/auth/sign-in/email', {
      data: { email: 'seller@example.com', password: 'first-day-2026' },
    })
    await page.goto(dashboard)
    await page.getByText('部分数据').first().waitFor()
    await button('各阶段金额 更多').click()
    await page.getByRole('menuitem', { name: '看表格' }).click()
    const mine = figure(tile, '初步接触')
    assert.equal(await mine.innerText(), '31,234.55')
    await mine.getByRole('link').click()
    await page.waitForURL(/\/o\/opportunity/)
    await page.getByRole('link', { name: /小单/ }).waitFor()
    const amounts = await page
      .getByRole('main')
      .getByText(/^(30,000\.05|1,234\.50)$/)
      .allInnerTexts()
    assert.deepEqual(amounts.sort(), ['1,234.50', '30,000.05'])
    assert.equal(await page.getByText('700,000.10').count(), 0)
    window.sound('the rows of a figure')
  }))

test('a chart is made and changed on the board itself; what counts is written in the words of the screen', () =>
  window.walk(async () => {
    await page.context().clearCookies()
    await page.request.post('/api/auth/sign-in/email', {
      data: { email: 'admin@example.com', password: 'first-day-2026' },
    })
    await page.goto('/studio/dashboards')
    await page.getByRole('navigation', { name: '仪表盘' }).getByText('晨会').click()
    await button('加内容').click()
    await page.getByRole('menuitem', { name: '新图表…' }).click()
    const made = dialog('新图表')
    await made.getByLabel('名称 中文').fill('各人的商机')
    await choose(made.getByLabel('行 1 字段'), '公式…')
    const row = made.getByLabel('行 1 公式')
    assert.equal(await row.inputValue(), '阶段')
    await row.fill('if(预计金额 > 100000, "大", "小")')
    // Enter ends the formula, not the chart.
    await row.press('Enter')
    await made.getByRole('row', { name: /^大 1$/ }).waitFor()
    await choose(made.getByLabel('指标 1 指标'), '公式…')
    const formula = made.getByLabel('指标 1 公式')
    await formula.fill('sum(预计金额) / count()')
    await formula.press('Enter')
    await made.getByRole('row', { name: /^小 15,617\.28$/ }).waitFor()
    await button('放上去', made).click()
    const block = page.getByRole('group', { name: /^各人的商机，/ })
    await block.focus()
    await page.keyboard.press('Enter')
    await button('修改报表', dialog('改这一块')).click()
    const again = dialog('修改报表')
    assert.equal(await again.getByLabel('指标 1 公式').inputValue(), 'sum(预计金额) / count()')
    await again.locator('.chart-kinds').getByRole('img', { name: '条形' }).click()
    await button('放好', again).click()
    await again.waitFor({ state: 'hidden' })

    // On a phone they stand below each other, and change places by a button.
    await page.setViewportSize({ width: 390, height: 844 })
    const order = () => page.locator('.board.stacked').getByRole('group').allInnerTexts()
    await button('各人的商机 上移').click()
    await page.getByRole('button', { name: '各人的商机 上移', disabled: true }).waitFor()
    assert.match((await order())[0]!, /各人的商机/)
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.getByRole('button', { name: /^发布 v/ }).click()
    await page.getByRole('navigation', { name: '菜单' }).getByRole('link', { name: '晨会' }).click()
    await page
      .getByRole('main')
      .getByRole('img', { name: /^各人的商机/ })
      .waitFor()
    window.sound('a chart on its board')
  }))
