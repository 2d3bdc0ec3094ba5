// Does a newcomer get from an empty installation to money in the bank, by what the screen says alone?

import { after, before, test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { comeIn } from './newcomer.ts'
import { openWindow, type Window } from './window.ts'

let window: Window
let page: Page

before(async () => {
  window = await openWindow()
  page = window.page
})
after(() => window?.close())

const button = (name: string, within: Page | Locator = page): Locator =>
  within.getByRole('button', { name, exact: true })
const heading = (name: string): Locator => page.getByRole('heading', { name })
const stage = (name: string): Locator =>
  page.getByRole('list', { name: '阶段' }).locator('[aria-current=step]', { hasText: name })

/** The link of a row of the list that is open. */
const row = (start: string): Locator =>
  page.getByRole('main').getByRole('link', { name: new RegExp(`^${start}`) })
/** The day so many days from now, as people here type it. */
const day = (after: number): string =>
  new Date(Date.now() + after * 86_400_000).toISOString().slice(0, 10)

/** Opens the form of an action and confirms it as it stands. */
async function act(name: string, fill?: (form: Locator) => Promise<void>): Promise<void> {
  await button(name).click()
  const form = page.getByRole('dialog', { name, exact: true })
  await fill?.(form)
  await button(name, form).click()
  await form.waitFor({ state: 'hidden' })
}

/** Fills the form of a new record and stands on its page afterwards. */
async function create(object: string, fill: (form: Locator) => Promise<void>): Promise<void> {
  const form = page.getByRole('dialog', { name: `新建${object}` })
  await fill(form)
  await button('保存', form).click()
  await form.waitFor({ state: 'hidden' })
}

/** Goes to an area by the menu. */
const visit = (place: string): Promise<void> =>
  page
    .getByRole('navigation', { name: '菜单' })
    .getByRole('link', { name: new RegExp(`^${place}( |$)`) })
    .click()

test('a newcomer closes the first deal, from an empty company to the last cent', () =>
  window.walk(async () => {
    await comeIn(page)
    await heading('从第一条线索开始').waitFor()
    window.sound('the first page')

    await button('新建线索').click()
    await create('线索', async (form) => {
      await form.getByLabel('姓名').fill('张工')
      await form.getByLabel('公司').fill('云启机械')
      await form.getByLabel('电话').fill('13800138000')
    })
    await heading('张工').waitFor()
    await act('认定合格', (form) => form.getByText('还没有设置问卷，可以直接认定。').waitFor())
    await stage('合格').waitFor()
    await act('转化', (form) => form.getByLabel('预计金额').fill('20000'))
    await page.waitForURL(/\/o\/opportunity\//)
    window.sound('the opportunity')

    await act('新建报价')
    await page.waitForURL(/\/o\/quote\//)
    await writeLine()
    await button('提交').click()
    await stage('已批准').waitFor()
    await button('发送客户').click()
    await stage('已发送').waitFor()
    await button('客户接受').click()
    await stage('已接受').waitFor()
    window.sound('the quote')

    await act('生成合同')
    await page.waitForURL(/\/o\/contract\//)
    await act('签署')
    await stage('已签署').waitFor()
    await button('生效并启动交付').click()
    await page.waitForURL(/\/o\/project\//)
    window.sound('the contract')

    for (const milestone of ['启动', '发货', '验收']) {
      await visit('里程碑')
      await row(milestone).click()
      await act('完成')
      await stage('待验收').waitFor()
      await act('验收')
      await stage('已验收').waitFor()
    }
    window.sound('the milestones')

    await visit('合同')
    await row('C20').click()
    await act('生成到期发票', (form) => form.getByLabel('到哪天为止').fill(day(400)))
    await page.waitForURL(/\/o\/invoice/)
    for (const amount of ['6,780.00', '13,560.00', '2,260.00']) {
      await visit('发票')
      await page.getByRole('main').getByRole('row', { name: amount }).getByRole('link').click()
      await act('开具')
      await stage('已开票').waitFor()
      // The next step stands on the invoice itself.
      await act('登记回款')
      await page.waitForURL(/\/o\/payment\/./)
      await heading('PAY').waitFor()
    }
    window.sound('the invoices and the payments')

    await page.getByRole('navigation', { name: '从线索到回款' }).getByText('100%').waitFor()
    window.sound('the payment')

    await visit('发票')
    await row('INV').first().click()
    await stage('已付款').waitFor()
    const chain = page.getByRole('navigation', { name: '从线索到回款' })
    await chain.getByText('已回款 22,600.00 / 合同 22,600.00').waitFor({ state: 'attached' })

    await button('示例管理员').click()
    await page.getByRole('menuitem', { name: 'English' }).click()
    await page.getByRole('navigation', { name: 'From lead to cash' }).waitFor()
    await page.getByRole('link', { name: 'Cockpit' }).click()
    await heading('Cockpit').waitFor()
    window.sound('the end')
  }))

/** One line by the keyboard alone, of a product that there is none of yet. */
async function writeLine(): Promise<void> {
  const lines = page.getByRole('grid', { name: '报价明细' })
  await lines.getByRole('gridcell').first().click()
  await page.keyboard.type('数控冲床')
  await page.getByRole('option', { name: '新建产品「数控冲床」' }).waitFor()
  await page.keyboard.press('Enter')
  await create('产品', async () => {})
  await page.getByText('第 1 行 单价：缺单价').waitFor()
  await lines.getByLabel('数量 1').waitFor()
  await page.keyboard.type('2')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.type('10000')
  await page.keyboard.press('Enter')
  await page.getByText('22,600.00').first().waitFor()
}
