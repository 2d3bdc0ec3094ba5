// Does each small step of a deal go on where the hands are, and does what was typed count?

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openDesk, type Desk } from './desk.ts'

let desk: Desk
const day = (after: number): string =>
  new Date(Date.now() + after * 86_400_000).toISOString().slice(0, 10)

before(async () => {
  desk = await openDesk()
})
after(() => desk?.close())

test('a company without amounts yet sees its river by count, and whoever runs it what is still to be set up', () =>
  desk.walk(async () => {
    const { page, post } = desk
    await page.getByRole('heading', { name: '让公司用起来' }).waitFor()
    await post('lead', { name: '张工', company: '云启机械' })
    // Of a time that nobody asked about while there was nothing.
    await page.goto('/cockpit?months=6')
    await page.getByText('这些业务还没有金额，按单数显示。').waitFor()
    await page.getByRole('group', { name: /^从线索到回款的流向图/ }).waitFor()
    desk.sound('the river')
  }))

test('a task is due on the day that was typed, though no time was said and no key confirmed it', () =>
  desk.walk(async () => {
    const { page, post } = desk
    const { id } = await post('lead', { name: '李工', company: '示例机械' })
    await page.goto(`/o/lead/${id}`)
    await page.getByRole('radio', { name: '待办', exact: true }).click()
    await page.keyboard.type('寄样本')
    await page.getByLabel('什么时候').fill(day(40))
    await page.getByRole('button', { name: '安排' }).click()
    await page.getByRole('checkbox', { name: '标为完成: 寄样本' }).waitFor()
    const answer = await page.request.get(
      `/api/v1/activity?filter=${encodeURIComponent(`lead = "${id}"`)}`,
    )
    const [task] = ((await answer.json()) as { data: { due_at: string }[] }).data
    // At the end of the day, as it is told here.
    assert.equal(Date.parse(task!.due_at), Date.parse(`${day(40)}T18:00:00+08:00`))
    desk.sound('the task')
  }))

test('a row that is added is written at once', () =>
  desk.walk(async () => {
    const { page, post } = desk
    const lead = await post('lead', { name: '王工', phone: '13800138000', company: '示例泵业' })
    await post(`lead/${lead.id}/actions/qualify`)
    const made = await post(`lead/${lead.id}/actions/convert`)
    await page.goto(`/o/opportunity/${made.opportunity}`)
    const needs = page.getByRole('region', { name: '需求清单' })
    await needs.getByRole('button', { name: '添加一行' }).click()
    await page.keyboard.type('昼夜运行')
    await needs.getByRole('button', { name: '保存' }).click()
    await needs.getByRole('cell', { name: '昼夜运行' }).waitFor()
    desk.sound('the need')
  }))

test('on a phone several rows are chosen by touch, and what is done with them is done at the foot', () =>
  desk.walk(async () => {
    const { page, post } = desk
    const before = page.viewportSize()!
    for (const name of ['赵工', '钱工', '孙工']) await post('lead', { name, company: '手机泵业' })
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto(`/o/lead?filter=${encodeURIComponent('company = "手机泵业"')}`)
    await page.getByRole('link', { name: /赵工/ }).waitFor()
    await page.getByRole('button', { name: '多选' }).click()
    await page.getByText('赵工').click()
    await page.getByRole('checkbox', { name: '选中 孙工' }).check()
    await page.getByText('已选 2 条').waitFor()
    await page.getByRole('button', { name: '删除', exact: true }).click()
    await page.getByRole('tooltip').getByRole('button', { name: '删除' }).click()
    await page.getByText('已删除 2 条').waitFor()
    // And a touch opens a row again.
    await page.getByRole('link', { name: /钱工/ }).click()
    await page.waitForURL(/\/o\/lead\/[0-9a-f-]+$/)
    await page.setViewportSize(before)
    desk.sound('the phone')
  }))

test('sums in the company’s currency say so once it trades in another, too', () =>
  desk.walk(async () => {
    const { page, post } = desk
    await page.goto('/desk/receivables')
    await page.getByRole('heading', { name: '应收工作台' }).waitFor()
    assert.equal(await page.getByText('金额以人民币计').count(), 0)
    await post('exchange_rate', { currency: 'USD', rate: '7.1' })
    for (const at of ['/desk/receivables', '/desk/forecast', '/cockpit']) {
      await page.goto(at)
      await page.getByText('金额以人民币计').waitFor()
    }
    desk.sound('the currency')
  }))
