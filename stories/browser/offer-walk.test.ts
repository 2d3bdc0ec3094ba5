// Does a seller give the customer a link, does the customer answer on a telephone, and does the seller see what was said?

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { type Desk, openDesk } from './desk.ts'

let window: Desk
let page: Page
let deal: string
let product: string

before(async () => {
  window = await openDesk()
  page = window.page
  product = (await window.post('product', { name: '数控冲床', list_price: '100000' })).id
  const account = await window.post('account', { name: '示例客户' })
  deal = (await window.post('opportunity', { name: '冲床', account: account.id })).id
})
after(() => window?.close())

/** A quote that is approved, for the deal. */
async function approved(): Promise<string> {
  const { quote } = await window.post(`opportunity/${deal}/actions/create_quote`, {
    lines: [{ product, quantity: '2' }],
  })
  await window.post(`quote/${quote}/actions/submit`)
  return quote!
}

/** The customer’s telephone: no session, another language. */
async function telephone(): Promise<Page> {
  const context = await page
    .context()
    .browser()!
    .newContext({
      viewport: { width: 390, height: 844 },
      locale: 'en-US',
      timezoneId: 'Asia/Shanghai',
      userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Mobile',
      baseURL: window.address,
      reducedMotion: 'reduce',
    })
  context.setDefaultTimeout(15_000)
  return context.newPage()
}

test('a link is made, read on a telephone, answered with a signature, and the answer stands on the quote', () =>
  window.walk(async () => {
    const quote = await approved()
    await page.goto(`/o/quote/${quote}`)
    await page.getByRole('button', { name: '给客户链接' }).click()
    const asks = page.getByRole('dialog', { name: '给客户链接' })
    await asks.getByRole('button', { name: '给客户链接' }).click()
    const link = page.getByRole('region', { name: '客户链接' })
    await link.getByText('客户还没有打开').waitFor()
    await link.getByRole('button', { name: '复制或发送' }).click()
    const drawer = page.getByRole('dialog', { name: '客户链接' })
    const address = await drawer.getByLabel('客户链接').inputValue()
    assert.match(address, /\/q#[A-Za-z0-9_-]{43}$/)
    await drawer.getByRole('img', { name: /二维码：.*\/q#/ }).waitFor()
    window.sound('the link')

    const phone = await telephone()
    const asked: string[] = []
    phone.on('request', (request) => asked.push(request.url()))
    await phone.goto(address)
    await phone.getByRole('heading', { name: 'Quotation' }).waitFor()
    await phone.getByText('226,000.00').first().waitFor()
    // Nothing of the window is loaded, and the token stands in no address that is asked for.
    const token = address.split('#')[1]!
    assert.deepEqual(
      asked.filter((url) => /\/(main|index|vendor)-/.test(url) || url.includes(token)),
      [],
    )
    await phone.getByRole('button', { name: 'Ask for a change' }).click()
    await phone.getByLabel('What to change').fill('Delivery two weeks earlier, please')
    await phone.getByLabel('Your name').fill('Jo Example')
    // A page that is loaded again has forgotten nothing.
    await phone.reload()
    await phone.getByRole('button', { name: 'Ask for a change' }).click()
    assert.equal(await phone.getByLabel('Your name').inputValue(), 'Jo Example')
    await phone.getByRole('button', { name: 'Send', exact: true }).click()
    await phone.getByRole('heading', { name: 'Your wish was received' }).waitFor()

    await phone.getByRole('button', { name: 'Accept', exact: true }).click()
    await phone.getByRole('button', { name: 'Accept now' }).click()
    await phone.getByRole('alert').getByText('To be filled in: 2').waitFor()
    assert.equal(await phone.locator(':focus').getAttribute('name'), 'name')
    await phone.keyboard.type('Jo Example')
    await phone.getByLabel('Title').fill('Head of purchasing')
    await phone.getByLabel('Your purchase order no.').fill('PO-42')
    const plate = phone.getByRole('img', { name: 'Sign here' })
    await plate.scrollIntoViewIfNeeded()
    const box = (await plate.boundingBox())!
    await phone.mouse.move(box.x + 30, box.y + 60)
    await phone.mouse.down()
    for (const [x, y] of [
      [60, 20],
      [90, 80],
      [140, 30],
      [200, 70],
    ] as const)
      await phone.mouse.move(box.x + x, box.y + y)
    await phone.mouse.up()
    await phone.getByRole('checkbox').check()
    await phone.getByRole('button', { name: 'Accept now' }).dblclick()
    await phone.getByRole('heading', { name: 'This quotation is accepted' }).waitFor()
    const record = phone.getByRole('link', { name: 'Download the record' })
    const paper = await phone.request.get((await record.getAttribute('href'))!)
    assert.equal(paper.headers()['content-type'], 'application/pdf')
    await phone.context().close()

    await page.goto(`/o/quote/${quote}`)
    await link.getByText('Jo Example，Head of purchasing').waitFor()
    await link.getByText('Delivery two weeks earlier, please').waitFor()
    await link.getByText('客户订单号 PO-42').waitFor()
    await link.getByRole('img', { name: '手写签名' }).waitFor()
    await page.getByRole('button', { name: '生成合同' }).waitFor()
    await page.goto('/inbox')
    await page
      .getByText(/在线接受了报价/)
      .first()
      .waitFor()
    window.sound('the answer')
  }))

test('a link that was revoked says so to whoever opens it, in their language', () =>
  window.walk(async () => {
    deal = (await window.post('opportunity', { name: '备件' })).id
    const account = await window.post('account', { name: '示例客户乙' })
    await window.patch(`opportunity/${deal}`, { account: account.id })
    const quote = await approved()
    const { link } = await window.post(`quote/${quote}/actions/share`)
    const { token } = await window.post(`quote_link/${link}/address`)
    await page.goto(`/o/quote/${quote}`)
    const place = page.getByRole('region', { name: '客户链接' })
    await place.getByRole('button', { name: '停用' }).click()
    await page.getByRole('tooltip').getByRole('button', { name: '停用' }).click()
    await place.getByText('停用').first().waitFor()
    const phone = await telephone()
    await phone.goto(`/q#${token}`)
    await phone.getByRole('heading', { name: 'This link was revoked' }).waitFor()
    await phone.getByRole('button', { name: '中文' }).click()
    await phone.getByRole('heading', { name: '链接已停用' }).waitFor()
    await phone.context().close()
  }))
