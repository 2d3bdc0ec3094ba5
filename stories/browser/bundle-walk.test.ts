// Is a bundle chosen by keys and a few presses, does it stand as one block, and is an option taken over by one press?

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
  const product = async (name: string, list_price: string): Promise<string> =>
    (await window.post('product', { name, list_price })).id
  const machine = await product('主机', '1000')
  const small = await product('小控制器', '100')
  const large = await product('大控制器', '300')
  const spares = await product('备件包', '80')
  await window.post('product', {
    name: '成套机床',
    list_price: '1500',
    groups: [{ name: '控制器' }],
    components: [
      { product: machine, quantity: '2' },
      { product: small, taken: 'option', group_name: '控制器' },
      { product: large, taken: 'option', group_name: '控制器', price_mode: 'own' },
      { product: spares, taken: 'option', price_mode: 'own' },
    ],
  })
  const account = await window.post('account', { name: '示例客户' })
  deal = (await window.post('opportunity', { name: '机床', account: account.id })).id
})
after(() => window?.close())

const names = async (lines: Locator): Promise<string[]> =>
  (await lines.getByRole('rowheader').allTextContents()).filter(Boolean)

test('a bundle is chosen in its panel, stands as a block, grows whole, and an option is taken over by one press', () =>
  window.walk(async () => {
    const { quote, lines } = await firstLine(window, deal, { typed: '成套', product: '成套机床' })

    const panel = page.getByRole('dialog', { name: '选配 · 成套机床' })
    await panel.getByText('须选 1 项，已选 0 项').waitFor()
    await panel.getByRole('radio', { name: '小控制器' }).check()
    await panel.getByRole('radio', { name: '大控制器' }).check()
    await panel.getByText('1,800.00').waitFor()
    await panel.getByRole('checkbox', { name: '备件包 作选配报价' }).check()
    await panel.getByRole('button', { name: '放入报价' }).click()
    await panel.waitFor({ state: 'detached' })

    await lines.getByRole('gridcell', { name: '含在套餐内' }).waitFor()
    assert.deepEqual(await names(lines), ['1', '1.1', '1.2', '1.3'])
    const totals = page.getByText('选配报价（未计入）')
    await totals.waitFor()
    await lines.getByText('小计 1,800.00').waitFor()

    // Twice the bundle is twice of all of it.
    await lines.getByRole('gridcell', { name: '1', exact: true }).first().click()
    await page.keyboard.type('2')
    await page.keyboard.press('Enter')
    await lines.getByText('小计 3,600.00').waitFor()
    await lines.getByRole('gridcell', { name: '4', exact: true }).waitFor()

    await page.getByRole('button', { name: '第 1.3 行计入合计' }).click()
    await totals.waitFor({ state: 'detached' })
    await lines.getByText('小计 3,760.00').waitFor()
    await page.getByRole('button', { name: '删除第 1.2 行' }).click()
    const rules = page.getByRole('list', { name: '提交规则' })
    await rules.getByText('缺少 控制器 0/1').waitFor()
    await page.getByRole('button', { name: '选配第 1 行' }).click()
    await panel.getByRole('radio', { name: '小控制器' }).check()
    await page.keyboard.press('Enter')
    await panel.waitFor({ state: 'detached' })
    await rules.getByText('提交后直接批准').waitFor()
    await rules.getByText('缺少').waitFor({ state: 'detached' })
    const now = await (await page.request.get(`/api/v1/quote/${quote}`)).json()
    assert.deepEqual(
      now.lines.map((line: Record<string, unknown>) => [
        line.description,
        line.quantity,
        line.unit_price,
      ]),
      [
        ['成套机床', '2', '1500.00'],
        ['主机', '4', '0.00'],
        ['小控制器', '2', '0.00'],
        ['备件包', '2', '80.00'],
      ],
    )
    await page.getByRole('button', { name: '提交', exact: true }).click()
    await page.getByText('已批准').first().waitFor()
    window.sound('the walk of bundles')
  }))

test('the total of the panel says that it is at list prices, and where price lists will decide', () =>
  window.walk(async () => {
    const panel = page.getByRole('dialog', { name: '选配 · 成套机床' })
    await firstLine(window, deal, { typed: '成套', product: '成套机床' })
    await panel.getByText('按标价', { exact: true }).waitFor()
    await window.post('price_list', { name: '标准价', currency: 'CNY' })
    await firstLine(window, deal, { typed: '成套', product: '成套机床' })
    await panel.getByText('按标价；放入后按价格表取价').waitFor()
    window.sound('the panel')
  }))
