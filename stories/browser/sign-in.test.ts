// Does one come in by passkey, by app and by another house, as the screen says, and is one asked again before what is dangerous?

import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { CDPSession, Page } from 'playwright-core'
import { Secret, TOTP } from 'otpauth'
import { sql } from '#kernel/sql.ts'
import { startPostgres } from '#server/database/embedded.ts'
import { openDatabase } from '#server/database/pool.ts'
import { client, openHouse, type OtherHouse } from '../other-house.ts'
import { comeIn } from './newcomer.ts'
import { openWindow, type Window } from './window.ts'

let window: Window
let page: Page
let house: OtherHouse | undefined
let home: string
let authenticator: CDPSession

before(async () => {
  window = await openWindow()
  page = window.page
  // A browser keeps passkeys for names, never for bare addresses.
  home = window.address.replace('127.0.0.1', 'localhost')
  authenticator = await page.context().newCDPSession(page)
  await authenticator.send('WebAuthn.enable')
  await authenticator.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
})
after(async () => {
  await house?.close()
  await window?.close()
})

const button = (name: string) => page.getByRole('button', { name, exact: true })
const inCockpit = () => page.waitForURL(/\/cockpit$/)
const dialog = (name: string) => page.getByRole('dialog', { name, exact: true })
async function signOut(): Promise<void> {
  // What is still on its way would be told that nobody is there.
  await page.goto('about:blank')
  await page.context().clearCookies()
  await page.goto(`${home}/sign-in`)
}
async function password(): Promise<void> {
  // What is typed before the words of the calendar have arrived would be drawn anew.
  await page.waitForLoadState('networkidle')
  await page.getByLabel('邮箱').fill('admin@example.com')
  await page.getByRole('textbox', { name: '密码' }).fill('first-day-2026')
  await button('登录').click()
}
const codeOf = (secret: string, steps: number): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({
    timestamp: Date.now() + steps * 30_000,
  })

test('a passkey is added in the profile, shown to be the second step, and then the whole sign-in', () =>
  window.walk(async () => {
    await page.goto(home)
    await comeIn(page, home)
    await page.goto(`${home}/profile`)
    await button('添加通行密钥').click()
    await dialog('添加通行密钥').getByLabel('给它起个名字').fill('测试电脑')
    await dialog('添加通行密钥').getByRole('button', { name: '添加', exact: true }).click()
    const codes = dialog('备用码').getByRole('list', { name: '备用码' }).getByRole('listitem')
    await codes.first().waitFor()
    assert.equal(await codes.count(), 10)
    await button('我已保存').click()
    await page.getByText('测试电脑', { exact: true }).waitFor()
    window.sound('the passkey')

    await signOut()
    await password()
    await page.getByRole('heading', { name: '两步验证' }).waitFor()
    await button('用通行密钥').click()
    await inCockpit()

    await signOut()
    await button('用通行密钥').click()
    await inCockpit()
    window.sound('the sign-in by passkey')
  }))

test('an app is set up by its key, and its digits are the second step', () =>
  window.walk(async () => {
    await page.goto(`${home}/profile`)
    await button('开启').click()
    const form = dialog('验证器')
    await form.getByRole('img', { name: '验证器二维码' }).waitFor()
    await form.getByText('扫不了？手动输入密钥').click()
    const secret = await form.getByRole('textbox', { name: '扫不了？手动输入密钥' }).inputValue()
    await form.getByLabel('验证器里的 6 位验证码').fill(codeOf(secret, 0))
    await form.getByRole('button', { name: '开启', exact: true }).click()
    await button('我已保存').click()

    await signOut()
    await password()
    await page.getByText('改用验证码').click()
    const field = page.getByLabel('验证器里的 6 位验证码')
    await field.fill('000000')
    await page.getByRole('alert').filter({ hasText: '验证码不正确' }).waitFor()
    // The code that set it up was used; a phone may be half a minute ahead.
    await field.fill(codeOf(secret, 1))
    await inCockpit()
    window.faults()
  }))

