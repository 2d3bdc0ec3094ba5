// Does somebody judge their deals, say their number of the week, and see afterwards what they said and on what it stood?

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { openDesk, type Desk } from './desk.ts'

let desk: Desk
let page: Page

before(async () => {
  desk = await openDesk()
  page = desk.page
  const meta = await page.request.get('/api/v1/meta')
  const { who } = (await meta.json()) as { who: { id: string } }
  await desk.patch(`person/${who.id}`, { forecasts: 'yes' })
  const account = await desk.post('account', { name: '示例客户' })
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date())
  await desk.post('opportunity', {
    name: '示例项目',
    account: account.id,
    amount: '120000.50',
    probability: '60',
    close_date: today,
  })
})
after(() => desk?.close())

test('a deal is judged where its figure opens, the number is said once, and the week is kept with its deals', () =>
  desk.walk(async () => {
    await page.goto('/desk/forecast')
    await page.getByRole('button', { name: '示例管理员 乐观 120,000.50' }).click()
    const deals = page.getByRole('dialog', { name: '示例管理员 · 乐观' })
    await deals.getByText('120,000.50').first().waitFor()
    await deals.getByRole('combobox', { name: '示例项目 类别' }).click()
    await page.getByTitle('承诺', { exact: true }).click()
    await page.getByText('「示例项目」改为承诺').waitFor()
    await deals.getByText('没有商机').waitFor()
    await deals.getByRole('button', { name: /关闭|Close/ }).click()
    await page.getByRole('button', { name: '示例管理员 承诺 120,000.50' }).waitFor()
    const mine = page.getByRole('region', { name: '我的预测' })
    await mine.getByRole('button', { name: '提交' }).click()
    await mine.getByText('必填').waitFor()
    await mine.getByRole('button', { name: /^已赢单＋承诺/ }).click()
    await mine.getByLabel('说明').fill('就这一单')
    await mine.getByRole('button', { name: '提交' }).click()
    await page.getByText('已提交，本周不能再改').waitFor()
    await mine.getByText('就这一单').waitFor()
    assert.equal(await mine.getByRole('button', { name: '提交' }).count(), 0)
    const row = page.getByRole('table').getByRole('rowheader', { name: '示例管理员' })
    await row.getByRole('button').click()
    const history = page.getByRole('dialog', { name: '示例管理员 每周说了什么' })
    await history.getByRole('button', { name: /^新增/ }).click()
    await history.getByRole('link', { name: '示例项目' }).waitFor()
    await history.getByRole('link', { name: '打开提交记录' }).click()
    await page.waitForURL(/\/o\/forecast\//)
    await page.getByText('示例项目').first().waitFor()
    desk.sound('/desk/forecast')
  }))

test('how near it was is told week by week, and what comes in is told on the receivables desk', () =>
  desk.walk(async () => {
    await page.goto('/desk/forecast?what=accuracy')
    await page.getByRole('row', { name: /示例管理员/ }).waitFor()
    await page.getByText('本期还没结束，实际只到今天。').waitFor()
    await page.goto('/desk/receivables?what=cash')
    await page.getByText('没有未收的发票，也没有待开票的计划。').waitFor()
    desk.sound('/desk/receivables?what=cash')
  }))

test('one of a few is chosen by the arrow keys, and Tab stops at them once', () =>
  desk.walk(async () => {
    await page.goto('/desk/forecast')
    const [now, accuracy] = ['本期预测', '准确率'].map((name) => page.getByRole('radio', { name }))
    await now!.focus()
    await page.keyboard.press('ArrowRight')
    await page.waitForURL(/what=accuracy/)
    assert.equal(await accuracy!.getAttribute('aria-checked'), 'true')
    assert.equal(await accuracy!.evaluate((one) => one === document.activeElement), true)
    assert.equal(await page.locator('[role=radiogroup] [tabindex="0"]').count(), 1)
    await page.keyboard.press('ArrowLeft')
    await page.waitForURL((url) => !url.search.includes('accuracy'))
  }))

test('what a customer owes is what was issued; a draft of an invoice is not owed yet', () =>
  desk.walk(async () => {
    const account = await desk.post('account', { name: '示例应收客户' })
    const bill = (unit_price: string) =>
      desk.post('invoice', {
        account: account.id,
        lines: [{ description: 'x', quantity: '1', unit_price, tax_rate: '0' }],
      })
    const issued = await bill('700')
    await desk.post(`invoice/${issued.id}/actions/issue`)
    await bill('3000')
    await page.goto(`/o/account/${account.id}`)
    await page.getByRole('link', { name: '700.00', exact: true }).click()
    await page.waitForURL(/o\/invoice/)
    await page.getByText('共 1 条').waitFor()
  }))
