// Does somebody find the lead to take, take it, and hear why there are no more today?

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { comeIn } from './newcomer.ts'
import { openWindow, type Window } from './window.ts'

let window: Window
let page: Page

before(async () => {
  window = await openWindow()
  page = window.page
  await window.walk(() => comeIn(page))
})
after(() => window?.close())

async function post(object: string, data: object): Promise<string> {
  const answer = await page.request.post(`/api/v1/${object}`, {
    data,
    headers: { origin: window.address },
  })
  assert.ok(answer.ok(), `${object} ${await answer.text()}`)
  return ((await answer.json()) as { id: string }).id
}

test('the rules of a pool stand above its leads; one is taken by button, one by keyboard, and then the day is full', () =>
  window.walk(async () => {
    const pool = await post('lead_pool', { name: '示例线索池', claim_cap: 2, hold_cap: 20 })
    for (const company of ['示例甲厂', '示例乙厂', '示例丙厂'])
      await post('lead', { name: '示例联系人', company, pool, owner: null })
    await page.goto('/desk/pool')
    await page.getByText('15 天不跟进收回').waitFor()
    await page.getByText('今天已领').waitFor()
    await page.getByText('0 / 2', { exact: true }).waitFor()
    const line = (company: string) => page.getByRole('row', { name: new RegExp(company) })
    await line('示例乙厂').getByRole('button', { name: '领取' }).click()
    await page.getByText(/已领取「示例乙厂」，保护期至/).waitFor()
    await page.getByText('1 / 2', { exact: true }).waitFor()
    await line('示例乙厂').waitFor({ state: 'detached' })
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await page.getByText(/已领取「示例甲厂」/).waitFor()
    await page.getByText('2 / 2', { exact: true }).waitFor()
    await line('示例丙厂').getByText('今天已领满').waitFor()
    assert.equal(await page.getByRole('button', { name: '领取' }).count(), 0)
    window.sound('the desk of pools')
  }))
