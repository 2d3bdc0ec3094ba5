// Does one get from a lead to a quote without a mouse, and make on the way what there is not yet?

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { type Desk, openDesk } from './desk.ts'

let window: Desk
let page: Page
before(async () => {
  window = await openDesk()
  page = window.page
})
after(() => window?.close())

const press = async (...keys: string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key)
}
const type = (words: string): Promise<void> => page.keyboard.type(words)
const dialog = (name: string): Locator => page.getByRole('dialog', { name, exact: true })
const button = (name: string): Locator => page.getByRole('button', { name, exact: true })
const search = (): Locator => dialog('搜索').getByRole('combobox')

/** Waits until the hands are there. */
async function hands(at: Locator): Promise<void> {
  await at.waitFor()
  await page.waitForFunction(
    (node) => node?.contains(document.activeElement),
    await at.elementHandle(),
  )
}

/** Opens by the search what can be done or where one can go. */
async function find(words: string): Promise<void> {
  await press('Control+k')
  await hands(search())
  await type(words)
  await page.getByRole('option', { name: words, selected: true }).waitFor()
  await press('Enter')
}

/** From the field under the hands: looks for a name, and takes the offer to make it. */
async function makeFrom(object: string, name: string): Promise<Locator> {
  await type(name)
  const offers = page.locator('.ant-select-dropdown:visible')
  await offers.locator('.to-make', { hasText: name }).waitFor()
  // It is the last of the choices, so it stands above the first.
  await press('ArrowUp')
  await offers.locator('.ant-select-item-option-active .to-make').waitFor()
  await press('Enter')
  const form = dialog(`新建${object}`)
  await hands(form.locator('form'))
  return form
}
const field = (name: string, within: Locator): Locator =>
  within.getByRole('combobox', { name, exact: true })
/** What a field of the form shows as chosen. */
const chosen = (name: string, within: Locator): Locator =>
  within.locator('.form-field .ant-select', { hasText: name })

test('a lead becomes a quote by keys alone, with a product that is made while its line is written', () =>
  window.walk(async () => {
    await button('搜索').waitFor()
    await find('新建线索')
    await hands(dialog('新建线索').getByLabel('姓名'))
    await type('张工')
    await press('Tab')
    await type('云启精密')
    await press('Tab', 'Tab')
    await type('13800138000')
    await press('Control+Enter')
    // A leads to the button of the next step, and Enter presses it.
    await button('认定合格').waitFor()
    await press('a', 'Enter')
    await hands(dialog('认定合格'))
    await hands(dialog('认定合格').getByRole('button', { name: '认定合格' }))
    await press('Enter')
    await button('转化').waitFor()
    await press('a', 'Enter')
    await hands(dialog('转化').getByLabel('商机名称'))
    await type('云启精密 冲床')
    await press('Enter')
    await button('新建报价').waitFor()
    await press('a', 'Enter')
    await hands(dialog('新建报价').locator('form'))
    await press('Enter')
    const lines = page.getByRole('grid', { name: '报价明细' })
    await hands(lines)
    await type('带送料的冲床')
    await page.getByRole('option', { name: '新建产品「带送料的冲床」' }).waitFor()
    await press('ArrowDown', 'Enter')
    await hands(dialog('新建产品').locator('form'))
    await press('Control+Enter')
    await dialog('新建产品').waitFor({ state: 'detached' })
    await hands(lines.getByLabel('数量 1'))
    await type('3')
    await press('Tab')
    await lines.getByRole('gridcell', { name: '带送料的冲床' }).first().waitFor()
    window.sound('from a lead to a quote')
  }))

test('a customer and a contact that are missing are made from the field that asks for them', () =>
  window.walk(async () => {
    await page.goto('/o/opportunity/new')
    const form = dialog('新建商机')
    await hands(form.getByLabel('商机名称'))
    await type('折弯机')
    await field('客户', form).focus()
    await makeFrom('客户', '华远精密')
    await press('Enter')
    await chosen('华远精密', form).waitFor()
    // The hands are back where they were; a contact of this form is one of its customer.
    await hands(field('客户', form))
    // Past the button that would take the choice away.
    await press('Tab', 'Tab')
    await hands(field('联系人', form))
    const contact = await makeFrom('联系人', '周明')
    await chosen('华远精密', contact).waitFor()
    await press('Escape')
    await contact.waitFor({ state: 'detached' })
    await hands(field('联系人', form))
    await press('Control+Enter')
    await page.getByRole('heading', { name: '折弯机' }).waitFor()
    await page.getByRole('link', { name: '华远精密' }).first().waitFor()
    window.sound('made on the spot')
  }))

