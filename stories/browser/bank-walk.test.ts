// Does a cashier work through the bank statement by keyboard, one line after the other, and see the receivables follow?

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { type Desk, openDesk } from './desk.ts'

let window: Desk
let page: Page

before(async () => {
  window = await openDesk()
  page = window.page
  await window.walk(async () => {
    const [one, two, three] = [
      await customer('东江机床有限公司'),
      await customer('南湖泵业有限公司'),
      await customer('西岭照明有限公司'),
    ]
    await issued(one, '1000')
    await issued(two, '300')
    await issued(two, '450')
    await issued(three, '20')
    await issued(three, '20')
    await line('T1', '1000', '东江机床有限公司', '货款')
    await line('T2', '800', '南湖泵业有限公司', '两笔货款')
    await line('T3', '20', '西岭照明有限公司', null)
    await line('T4', '9.90', '示例银行', '结息')
  })
})
after(() => window?.close())

const customer = async (name: string): Promise<string> =>
  (await window.post('account', { name })).id
async function issued(account: string, gross: string): Promise<void> {
  const { id } = await window.post('invoice', {
    account,
    lines: [{ description: 'x', quantity: '1', unit_price: gross, tax_rate: '0' }],
  })
  await window.post(`invoice/${id}/actions/issue`, {
    issued_on: '2026-01-05',
    due_on: '2026-02-05',
  })
}
const line = (transaction_no: string, amount: string, payer: string, remark: string | null) =>
  window.post('bank_line', { booked_on: '2026-03-01', transaction_no, amount, payer, remark })
const lines = (): Locator => page.getByRole('list', { name: '待处理' }).getByRole('listitem')
const open = (name: string): Locator => page.getByRole('heading', { level: 1, name })

test('lines are booked by Enter, split by hand, set aside, and taken back with one key', () =>
  window.walk(async () => {
    await page.goto('/desk/bank')
    await lines().nth(3).waitFor()
    // The first is open and its suggestion stands there with its reasons.
    await open('东江机床有限公司').waitFor()
    const why = page.getByRole('list', { name: '建议依据' })
    assert.match(await why.innerText(), /付款人即客户名称\s+金额等于未收余额/)
    await page.getByRole('textbox', { name: /^核销到 INV/ }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByText(/PAY\d{4}-\d{5} 已入账/).waitFor()
    await open('南湖泵业有限公司').waitFor()
    assert.equal(await lines().count(), 3)

    // 800 for 300 and 450: both are taken whole, the rest stays; then one of them is made smaller.
    const part = page.getByRole('textbox', { name: /^核销到 INV/ })
    assert.deepEqual(
      await part.evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value)),
      ['300', '450'],
    )
    const foot = page.locator('.bank-sums')
    assert.match(await foot.innerText(), /750\.00[\s\S]*50\.00/)
    await part.nth(1).fill('500')
    await page.getByText('超过未收').waitFor()
    assert.ok(await page.getByRole('button', { name: '入账' }).isDisabled())
    await part.nth(1).fill('400')
    assert.match(await foot.innerText(), /700\.00[\s\S]*100\.00/)
    await page.keyboard.press('Control+Enter')
    await open('西岭照明有限公司').waitFor()

    // Two invoices fit equally well: the customer is suggested, the choice is not.
    assert.match(await why.innerText(), /不止一种发票组合同样吻合/)
    assert.equal(await page.getByRole('checkbox', { name: /^核销 INV/, checked: true }).count(), 0)
    await page
      .getByRole('checkbox', { name: /^核销 INV/ })
      .first()
      .check()
    await page.keyboard.press('Control+Enter')
    await open('示例银行').waitFor()
    await page.getByText('没有待处理的流水').waitFor({ state: 'detached' })

    // The last one was wrong: U takes it back, and it waits again.
    await page.keyboard.press('u')
    await page.getByText('已撤回，流水回到待处理').waitFor()
    await lines().filter({ hasText: '西岭照明有限公司' }).waitFor()
    await lines().filter({ hasText: '示例银行' }).getByRole('button').click()
    await page.keyboard.press('s')
    const drawer = page.getByRole('dialog', { name: '非客户款' })
    await drawer.getByLabel('原因').fill('利息')
    await drawer.getByRole('button', { name: '非客户款' }).click()
    await lines().filter({ hasText: '示例银行' }).waitFor({ state: 'detached' })
    assert.equal(await lines().count(), 1)
    window.sound('/desk/bank')
  }))

test('what was booked is seen and taken back with a reason', () =>
  window.walk(async () => {
    await page.goto('/desk/bank?which=booked')
    const booked = page.getByRole('list', { name: '已入账' }).getByRole('listitem')
    await booked.filter({ hasText: '东江机床有限公司' }).getByRole('button').click()
    await page.getByRole('button', { name: '撤回入账' }).click()
    await page.getByRole('textbox', { name: '原因' }).fill('认错客户')
    await page.getByRole('button', { name: '撤回入账' }).click()
    await page.getByText('已撤回，流水回到待处理').waitFor()
    await booked.filter({ hasText: '东江机床有限公司' }).waitFor({ state: 'detached' })
    await page.getByRole('radio', { name: '待处理' }).click()
    await lines().filter({ hasText: '东江机床有限公司' }).waitFor()
    window.sound('/desk/bank?which=booked')
  }))

test('the receivables desk shows what is left, and a statement is made of it', () =>
  window.walk(async () => {
    await page.goto('/desk/receivables')
    const row = page.getByRole('row', { name: /^南湖泵业有限公司/ })
    await row.waitFor()
    assert.match(await row.innerText(), /50\.00[\s\S]*100\.00/)
    await row.getByRole('button').click()
    const drawer = page.getByRole('dialog', { name: '南湖泵业有限公司' })
    await drawer.getByRole('button', { name: '记一次催收' }).click()
    await drawer.getByLabel('说了什么').fill('电话催款')
    // The answer is lost on its way, after the server has done it: the window asks again and finds out.
    await page.route(
      '**/activity/batch',
      async (route) => {
        await route.fetch()
        await route.abort()
      },
      { times: 1 },
    )
    await drawer.getByRole('button', { name: '保存' }).click()
    const said = drawer.getByRole('listitem').filter({ hasText: '电话催款' })
    await said.waitFor()
    assert.equal(await said.count(), 1)
    window.faults()
    await drawer.getByRole('button', { name: '生成对账单' }).click()
    await drawer.getByLabel('起', { exact: true }).waitFor()
    await drawer.getByRole('button', { name: '生成对账单' }).last().click()
    await page.waitForURL(/\/o\/statement\//)
    await page
      .getByText(/^ST\d{4}-\d{5}$/)
      .first()
      .waitFor()
    window.sound('/desk/receivables')
  }))