test('before what is dangerous an old session is asked who it is, and then the work goes on', () =>
  window.walk(async () => {
    const postgres = await startPostgres({ dataDir: join(window.dataFolder, 'postgres') })
    const db = openDatabase({ connection: postgres.connection, schema: 'openltc' })
    await db.query(sql`update login_session set created_at = now() - interval '1 hour'`)
    await db.query(sql`select pg_notify('openltc_people', '')`)
    await db.close()
    await postgres.stop()
    await page.goto(`${home}/admin/keys`)
    await button('新密钥').first().click()
    await page.getByLabel('名称').fill('官网表单')
    await page.getByRole('radio', { name: '部分对象' }).click()
    await page.getByRole('combobox', { name: '添加对象' }).fill('线索')
    await page
      .getByRole('option', { name: '线索', exact: true })
      .first()
      .waitFor({ state: 'attached' })
    await page.keyboard.press('Enter')
    await button('新建').click()
    const again = dialog('请再次验证身份')
    await again.getByRole('button', { name: '用通行密钥' }).click()
    await again.waitFor({ state: 'hidden' })
    const key = await page.getByRole('textbox', { name: '新密钥' }).inputValue()
    const ask = (path: string) =>
      page.request.get(`${home}${path}`, {
        headers: { authorization: `Bearer ${key}`, cookie: '' },
      })
    assert.equal((await ask('/api/v1/lead')).status(), 200)
    assert.equal((await ask('/api/v1/account')).status(), 404)
    await button('我已保存').click()
    window.faults()
  }))

test('an administrator adds another house, and one comes in by it', () =>
  window.walk(async () => {
    house = await openHouse(`${home}/api/auth/sso/portal/callback`)
    house.people.set('chef', { email: 'admin@example.com', email_verified: true })
    await page.goto(`${home}/admin/sign-in?tab=sso`)
    await button('添加单点登录').first().click()
    const form = dialog('添加单点登录')
    await form.getByLabel('按钮上的名称').fill('示例门户')
    await form.getByLabel('代号').fill('portal')
    await form.getByLabel('发行方地址').fill(house.issuer)
    await form.getByLabel('客户端 ID').fill(client.id)
    await form.getByLabel('客户端密钥').fill(client.secret)
    await form.locator('.drawer-foot').getByRole('button', { name: '保存', exact: true }).click()
    await form.getByRole('alert').filter({ hasText: 'https://' }).first().waitFor()
    await form.getByRole('checkbox', { name: /在公司内网/ }).check()
    await form.getByRole('checkbox', { name: /它已做两步验证/ }).check()
    await form.locator('.drawer-foot').getByRole('button', { name: '保存', exact: true }).click()
    await page.getByRole('cell', { name: '示例门户' }).waitFor()

    await signOut()
    await page.getByRole('link', { name: '用示例门户登录' }).click()
    await page.getByPlaceholder('Enter any login').fill('chef')
    await page.getByPlaceholder('and password').fill('x')
    await page.getByRole('button', { name: 'Sign-in' }).click()
    await page.getByRole('button', { name: 'Continue' }).click()
    await inCockpit()
    await page.goto(`${home}/profile`)
    await page.getByText('登录（portal）').first().waitFor()
    window.faults()
  }))

test('whoever is not known there is told so on the sign-in page', () =>
  window.walk(async () => {
    await signOut()
    await page.getByRole('link', { name: '用示例门户登录' }).click()
    await page.getByPlaceholder('Enter any login').fill('stranger')
    await page.getByPlaceholder('and password').fill('x')
    await page.getByRole('button', { name: 'Sign-in' }).click()
    await page.getByRole('button', { name: 'Continue' }).click()
    await page
      .getByRole('alert')
      .filter({ hasText: '「示例门户」没有提供经过验证的邮箱' })
      .waitFor()
    window.faults()
  }))

test('an invitation by link leads to a password of one’s own', () =>
  window.walk(async () => {
    await password()
    await button('用通行密钥').click()
    await inCockpit()
    await page.goto(`${home}/admin/users`)
    await button('新用户').click()
    const form = dialog('新用户')
    await form.getByLabel('姓名').fill('示例新人')
    await form.getByLabel('邮箱').fill('new@example.com')
    await form.locator('.drawer-foot').getByRole('button', { name: '保存', exact: true }).click()
    const link = await page.getByRole('textbox', { name: '邀请链接' }).inputValue()
    assert.match(link, /\/welcome#[\w-]{43}$/)
    await page.goto('about:blank')
    await page.context().clearCookies()
    await page.goto(link)
    await page.getByRole('heading', { name: '示例新人，欢迎' }).waitFor()
    assert.equal(new URL(page.url()).hash, '')
    await page.getByRole('textbox', { name: '密码' }).fill('password1')
    await button('设置并登录').click()
    await page.getByRole('alert').filter({ hasText: '太常见' }).waitFor()
    await page.getByRole('textbox', { name: '密码' }).fill('wandern-im-schnee')
    await button('设置并登录').click()
    await inCockpit()
    await page.goto('about:blank')
    await page.goto(link)
    await page.getByRole('heading', { name: '链接已失效' }).waitFor()
  }))
