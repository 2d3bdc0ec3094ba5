// Do records stand on their days, and get to others by hand and by keyboard, on a calendar and on a timeline?

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { type Desk, openDesk } from './desk.ts'

let window: Desk
let page: Page
let project: string

before(async () => {
  window = await openDesk()
  page = window.page
  await window.walk(async () => {
    await window.post('opportunity', { name: '示例商机', close_date: '2027-03-10' })
    project = (
      await window.post('project', {
        name: '示例项目',
        planned_start: '2027-03-01',
        planned_end: '2027-03-19',
      })
    ).id
    await window.post('milestone', { name: '示例里程碑', project, due_on: '2027-03-12' })
  })
})
after(() => window?.close())

/** The values of the only record with the name, as the server has them. */
async function stored(object: string, ...fields: string[]): Promise<unknown[]> {
  const answer = await page.request.get(`/api/v1/${object}?limit=1`)
  const [row] = ((await answer.json()) as { data: Record<string, unknown>[] }).data
  return fields.map((field) => row![field])
}

test('a record is drawn to another day, and taken back; the keys go from day to day and open one', () =>
  window.walk(async () => {
    await page.goto('/o/opportunity?as=calendar&at=2027-03-10')
    const calendar = page.getByRole('grid', { name: '商机' })
    const day = (name: string) => calendar.getByRole('gridcell', { name: new RegExp(`^${name}`) })
    await day('3月10日').getByRole('link', { name: '示例商机' }).dragTo(day('3月17日'))
    await day('3月17日').getByRole('link', { name: '示例商机' }).waitFor()
    const undo = page.getByRole('button', { name: '撤销' })
    await undo.waitFor()
    assert.deepEqual(await stored('opportunity', 'close_date'), ['2027-03-17'])
    await undo.click()
    await day('3月10日').getByRole('link', { name: '示例商机' }).waitFor()

    await calendar.focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('Enter')
    const panel = page.getByRole('dialog', { name: /^3月10日/ })
    await panel.getByRole('link', { name: '示例商机' }).waitFor()
    await panel.getByRole('button', { name: '改期 示例商机' }).click()
    const date = panel.getByRole('textbox', { name: '改期 示例商机' })
    await date.fill('2027-03-24')
    await date.press('Enter')
    await panel.getByRole('status').waitFor()
    await page.keyboard.press('Escape')
    await day('3月24日').getByRole('link', { name: '示例商机' }).waitFor()
    window.sound('the calendar')
  }))

test('a project lies from its first to its last day with its milestones on it, and is moved and stretched by keyboard', () =>
  window.walk(async () => {
    await page.goto('/o/project?as=timeline&zoom=day&at=2027-03-08')
    const timeline = page.getByRole('treegrid', { name: '交付项目' })
    await timeline.getByRole('gridcell', { name: /示例项目 .* 3月1日 至 3月19日/ }).waitFor()
    await timeline.getByTitle(/^示例里程碑/).waitFor()
    await timeline.focus()
    await page.keyboard.press('Alt+Shift+ArrowRight')
    await timeline.getByRole('gridcell', { name: /3月1日 至 3月20日/ }).waitFor()
    await page.getByText('改到', { exact: false }).first().waitFor()
    await page.keyboard.press('Alt+ArrowRight')
    await timeline.getByRole('gridcell', { name: /3月2日 至 3月21日/ }).waitFor()
    await page.getByText(/03-02/).first().waitFor()
    assert.deepEqual(await stored('project', 'planned_start', 'planned_end'), [
      '2027-03-02',
      '2027-03-21',
    ])
    await page.keyboard.press('ArrowRight')
    await timeline.getByRole('row', { name: /示例里程碑/ }).waitFor()
    window.sound('the timeline')
  }))

test('on a phone the days stand below each other', () =>
  window.walk(async () => {
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto('/o/milestone?as=calendar&at=2027-03-10')
    const day = page.getByRole('region', { name: /^3月12日/ })
    await day.getByRole('link', { name: '示例里程碑' }).waitFor()
    window.sound('the days')
  }))
