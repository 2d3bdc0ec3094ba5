// Does every page open on a desk and on a phone, in both languages, without a complaint and without sliding sideways?

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { comeIn } from './newcomer.ts'
import { openWindow, type Window } from './window.ts'

const besides = [
  '/o/lead?as=board',
  '/o/opportunity?as=board',
  '/o/lead/new',
  '/import/lead',
  '/profile',
]
/** One record of each of these; a draft quote is the editor. */
const records = [
  ['lead', ''],
  ['opportunity', ''],
  ['quote', 'stage = "draft"'],
  ['contract', ''],
  ['invoice', 'stage = "draft"'],
  ['payment', ''],
] as const

let window: Window
let page: Page
let places: readonly string[]

before(async () => {
  window = await openWindow()
  page = window.page
  await window.walk(async () => {
    await comeIn(page, '示例公司')
    const links = page.getByRole('navigation', { name: '菜单' }).getByRole('link')
    await links.first().waitFor()
    const menu = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''))
    places = [...menu, ...besides, ...(await someRecords())]
  })
})
after(() => window?.close())

async function someRecords(): Promise<string[]> {
  const found: string[] = []
  for (const [object, filter] of records) {
    const answer = await page.request.get(`/api/v1/${object}`, { params: { filter, limit: 1 } })
    const { data } = (await answer.json()) as { data: { id: string }[] }
    if (data[0]) found.push(`/o/${object}/${data[0].id}`)
  }
  return found
}

/** What is wrong with the page at the address, in words. */
async function faultsAt(place: string): Promise<string[]> {
  const faults: string[] = []
  await page.goto(place)
  await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' }).catch(() => faults.push('no heading'))
  await page
    .getByRole('status', { name: /^(加载中|Loading)/ })
    .waitFor({ state: 'detached' })
    .catch(() => faults.push('still loading'))
  const wide = await page.evaluate(widest)
  if (wide) faults.push(`wider than the window: ${wide}`)
  try {
    window.sound(place)
  } catch (error) {
    faults.push(error instanceof Error ? error.message : String(error))
  }
  return faults.map((fault) => `${place} ${fault}`)
}

/** Runs in the page: what sticks out at the right, if the page can be slid sideways. */
function widest(): string | null {
  const all = document.scrollingElement!
  if (all.scrollWidth <= innerWidth) return null
  const out = [...document.querySelectorAll('body *')].filter(
    (one) => one.getBoundingClientRect().right > innerWidth + 1,
  )
  return `${all.scrollWidth} > ${innerWidth}, ${out.slice(0, 6).map((one) => `${one.tagName}.${one.className}`).join(' ')}`
}

for (const [language, words] of [['zh', 'Chinese'], ['en', 'English']] as const)
  for (const [width, height] of [[1440, 900], [390, 844]] as const)
    test(`every page stands in ${words} at ${width} pixels`, { timeout: 170_000 }, async () => {
      await page.evaluate((chosen) => localStorage.setItem('openltc.language', chosen), language)
      await page.setViewportSize({ width, height })
      const faults: string[] = []
      for (const place of places) faults.push(...(await faultsAt(place)))
      assert.deepEqual(faults, [])
      const spoken = await page.locator('html').getAttribute('lang')
      assert.ok(spoken?.startsWith(language), `lang=${spoken}`)
    })

test('the search opens by Ctrl-K, finds a page by its name, and closes by Escape', () =>
  window.walk(async () => {
    await page.evaluate(() => localStorage.setItem('openltc.language', 'zh'))
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.goto('/cockpit')
    await page.getByRole('heading', { level: 1 }).waitFor()
    const search = page.getByRole('dialog', { name: '搜索' })
    await page.keyboard.press('Control+k')
    await search.waitFor()
    await page.keyboard.press('Escape')
    await search.waitFor({ state: 'hidden' })
    await page.keyboard.press('Control+k')
    await search.getByRole('combobox').fill('合同')
    await search.getByRole('option', { name: '合同', exact: true }).waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/o\/contract$/)
    window.sound('the search')
  }))
