// Does every page open on a desk and on a phone, in both languages, without a complaint and without sliding sideways?

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { type Desk, openDesk } from './desk.ts'
import { oneDeal } from './one-deal.ts'

const besides = [
  '/o/lead?as=board',
  '/o/opportunity?as=board',
  '/o/lead/new',
  '/import/lead',
  '/profile',
]
let window: Desk
let page: Page
let places: readonly string[]

before(async () => {
  window = await openDesk()
  page = window.page
  await window.walk(async () => {
    const links = page.getByRole('navigation', { name: '菜单' }).getByRole('link')
    await links.first().waitFor()
    const menu = await links.evaluateAll((all) =>
      all.map((link) => link.getAttribute('href') ?? ''),
    )
    places = [...menu, ...besides, ...(await oneDeal(window))]
  })
})
after(() => window?.close())

const desk = { width: 1440, height: 900 }
const phone = { width: 390, height: 844 }
type Size = typeof desk

/** What is wrong with the page at the address, opened in the first size and then brought to the others. */
async function faultsAt(place: string, sizes: readonly Size[]): Promise<string[]> {
  const faults: string[] = []
  await page.setViewportSize(sizes[0]!)
  await page.goto(place)
  for (const size of sizes) {
    const told = (fault: string) => void faults.push(`${place} at ${size.width}: ${fault}`)
    await page.setViewportSize(size)
    const heading = page.getByRole('heading', { level: 1 }).first()
    await heading.waitFor({ state: 'attached' }).catch(() => told('no heading'))
    const waiting = page.getByRole('status', { name: /^(加载中|Loading)/ })
    await waiting
      .first()
      .waitFor({ state: 'detached' })
      .catch(() => told('still loading'))
    const wide = await page.evaluate(widest)
    if (wide) told(`wider than the window: ${wide}`)
    for (const fault of window.faults()) told(fault)
  }
  return faults
}

/** Runs in the page: what sticks out at the right, if the page can be slid sideways. */
async function widest(): Promise<string | null> {
  // A new width is drawn with the next frames.
  for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame)
  const all = document.scrollingElement!
  if (all.scrollWidth <= innerWidth) return null
  const out = [...document.querySelectorAll('body *')].filter(
    (one) => one.getBoundingClientRect().right > innerWidth + 1,
  )
  const names = out.slice(0, 6).map((one) => `${one.tagName}.${one.className}`)
  return `${all.scrollWidth} > ${innerWidth}, ${names.join(' ')}`
}

// Each size is opened once and come to from the other once; two openings of every page are long enough a walk.
for (const { language, says, sizes } of [
  { language: 'zh', says: 'in Chinese, on a desk and then on a phone', sizes: [desk, phone] },
  { language: 'en', says: 'in English, on a phone and then on a desk', sizes: [phone, desk] },
])
  test(`every page stands ${says}`, async () => {
    await page.evaluate((chosen) => localStorage.setItem('openltc.language', chosen), language)
    const faults: string[] = []
    for (const place of places) faults.push(...(await faultsAt(place, sizes)))
    assert.deepEqual(faults, [])
    assert.match(
      (await page.locator('html').getAttribute('lang')) ?? '',
      new RegExp(`^${language}`),
    )
  })

test('the search opens by Ctrl-K, finds a page by its name, and closes by Escape', () =>
  window.walk(async () => {
    await page.evaluate(() => localStorage.setItem('openltc.language', 'zh'))
    await page.setViewportSize(desk)
    await page.goto('/cockpit')
    await page.getByRole('heading', { level: 1 }).waitFor()
    const search = page.getByRole('dialog', { name: '搜索' })
    await page.keyboard.press('Control+k')
    await search.getByRole('combobox').fill('合同')
    await search
      .getByRole('option', { name: /合同 销售$/ })
      .and(search.getByRole('option', { selected: true }))
      .waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/o\/contract$/)
    await search.waitFor({ state: 'detached' })
    await page.getByRole('heading', { level: 1, name: '合同' }).waitFor()
    await page.keyboard.press('Control+k')
    await search.waitFor()
    await page.keyboard.press('Escape')
    await search.waitFor({ state: 'detached' })
    // Nothing is lost between a closing and an opening that follow each other at once.
    for (let time = 0; time < 3; time++) {
      await page.keyboard.press('Control+k')
      await search.waitFor()
      await page.keyboard.press('Escape')
    }
    await page.keyboard.press('Control+k')
    await search.getByRole('combobox').fill('线索')
    await page.keyboard.press('Escape')
    await search.waitFor({ state: 'detached' })
    window.sound('the search')
  }))
