// Does whoever writes a quote get the price of the list, see where it is from, and hear when it is below the floor?

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { type Desk, openDesk } from './desk.ts'
import { firstLine } from './quote-desk.ts'

let window: Desk
let page: Page
let deal: string

before(async () => {
  window = await openDesk()
  page = window.page
  const product = await window.post('product', { name: '数控冲床', list_price: '1000' })
  const list = await window.post('price_list', { name: '示例标准价' })
  const price = { price_list: list.id, product: product.id }
  await window.post('price_line', { ...price, price: '980', floor_price: '900' })
  await window.post('price_line', { ...price, min_quantity: '10', price: '940' })
  const account = await window.post('account', { name: '示例客户' })
  const contact = await window.post('contact', { name: '示例总经理', account: account.id })
  const buyers = [{ contact: contact.id, role: 'decider', stance: 'for', influence: 'high' }]
  deal = (await window.post('opportunity', { name: '冲床', account: account.id, buyers })).id
})
after(() => window?.close())

const cell = (name: string, within: Page | Locator = page): Locator =>
  within.getByRole('gridcell', { name, exact: true }).first()

test('a product brings the price of the list, a quantity its tier, and what is typed stays until it is undone', () =>
  window.walk(async () => {
    const { quote, lines } = await firstLine(window, deal, { typed: '数控', product: '数控冲床' })
    await cell('980.00', lines).waitFor()
    await cell('示例标准价', lines).waitFor()
    // The cursor stands in the quantity.
    await page.keyboard.type('12')
    await page.keyboard.press('Enter')
    await cell('940.00', lines).click()
    await page.keyboard.type('950')
    await page.keyboard.press('Enter')
    await cell('手填', lines).waitFor()
    await page.keyboard.press('Control+z')
    await cell('940.00', lines).waitFor()
    await cell('示例标准价', lines).waitFor()
    await cell('12', lines).click()
    await page.keyboard.type('2')
    await page.keyboard.press('Enter')
    await cell('980.00', lines).click()
    await page.keyboard.type('850')
    await page.keyboard.press('Enter')
    const rules = page.getByRole('list', { name: '提交规则' })
    await rules.getByText('低于底价 第 1 行').waitFor()
    await rules.getByText('总经理（低于底价）').waitFor()

    await page.getByRole('button', { name: '按价格表更新' }).click()
    const form = page.getByRole('dialog', { name: '按价格表更新' })
    await form.getByLabel('手填的价格也更新').click()
    await form.getByRole('button', { name: '按价格表更新' }).click()
    await cell('980.00', lines).waitFor()
    await rules.getByText('提交后直接批准').waitFor()
    const now = await (await page.request.get(`/api/v1/quote/${quote}`)).json()
    assert.deepEqual(
      [now.lines[0].unit_price, now.lines[0].price_by, now.lines[0].below_floor],
      ['980.00', 'list', false],
    )
    window.sound('the walk of prices')
  }))

test('the picture of a deal shows who decides and where they stand', () =>
  window.walk(async () => {
    await page.goto(`/o/opportunity/${deal}`)
    const picture = page.getByRole('figure')
    await picture.getByText('示例总经理').waitFor()
    await picture.getByText('决策者 1 人，1 人支持我方').waitFor()
    window.sound('the buying roles')
  }))
