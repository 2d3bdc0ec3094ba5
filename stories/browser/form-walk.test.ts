// Does somebody make a form without help, and does a stranger with a telephone become a lead by it?

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { comeIn } from './newcomer.ts'
import { openWindow, type Window } from './window.ts'

let window: Window
let page: Page

before(async () => {
  window = await openWindow()
  page = window.page
  await window.walk(() => comeIn(page))
})
after(() => window?.close())

/** A stranger’s telephone: no session, another language. */
async function telephone(): Promise<Page> {
  const context = await page
    .context()
    .browser()!
    .newContext({
      viewport: { width: 390, height: 844 },
      locale: 'en-US',
      timezoneId: 'Asia/Shanghai',
      baseURL: window.address,
      reducedMotion: 'reduce',
    })
  context.setDefaultTimeout(15_000)
  return context.newPage()
}

const form = (path: string) =>
  page.request.get(path).then(async (answer) => ({
    status: answer.status(),
    policy: answer.headers()['content-security-policy'] ?? '',
    frame: answer.headers()['x-frame-options'],
  }))

test('a form is designed beside its preview, opened, filled in on a telephone, and there is the lead', () =>
  window.walk(async () => {
    await page.goto('/desk/forms')
    await page.getByRole('button', { name: '新建表单' }).first().click()
    await page.getByLabel('名称').fill('示例展会')
    await page.getByLabel('表单标题').fill('留个联系方式')
    await page.getByRole('button', { name: '新建并设计' }).click()
    await page.waitForURL(/\/desk\/forms\/[0-9a-f-]{36}$/)
    const preview = page.getByRole('region', { name: '预览' })
    await preview.getByText('留个联系方式').waitFor()
    await page.getByLabel('表单标题 · English').fill('Leave your contact')
    await page.getByRole('combobox', { name: '添加一项' }).click()
    await page.getByTitle('邮箱', { exact: true }).click()
    await preview.getByText('邮箱 选填').first().waitFor()
    await page.getByRole('button', { name: '改文字 公司' }).click()
    await page.getByLabel('显示名称 English').fill('Your firm')
    await page.getByRole('button', { name: '用范例' }).click()
    await page.getByLabel('链接地址').fill('example-fair')
    await page.getByLabel('可嵌入的网站').fill('www.example.com/contact')
    // What is not saved is there again after a reload.
    await page.reload()
    await page.getByText('这里有上次没保存的改动').waitFor()
    await page.getByRole('button', { name: '保存并开放' }).click()
    await page.getByText('已开放，可以分享了').waitFor()
    assert.match(await page.getByLabel('链接', { exact: true }).inputValue(), /\/f\/example-fair$/)
    await page.getByRole('img', { name: /二维码：.*example-fair/ }).waitFor()
    window.sound('the design')

    const open = await form('/f/example-fair')
    assert.equal(open.status, 200)
    assert.match(open.policy, /frame-ancestors 'self' https:\/\/www\.example\.com;/)
    assert.equal(open.frame, undefined)
    const none = await form('/f/nothing-there')
    assert.deepEqual([none.status, none.frame], [404, 'DENY'])
    assert.match(none.policy, /frame-ancestors 'none'/)

    const phone = await telephone()
    const asked: string[] = []
    phone.on('request', (request) => asked.push(new URL(request.url()).pathname))
    await phone.goto('/f/example-fair?utm_source=poster')
    await phone.getByRole('heading', { name: 'Leave your contact' }).waitFor()
    assert.equal(await phone.title(), 'Leave your contact')
    // Nothing of the window itself is loaded.
    assert.deepEqual(
      asked.filter((path) => /\/(main|index|vendor)-/.test(path)),
      [],
    )
    await phone.getByRole('button', { name: 'Send' }).click()
    await phone.getByRole('alert').getByText('To be put right: 3').waitFor()
    assert.equal(await phone.locator(':focus').getAttribute('name'), 'name')
    await phone.keyboard.type('Jo Example')
    await phone.keyboard.press('Tab')
    await phone.keyboard.type('Example Metal')
    await phone.getByLabel('Phone').fill('13912345678')
    await phone.getByLabel('E-mail').fill('not an address')
    await phone.getByRole('checkbox').check()
    await phone.keyboard.press('Enter')
    await phone.getByText('This is no e-mail address').waitFor()
    // A page that is loaded again has forgotten nothing.
    await phone.reload()
    assert.equal(await phone.getByLabel('Your firm').inputValue(), 'Example Metal')
    await phone.getByLabel('E-mail').fill('jo@a.example')
    await phone.getByRole('button', { name: 'Send' }).dblclick()
    await phone.getByRole('heading', { name: 'Thank you' }).waitFor()
    await phone.context().close()

    await page.goto('/desk/forms')
    const line = page.getByRole('row', { name: /示例展会/ })
    await line.getByRole('link', { name: '1', exact: true }).first().click()
    await page.waitForURL(/lead_form_entry/)
    await page.getByText('Jo Example · Example Metal').waitFor()
    await page.goto('/o/lead')
    await page.getByText('Jo Example', { exact: true }).first().waitFor()
    window.sound('the entries')
  }))

test('a closed form says so, in the language of whoever comes', () =>
  window.walk(async () => {
    await page.goto('/desk/forms')
    await page.getByRole('link', { name: '示例展会' }).click()
    await page.getByRole('button', { name: '关闭', exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name: '关闭', exact: true }).click()
    await page.getByRole('button', { name: '重新开放' }).waitFor()
    const phone = await telephone()
    await phone.goto('/f/example-fair')
    await phone.getByRole('heading', { name: 'This form is closed' }).waitFor()
    await phone.getByRole('button', { name: '中文' }).click()
    await phone.getByRole('heading', { name: '这张表单已结束' }).waitFor()
    await phone.context().close()
  }))
