// Is what somebody typed, and what somebody removed, still there afterwards? After a reload, after a clash, out of the recycle bin.

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

const button = (name: string, within: Page | Locator = page): Locator =>
  within.getByRole('button', { name, exact: true })

test('words of an action, a comment and a field are there after a reload, and not for whoever comes in next at the same desk', () =>
  window.walk(async () => {
    const lead = await window.post('lead', { name: '张工', phone: '13800138000' })
    await window.post('people', {
      name: '同桌',
      email: 'desk@example.com',
      password: 'same-desk-2026',
      roles: ['admin'],
    })
    const reason = page.getByRole('dialog', { name: '标为无效' }).getByLabel('原因')
    const comment = page.getByRole('textbox', { name: '写评论' })
    const open = async (): Promise<void> => {
      await button('更多操作').click()
      await page.getByRole('menuitem', { name: '标为无效' }).click()
    }
    await page.goto(`/o/lead/${lead.id}`)
    await comment.fill('对方要报价单')
    await open()
    await reason.fill('预算明年才批')
    await page.reload()
    await page.getByText('对方要报价单').waitFor()
    await open()
    assert.equal(await reason.inputValue(), '预算明年才批')
    await page.getByText('已恢复上次没有保存的内容').waitFor()

    await page.context().clearCookies()
    await page.goto(`/sign-in?next=/o/lead/${lead.id}`)
    await page.getByLabel('邮箱').fill('desk@example.com')
    await page.getByLabel('密码').fill('same-desk-2026')
    await button('登录').click()
    await comment.waitFor()
    assert.equal(await comment.inputValue(), '')
    await open()
    assert.equal(await reason.inputValue(), '')
    window.sound('the reload')
  }))

test('lines of a quote that could not be saved are laid beside what somebody else wrote since', () =>
  window.walk(async () => {
    const product = await window.post('product', { name: '数控冲床', list_price: '100' })
    const account = await window.post('account', { name: '云启机械' })
    const opportunity = await window.post('opportunity', { name: '冲床', account: account.id })
    const { quote } = await window.post(`opportunity/${opportunity.id}/actions/create_quote`, {
      lines: [{ product: product.id, quantity: '1' }],
    })
    await page.goto(`/o/quote/${quote}`)
    const lines = page.getByRole('grid', { name: '报价明细' })
    await lines.getByText('数控冲床').first().waitFor()
    await page.route('**/api/v1/quote/*', (route) =>
      route.request().method() === 'PATCH' ? route.abort() : route.continue(),
    )
    await lines.getByRole('gridcell', { name: '1', exact: true }).first().click()
    await page.keyboard.type('7')
    await page.keyboard.press('Enter')
    await page.getByText('连不上服务器').first().waitFor()
    const { lines: saved } = await (await page.request.get(`/api/v1/quote/${quote}`)).json()
    await window.patch(`quote/${quote}`, { lines: [{ ...ids(saved), quantity: '5' }] })
    await page.unroute('**/api/v1/quote/*')
    await page.reload()

    const clash = page.getByRole('alertdialog', { name: '明细有冲突' })
    await clash
      .getByRole('row', { name: '第 1 行 数控冲床，7 台 × 100 数控冲床，5 台 × 100' })
      .waitFor()
    await button('用我的', clash).click()
    await page.getByText('已自动保存').waitFor()
    const now = await (await page.request.get(`/api/v1/quote/${quote}`)).json()
    assert.equal(Number(now.lines[0].quantity), 7)
    // The browser writes down what was kept from the server, and the no.
    const strange = window.faults().filter((one) => !/ERR_FAILED|412/.test(one))
    assert.deepEqual(strange, [])
  }))

test('a cell that somebody else changes while it is typed in is not written over unasked', () =>
  window.walk(async () => {
    const { id } = await window.post('lead', { name: '王工', company: '原来的公司' })
    await page.goto('/o/lead')
    const grid = page.getByRole('main').getByRole('grid')
    await grid.getByRole('gridcell', { name: '原来的公司' }).dblclick()
    const cell = grid.getByRole('textbox', { name: '公司' })
    await cell.fill('我的公司')
    const heard = page.waitForResponse((answer) => answer.url().includes(`/api/v1/lead?filter=id`))
    await window.patch(`lead/${id}`, { company: '对方的公司' })
    // The list has heard of it and drawn the row anew, behind the cell that is open.
    await heard
    await cell.press('Enter')
    const clash = page.getByRole('dialog')
    await clash.getByText('对方的公司').waitFor()
    await button('用对方的', clash).click()
    await grid.getByRole('gridcell', { name: '对方的公司' }).waitFor()
    const strange = window.faults().filter((one) => !/412/.test(one))
    assert.deepEqual(strange, [])
  }))

test('an amount that is typed over another one takes its place, whole', () =>
  window.walk(async () => {
    await page.goto('/o/lead/new')
    const amount = page.getByRole('dialog', { name: '新建线索' }).getByLabel('预计金额')
    await amount.fill('99999')
    await amount.blur()
    await amount.fill('500')
    assert.equal(await amount.inputValue(), '500')
    window.sound('the amount')
  }))

const ids = ([line]: { id: string }[]): { id: string } => ({ id: line!.id })

test('what was removed lies in the recycle bin, and comes back from its list or its own address', () =>
  window.walk(async () => {
    const { id } = await window.post('lead', { name: '李工', company: '误删机械' })
    const remove = async (): Promise<void> => {
      await page.goto(`/o/lead/${id}`)
      await button('更多操作').click()
      await page.getByRole('menuitem', { name: '删除' }).click()
      await button('删除', page.getByRole('dialog')).click()
      await page.waitForURL(/\/o\/lead$/)
    }
    await remove()
    await page.reload()
    await button('回收站').click()
    const bin = page.getByRole('dialog', { name: /^回收站/ })
    const row = bin.getByRole('listitem').filter({ hasText: '李工' })
    await row.getByText(/删除于/).waitFor()
    await button('恢复', row).click()
    await bin.getByText('回收站是空的').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('main').getByRole('link', { name: /李工/ }).waitFor()

    await remove()
    await page.goto(`/o/lead/${id}`)
    await page.getByText('「李工」已删除，在回收站里。').waitFor()
    await button('恢复').click()
    await page.getByRole('heading', { name: '李工' }).waitFor()
    const strange = window.faults().filter((one) => !/404/.test(one))
    assert.deepEqual(strange, [])
  }))
