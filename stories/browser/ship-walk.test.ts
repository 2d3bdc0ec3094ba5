// Does somebody in the warehouse send a part, count what arrived, and send the rest?

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { comeIn } from './newcomer.ts'
import { openWindow, type Window } from './window.ts'

let window: Window
let page: Page
let contract: string

before(async () => {
  window = await openWindow()
  page = window.page
  await window.walk(async () => {
    await comeIn(page)
    const account = await post('account', { name: '示例客户', credit_limit: '10000' })
    contract = await post('contract', {
      name: '示例设备合同',
      account,
      lines: [{ description: '示例冲床', quantity: '5', unit_price: '1000', tax_rate: '0.13' }],
    })
  })
})
after(() => window?.close())

async function post(path: string, data: object): Promise<string> {
  const answer = await page.request.post(`/api/v1/${path}`, {
    data,
    headers: { origin: window.address },
  })
  assert.ok(answer.ok(), `${path} ${await answer.text()}`)
  return ((await answer.json()) as { id: string }).id
}

test('a contract says what it uses of the credit, goods are counted as they arrive, and what is short goes again', () =>
  window.walk(async () => {
    await page.goto(`/o/contract/${contract}`)
    await page.getByText('签署后占用 5,650.00 / 10,000.00').waitFor()
    await post(`contract/${contract}/actions/sign`, {})
    await post(`contract/${contract}/actions/activate`, {})
    await page.goto(`/o/contract/${contract}`)
    await page.getByRole('button', { name: '更多操作' }).click()
    await page.getByRole('menuitem', { name: '安排发货' }).click()
    const form = page.getByRole('dialog', { name: '安排发货' })
    await form.getByRole('button', { name: '安排发货' }).click()
    await page.waitForURL(/\/o\/shipment\//)
    await page.getByRole('button', { name: '发货', exact: true }).click()
    const ship = page.getByRole('dialog', { name: '发货' })
    await ship.getByLabel('承运商').fill('示例物流')
    await ship.getByRole('button', { name: '发货', exact: true }).click()
    await page.getByRole('button', { name: '签收', exact: true }).click()
    const receive = page.getByRole('dialog', { name: '签收' })
    await receive.getByLabel('签收人').fill('示例仓管')
    await receive.getByLabel('示例冲床 数量').fill('3')
    await receive.getByRole('button', { name: '签收', exact: true }).click()
    await page.getByText('有短少').first().waitFor()
    await page.goto(`/o/contract/${contract}`)
    await page.getByRole('columnheader', { name: '已发数量' }).waitFor()
    window.sound('the walk of goods')
  }))
