// Can a customiser try a change, look at it as a seller, publish it and take it back, without the API?

import { after, before, test } from 'node:test'
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { type Desk, openDesk } from './desk.ts'

let window: Desk
let page: Page
before(async () => {
  window = await openDesk()
  page = window.page
})
after(() => window?.close())

const button = (name: string | RegExp) => page.getByRole('button', { name })

test('a field is drafted, kept over a reload, taken back and done again', () =>
  window.walk(async () => {
    await page.goto('/studio/objects?object=lead&tab=fields')
    await button('新字段').click()
    await button(/^金额/).first().click()
    const form = page.getByRole('dialog')
    await form.getByLabel(/名称 中文/).fill('预算上限')
    await form.getByRole('button', { name: '加入草稿' }).click()
    await page.getByRole('status').getByText('已保存').waitFor()
    await page.reload()
    await page.getByText('新增 对象「线索」 · 字段「预算上限」').waitFor()
    await button('撤销').isDisabled()
    await page.goto('/studio/roles?role=sales')
    await button(/^销售 · 线索 · 导出/).click()
    await page.getByRole('radio', { name: /^全部/ }).click()
    await page.getByText(/权限：销售 导出 无 → 全部/).waitFor()
    await button('撤销').click()
    await page.getByText(/权限：销售 导出/).waitFor({ state: 'detached' })
    await button('重做').click()
    await page.getByText(/权限：销售 导出 无 → 全部/).waitFor()
    await page.getByRole('status').getByText('已保存').waitFor()
    window.sound('drafting')
  }))

test('it is looked at as a seller, in whose window nothing can be saved', () =>
  window.walk(async () => {
    await button('预览').click()
    await page.getByRole('menuitem', { name: '以销售的身份' }).click()
    await page.getByText(/^预览：以销售的身份看草稿/).waitFor()
    await page.goto('/o/lead/new')
    await page.getByRole('dialog').getByText('预算上限').waitFor()
    window.sound('previewing')
    await page.goto('/o/lead')
    await page.getByText(/^预览：以销售的身份看草稿/).waitFor()
    await button('退出预览').click()
    // Back to the room in which it was begun, with what was open in it.
    await page.waitForURL(/\/studio\/roles\?role=sales$/)
  }))

test('it is published with a note, stands in the timeline and is rolled back', () =>
  window.walk(async () => {
    await page.goto('/studio/versions')
    await page.getByLabel('说明（给以后看的人）').fill('线索要有预算')
    await button('发布 v2').click()
    await page.getByText('v2 已发布，所有人立即生效').waitFor()
    const newest = page.getByRole('listitem').filter({ hasText: '线索要有预算' })
    await newest.getByText('字段「预算上限」').waitFor()
    await newest.getByRole('button', { name: '前后指标' }).click()
    await newest.getByText('这段时间里没有记录走过阶段。').waitFor()
    await button('回到此版本').click()
    await page.getByRole('dialog').getByRole('button', { name: '发布' }).click()
    await page.getByText('已回到 v1，现在是 v3').waitFor()
    await page.goto('/studio/objects?object=lead&tab=fields')
    await page.getByText('需求描述').waitFor()
    assert.equal(await page.getByText('预算上限').count(), 0)
    window.sound('publishing')
  }))
