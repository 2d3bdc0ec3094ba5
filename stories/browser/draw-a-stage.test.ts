// Can somebody who does not program draw a new stage with a gate, see who would meet it, and make it live?

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { comeIn } from './newcomer.ts'
import { oneDeal } from './one-deal.ts'
import { openWindow, type Window } from './window.ts'

let window: Window
let page: Page

before(async () => {
  window = await openWindow()
  page = window.page
})
after(() => window?.close())

test('a stage is drawn behind another one, its gate asks for an amount, and after the publish the record page asks too', () =>
  window.walk(async () => {
    await comeIn(page)
    await oneDeal(page)
    await page.goto('/studio/flow?object=opportunity')
    await page.getByRole('button', { name: '阶段 需求分析' }).focus()
    await page.keyboard.press('n')
    const panel = page.getByRole('complementary', { name: '阶段' })
    await panel.getByLabel('名称', { exact: true }).fill('立项评审')
    await panel.getByLabel('时限', { exact: true }).first().fill('2')
    await panel.getByLabel('要做的事（SOP）', { exact: true }).fill('评审投入与风险。')
    await page.getByRole('button', { name: /流转 需求分析 → 立项评审/ }).press('Enter')
    const gate = page.getByRole('complementary', { name: '流转' })
    await gate.getByRole('button', { name: '条件', exact: true }).click()
    await gate.getByLabel('公式').fill('amount > 1000000')
    await gate.getByRole('heading', { name: /条件/ }).click()
    await gate.getByLabel('说明', { exact: true }).fill('金额超过一百万')
    await gate.getByRole('heading', { name: /条件/ }).click()
    await page.getByRole('button', { name: /流转 需求分析 → 立项评审 · 1 项条件/ }).waitFor()

    await page.getByRole('button', { name: /^发布 v/ }).click()
    await page.getByText(/已发布，所有人立即生效/).waitFor()

    const { data } = (await (await page.request.get('/api/v1/opportunity?limit=1')).json()) as {
      data: { id: string }[]
    }
    const id = data[0]!.id
    await page.request.post(`/api/v1/opportunity/${id}/actions/move`, { data: { to: 'needs' } })
    const refused = await page.request.post(`/api/v1/opportunity/${id}/actions/move`, {
      data: { to: 'li_xiang_ping_shen' },
    })
    assert.equal(refused.status(), 422, await refused.text())
    await page.goto(`/o/opportunity/${id}`)
    await page.getByText('金额超过一百万').waitFor()
    assert.deepEqual(window.faults(), [])
  }))