test('whoever is about to make somebody twice is told, and takes the one there is', () =>
  window.walk(async () => {
    await page.goto('/o/opportunity/new')
    const form = dialog('新建商机')
    await hands(form.getByLabel('商机名称'))
    await field('客户', form).focus()
    const account = await makeFrom('客户', '华远精密')
    await account.getByRole('status').getByText('可能已经有了').waitFor()
    await account.getByRole('button', { name: '就选它' }).focus()
    await press('Enter')
    await account.waitFor({ state: 'detached' })
    await chosen('华远精密', form).waitFor()
    window.sound('taken')
  }))

test('the search opens as often as it is asked for, and leaves what lies below as it was', () =>
  window.walk(async () => {
    await page.goto('/o/lead/new')
    const name = dialog('新建线索').getByLabel('姓名')
    await hands(name)
    for (const _ of [1, 2, 3]) {
      await press('Control+k')
      await hands(search())
      await press('Escape', 'Control+k')
      await hands(search())
      await press('Escape')
      await dialog('搜索').waitFor({ state: 'detached' })
      await hands(name)
    }
    await press('Escape')
    await dialog('新建线索').waitFor({ state: 'detached' })
    await hands(page.getByRole('grid', { name: '线索' }))
    await press('?')
    await dialog('键盘快捷键').waitFor()
    await press('Escape')
    await dialog('键盘快捷键').waitFor({ state: 'detached' })
    await press('n')
    await hands(name)
    window.sound('the search')
  }))

test('from a list to a record, edited, saved and back, the hands are where the keys are', () =>
  window.walk(async () => {
    await window.post('lead', { name: '示例改名', company: '示例改名公司' })
    await page.goto('/o/lead?search=示例改名公司')
    const grid = page.getByRole('grid')
    await grid.getByText('示例改名公司').waitFor()
    await hands(grid)
    await press('Enter')
    await page.waitForURL(/\/o\/lead\/[0-9a-f-]{36}/)
    // What one may do is there.
    await button('认定合格').waitFor()
    await hands(page.getByRole('main'))
    await press('e')
    const title = page.getByRole('heading', { level: 1 }).getByRole('textbox')
    await hands(title)
    await press('Control+a')
    await type('改过的名')
    await press('Control+s')
    await page.getByRole('heading', { level: 1, name: '改过的名' }).waitFor()
    await hands(page.getByRole('main'))
    await page.goBack()
    await hands(grid)
    window.sound('the hands')
  }))

test('a group of the menu is folded by its name, and is still folded tomorrow', () =>
  window.walk(async () => {
    const menu = page.getByRole('navigation', { name: '菜单' })
    const inside = menu.getByRole('link', { name: '合同变更' })
    const name = menu.locator('summary', { hasText: '销售' })
    await inside.waitFor()
    await name.focus()
    await press('Enter')
    await inside.waitFor({ state: 'hidden' })
    await page.reload()
    await name.waitFor()
    assert.equal(await inside.isVisible(), false)
    await name.focus()
    await press('Enter')
    await inside.waitFor()
    window.sound('the menu')
  }))

test('whoever may not make one is not offered to', () =>
  window.walk(async () => {
    const password = 'first-day-2026'
    const who = { name: '示例售前', email: 'presales@example.com', roles: ['presales'] }
    await window.post('people', { ...who, password })
    await page.context().clearCookies()
    await page.goto('/')
    await page.getByLabel('邮箱').fill('presales@example.com')
    await page.getByLabel('密码').fill(password)
    await press('Enter')
    await button('搜索').waitFor()
    await page.goto('/o/quote/new')
    const form = dialog('新建报价单')
    await field('客户', form).click()
    await type('没有的客户')
    const offers = page.locator('.ant-select-dropdown:visible')
    await offers.getByText('没有匹配的客户').waitFor()
    assert.equal(await offers.locator('.to-make').count(), 0)
    window.sound('not offered')
  }))

test('a link that has the keyboard is ringed like everything else', () =>
  window.walk(async () => {
    await page.goto('/o/account')
    const link = page
      .getByRole('navigation', { name: '菜单' })
      .getByRole('link', { name: '联系人' })
    await link.waitFor()
    await press('Tab')
    await link.focus()
    const ring = await link.evaluate((node) => getComputedStyle(node).outlineStyle)
    assert.equal(ring, 'solid')
    window.sound('a link by the keyboard')
  }))
