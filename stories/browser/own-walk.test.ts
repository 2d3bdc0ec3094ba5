// Does somebody who sells make a report and a board of their own, share them and have them published; and is a record made in a page itself?

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
  // A button with a picture is also called by it.
  within.getByRole('button', { name: new RegExp(`(^| )${name}$`) })
const dialog = (name: string): Locator => page.getByRole('dialog', { name, exact: true })
const menu = (): Locator => page.getByRole('navigation', { name: '菜单' })
const main = (): Locator => page.getByRole('main')
async function choose(field: Locator, option: string): Promise<void> {
  await field.click()
  await page.locator('.ant-select-item-option', { hasText: option }).first().click()
}
/** Somebody else sits down at the window. */
async function as(name: string): Promise<void> {
  // No page of the one before asks in the name of nobody.
  await page.goto('about:blank')
  await page.context().clearCookies()
  await page.request.post('/api/auth/sign-in/email', {
    data: { email: `${name}@example.com`, password: 'first-day-2026' },
  })
}
const figure = (row: string): Locator =>
  main()
    .getByRole('row', { name: new RegExp(`^${row}`) })
    .getByRole('cell')
    .last()

test('a seller builds a report for themselves; nobody else finds it until it is shared, and then sees only their own in it', () =>
  window.walk(async () => {
    const people: string[] = []
    for (const [name, email] of [
      ['示例甲', 'ann'],
      ['示例乙', 'bob'],
    ] as const)
      people.push(
        (
          await window.post('people', {
            name,
            email: `${email}@example.com`,
            roles: ['sales'],
            team: null,
            password: 'first-day-2026',
          })
        ).id,
      )
    for (const [name, amount, owner] of [
      ['甲单', '300.10', people[0]],
      ['乙单', '20.05', people[1]],
    ] as const)
      await window.post('opportunity', { name, amount, owner })

    await as('ann')
    await page.goto('/cockpit')
    await menu().getByRole('link', { name: '我的报表' }).click()
    await main()
      .getByText(/还没有自己的报表/)
      .waitFor()
    await button('新报表').click()
    await dialog('新报表').getByLabel('名称').fill('我的阶段金额')
    await choose(dialog('新报表').getByLabel('数据'), '商机')
    await page.getByRole('button', { name: '建好，去编辑' }).click()
    await page.waitForURL(/\/r\/[^/]+\/edit$/)
    await choose(main().getByLabel('指标 1 指标'), '求和')
    await button('加一层行').click()
    await main()
      .getByRole('row', { name: /^初步接触/ })
      .waitFor()
    // What is not saved yet is there again after a reload.
    await page.reload()
    await main().getByText('这是上次没有保存的修改').waitFor()
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await page.waitForURL(/\/r\/[^/]+$/)
    const address = new URL(page.url()).pathname
    assert.equal(await figure('初步接触').innerText(), '300.10')
    await menu().getByRole('link', { name: '我的阶段金额' }).waitFor()
    window.sound('a report of one’s own')

    await as('bob')
    await page.goto(address)
    await main()
      .getByText(/没有这个页面/)
      .waitFor()
    window.faults()

    await as('ann')
    await page.goto(address)
    await button('共享').click()
    await dialog('共享「我的阶段金额」').getByRole('radio', { name: '所有人' }).click()
    await dialog('共享「我的阶段金额」').getByRole('button', { name: '保存' }).last().click()
    await dialog('共享「我的阶段金额」').waitFor({ state: 'hidden' })

    await as('bob')
    await page.goto('/own')
    await main().getByRole('region', { name: '共享给我的' }).getByText('示例甲').waitFor()
    await menu().getByRole('link', { name: '我的阶段金额' }).click()
    await main().getByText('部分数据').waitFor()
    assert.equal(await figure('初步接触').innerText(), '20.05')
    assert.equal(await button('编辑').count(), 0)
    window.sound('a report that is shared')
  }))

test('a board is copied, changed and thrown away by its owner, and published for everybody by an administrator', () =>
  window.walk(async () => {
    await as('ann')
    await page.goto('/d/sales')
    await page.getByRole('button', { name: '更多操作' }).click()
    await page.getByRole('menuitem', { name: '复制为我的' }).click()
    await page.waitForURL(/\/d\/[^/]+\/edit$/)
    await main().getByLabel('名称').fill('甲的晨会')
    await button('加内容').click()
    await page.getByRole('menuitem', { name: '报表' }).hover()
    await page.getByRole('menuitem', { name: '我的阶段金额' }).click()
    const block = page.getByRole('group', { name: /^我的阶段金额，/ })
    await block.focus()
    for (let up = 0; up < 12; up += 1) await page.keyboard.press('ArrowUp')
    await page.getByRole('group', { name: /^我的阶段金额，第 1 列第 1 行/ }).waitFor()
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await page.waitForURL(/\/d\/[^/]+$/)
    const address = new URL(page.url()).pathname
    const tile = main().getByRole('link', { name: '我的阶段金额' })
    await tile.waitFor()
    // Its filters stand above it, whatever was looked at before.
    const [filters, first] = await Promise.all([
      main().getByText('时段').first().boundingBox(),
      tile.boundingBox(),
    ])
    assert.ok(filters!.y + filters!.height <= first!.y, JSON.stringify([filters, first]))
    await button('共享').click()
    await dialog('共享「甲的晨会」').getByRole('radio', { name: '一个角色' }).click()
    await choose(dialog('共享「甲的晨会」').getByLabel('哪个角色'), '系统管理员')
    await dialog('共享「甲的晨会」').getByRole('button', { name: '保存' }).last().click()
    await dialog('共享「甲的晨会」').waitFor({ state: 'hidden' })
    window.sound('a board of one’s own')

    await as('admin')
    await page.goto(address)
    await page.getByRole('button', { name: '更多操作' }).click()
    await page.getByRole('menuitem', { name: '发布给所有人…' }).click()
    await page.getByText(/^已放进草稿/).waitFor()
    await page.getByRole('button', { name: /^发布 v/ }).click()
    const published = menu().locator('a[href^="/d/"]:not([href*="-"])', { hasText: '甲的晨会' })
    await published.click()
    await main().getByRole('link', { name: '我的阶段金额' }).waitFor()
    window.sound('a board for everybody')

    // It no longer hangs on what its maker does with their own.
    await as('ann')
    await page.goto('/own')
    for (const name of ['甲的晨会', '我的阶段金额']) {
      await page.getByRole('button', { name: `${name} 更多操作` }).click()
      await page.getByRole('menuitem', { name: '删除' }).click()
      await page.getByRole('dialog').getByRole('button', { name: '删除' }).click()
      await page.getByText(`已删除「${name}」`).waitFor()
    }
    await main()
      .getByText(/还没有自己的报表/)
      .waitFor()
    await published.click()
    await main().getByRole('link', { name: '我的阶段金额' }).waitFor()
    window.sound('what is left')
  }))

test('a record is made in the page itself, told with a link, and the page is ready for the next', () =>
  window.walk(async () => {
    await as('admin')
    const form = { kind: 'form', object: 'lead', at: { x: 0, y: 0, w: 6, h: 12 } }
    await window.post('model/publish', {
      changes: {
        pages: { desk: { label: { zh: '登记', en: 'Desk' }, blocks: { form } } },
        areas: { sales: { items: ['page/desk', 'lead'] } },
      },
    })
    await as('bob')
    await page.goto('/p/desk')
    const name = main().getByLabel('姓名')
    await button('提交').click()
    await main().getByRole('alert').first().waitFor()
    for (const one of ['王示例', '李示例']) {
      await name.fill(one)
      await page.keyboard.press('Enter')
      await main().getByRole('status').getByRole('link', { name: one }).waitFor()
      assert.equal(await name.inputValue(), '')
      assert.ok(await name.evaluate((input) => input === document.activeElement))
    }
    assert.equal(new URL(page.url()).pathname, '/p/desk')
    await main().getByRole('status').getByRole('link', { name: '李示例' }).click()
    await page.waitForURL(/\/o\/lead\//)
    await page.getByRole('heading', { name: '李示例' }).waitFor()
    window.sound('a form in a page')
  }))

test('a page that is only in the draft is left for where the preview began; on the way back to it one is led home and told why', () =>
  window.walk(async () => {
    await as('admin')
    await page.goto('/studio/pages')
    await button('新页面').click()
    await dialog('新页面').getByLabel('名称 中文').fill('还在草稿里')
    await button('加入草稿', dialog('新页面')).click()
    await page.getByRole('status').getByText('已保存').waitFor()
    await button('预览').click()
    await page.getByRole('menuitem', { name: '以销售的身份' }).click()
    await menu().getByRole('link', { name: '还在草稿里' }).click()
    await page.waitForURL(/\/p\//)
    await menu().getByRole('link', { name: '驾驶舱' }).click()
    await page.waitForURL(/\/cockpit$/)
    await button('退出预览').click()
    await page.waitForURL(/\/studio\/pages/)
    await button('新页面').waitFor()
    await page.goBack()
    await page.getByText(/^这个页面只在草稿里/).waitFor()
    await page.waitForURL(/\/cockpit$/)
    window.sound('out of the preview')
  }))
