// A train goes into a tunnel, a finger presses twice: is what was asked for done once, whatever was asked for?

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

type Data = Record<string, unknown>
const button = (name: string, within: Page | Locator = page): Locator =>
  within.getByRole('button', { name, exact: true })

const listed = async (object: string, filter: string): Promise<Data[]> => {
  const answer = await page.request.get(
    `/api/v1/${object}?filter=${encodeURIComponent(filter)}&select=id,version`,
  )
  assert.ok(answer.ok(), await answer.text())
  return ((await answer.json()) as { data: Data[] }).data
}
const many = async (object: string, filter: string): Promise<number> =>
  (await listed(object, filter)).length

/** The next POST to the place is done, and then there is no network: whoever asked hears nothing of it. */
async function tunnel(place: string): Promise<void> {
  await page.route(
    place,
    async (route) => {
      // First no network: or the window hears of what was done by itself, before it could miss the answer.
      await page.context().setOffline(true)
      await route.fetch()
      await route.abort()
    },
    { times: 1 },
  )
}
/** Presses, hears nothing, comes out of the tunnel. */
async function pressInTunnel(
  press: () => Promise<void>,
  place: string,
  told: Locator,
): Promise<void> {
  await tunnel(place)
  await press()
  await told.waitFor()
  await page.context().setOffline(false)
}
const lost = (within: Page | Locator = page): Locator =>
  within.getByText('没有等到服务器的回答，刚才的操作可能已经完成').first()
/** Presses again, unless the window has heard by itself that it was done, and has taken the button away. */
const pressIfThere = (one: Locator): Promise<void> =>
  Promise.race([one.click({ timeout: 5_000 }), one.waitFor({ state: 'detached' })])
/** What the browser writes down of a tunnel. */
const onlyTunnel = (where: string): void =>
  assert.deepEqual(
    window
      .faults()
      .filter(
        (one) =>
          !/ERR_FAILED|ERR_INTERNET_DISCONNECTED|ERR_NETWORK|drafts.*404|404.*drafts/.test(one),
      ),
    [],
    where,
  )

test('a record is made once: pressed again after the tunnel, twice in one breath, by Enter twice', () =>
  window.walk(async () => {
    await page.goto('/o/lead/new')
    const form = page.getByRole('dialog', { name: '新建线索' })
    await form.getByLabel('姓名').fill('隧道里的线索')
    const save = (): Promise<void> => button('保存', form).click()
    await pressInTunnel(save, '**/api/v1/lead', lost(form))
    await save()
    await page.waitForURL(/\/o\/lead\/[0-9a-f-]{36}$/)
    assert.equal(await many('lead', 'name = "隧道里的线索"'), 1)

    await page.goto('/o/lead/new')
    await form.getByLabel('姓名').fill('按了两下')
    await button('保存', form).dblclick()
    await page.waitForURL(/\/o\/lead\/[0-9a-f-]{36}$/)
    await page.goto('/o/lead/new')
    await form.getByLabel('姓名').fill('回车两下')
    await page.keyboard.press('Control+Enter')
    await page.keyboard.press('Control+Enter')
    await page.waitForURL(/\/o\/lead\/[0-9a-f-]{36}$/)
    assert.equal(await many('lead', 'name = "按了两下"'), 1)
    assert.equal(await many('lead', 'name = "回车两下"'), 1)
    onlyTunnel('new record')
  }))

test('while the server is away one hears at once that it is tried again, then that it was done', () =>
  window.walk(async () => {
    await page.goto('/o/lead/new')
    const form = page.getByRole('dialog', { name: '新建线索' })
    const name = form.getByLabel('姓名')
    await name.fill('服务器不在')
    await page.route('**/api/v1/lead', (route) => route.abort(), { times: 1 })
    await button('保存', form).click()
    await page.getByText('服务器没有回应，正在自动重试').waitFor()
    await page.getByText('刚才的操作已完成').waitFor()
    await page.waitForURL(/\/o\/lead\/[0-9a-f-]{36}$/)
    assert.equal(await many('lead', 'name = "服务器不在"'), 1)

    // Away for longer: what is said last is where it was asked for, and the words are there.
    await page.goto('/o/lead/new')
    await name.fill('一直不在')
    await page.route('**/api/v1/lead', (route) => route.abort(), { times: 3 })
    await button('保存', form).click()
    await page.getByText('服务器没有回应，正在自动重试').waitFor()
    await lost(form).waitFor()
    await page.getByText('服务器没有回应，正在自动重试').waitFor({ state: 'detached' })
    assert.equal(await name.inputValue(), '一直不在')
    await button('保存', form).click()
    await page.waitForURL(/\/o\/lead\/[0-9a-f-]{36}$/)
    assert.equal(await many('lead', 'name = "一直不在"'), 1)
    onlyTunnel('away')
  }))

test('whoever puts a word right after the tunnel, or after a reload, hears that the first had been done', () =>
  window.walk(async () => {
    const form = page.getByRole('dialog', { name: '新建线索' })
    const name = form.getByLabel('姓名')
    const done = form.getByText('上一次按下时其实已经完成')
    for (const [first, reload] of [
      ['改字', false],
      ['刷新', true],
    ] as const) {
      await page.goto('/o/lead/new')
      await name.fill(first)
      await pressInTunnel(() => button('保存', form).click(), '**/api/v1/lead', lost(form))
      if (reload) await page.reload()
      await name.fill(`${first}之后`)
      await button('保存', form).click()
      await done.waitFor()
      assert.equal(await many('lead', `name contains "${first}"`), 1)
      assert.equal(await name.inputValue(), `${first}之后`, 'what is typed is still there')
      const [made] = await listed('lead', `name = "${first}"`)
      assert.equal(
        await form.getByRole('link', { name: '打开已保存的' }).getAttribute('href'),
        `/o/lead/${String(made!.id)}`,
      )
    }
    // Knowing it, one may still want another one.
    await button('保存', form).click()
    await page.waitForURL(/\/o\/lead\/[0-9a-f-]{36}$/)
    assert.equal(await many('lead', 'name = "刷新之后"'), 1)
    assert.deepEqual(
      window.faults().filter((one) => !/ERR_FAILED|ERR_INTERNET|ERR_NETWORK|422/.test(one)),
      [],
    )
  }))

test('a comment, a follow-up and an action are said and done once', () =>
  window.walk(async () => {
    const lead = await window.post('lead', { name: '张工', phone: '13800138000' })
    const id = String(lead.id)
    await page.goto(`/o/lead/${id}`)
    const words = page.getByRole('textbox', { name: '写评论' })
    await words.fill('隧道里说的')
    await pressInTunnel(() => button('发送').click(), '**/comments', lost())
    await button('发送').click()
    await page.getByRole('listitem').filter({ hasText: '隧道里说的' }).waitFor()
    assert.equal(await many('comment', `record_id = "${id}"`), 1)
    await words.fill('两下回车')
    await page.keyboard.press('Control+Enter')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('listitem').filter({ hasText: '两下回车' }).waitFor()
    assert.equal(await many('comment', `record_id = "${id}"`), 2)

    await page.getByRole('radio', { name: '电话' }).click()
    await page.getByRole('textbox', { name: '写跟进' }).fill('打过电话了')
    await pressInTunnel(() => button('记录').click(), '**/api/v1/activity', lost())
    await button('记录').click()
    await page.getByRole('listitem').filter({ hasText: '打过电话了' }).waitFor()
    assert.equal(await many('activity', `lead = "${id}"`), 1)

    await button('更多操作').click()
    await page.getByRole('menuitem', { name: '标为无效' }).click()
    const form = page.getByRole('dialog', { name: '标为无效' })
    await form.getByLabel('原因').fill('没有预算')
    const go = (): Promise<void> => button('标为无效', form).click()
    await pressInTunnel(go, '**/actions/disqualify', lost(form))
    await go()
    await form.waitFor({ state: 'detached' })
    onlyTunnel('record')
  }))

test('a change that was not answered is no clash with oneself, also with other words or lines after it', () =>
  window.walk(async () => {
    const lost = page.getByText('连不上服务器').first()
    const inTunnel = async (place: string, press: () => Promise<void>): Promise<void> => {
      let isOver = false
      await page.route(place, async (route) => {
        if (isOver || route.request().method() !== 'PATCH') return route.continue()
        isOver = true
        await route.fetch()
        await page.context().setOffline(true)
        return route.abort()
      })
      await press()
      await lost.waitFor()
      await page.unroute(place)
      await page.context().setOffline(false)
    }
    const lead = await window.post('lead', { name: '王工', company: '原来的公司' })
    await page.goto(`/o/lead/${String(lead.id)}`)
    await button('修改公司').click()
    const company = page.getByRole('textbox', { name: '公司' })
    await company.fill('隧道里改的')
    await inTunnel('**/api/v1/lead/*', () => company.press('Enter'))
    await company.fill('出来又改的')
    await company.press('Enter')
    await company.waitFor({ state: 'detached' })
    assert.equal(await many('lead', 'name = "王工" and company = "出来又改的"'), 1)

    const product = await window.post('product', { name: '折弯机', list_price: '100' })
    const account = await window.post('account', { name: '云启折弯' })
    const opportunity = await window.post('opportunity', { name: '折弯', account: account.id })
    const { quote } = await window.post(
      `opportunity/${String(opportunity.id)}/actions/create_quote`,
      {
        lines: [{ product: product.id, quantity: '1' }],
      },
    )
    await page.goto(`/o/quote/${String(quote)}`)
    const lines = page.getByRole('grid', { name: '报价明细' })
    const quantity = async (value: string): Promise<void> => {
      await lines
        .getByRole('gridcell', { name: /^[0-9]$/ })
        .nth(0)
        .click()
      await page.keyboard.type(value)
      await page.keyboard.press('Enter')
    }
    await inTunnel('**/api/v1/quote/*', () => quantity('7'))
    await quantity('8')
    await page.getByText('已自动保存').waitFor()
    const now = await page.request.get(`/api/v1/quote/${String(quote)}`)
    const { lines: kept } = (await now.json()) as { lines: { quantity: string }[] }
    assert.deepEqual(
      kept.map((line) => Number(line.quantity)),
      [8],
    )
    const strange = window
      .faults()
      .filter((one) => !/ERR_FAILED|ERR_INTERNET|ERR_NETWORK|412/.test(one))
    assert.deepEqual(strange, [])
  }))

test('the window itself asks again where one answer went astray, and nobody has to press twice', () =>
  window.walk(async () => {
    const lead = await window.post('lead', { name: '李工', phone: '13800138001' })
    await page.goto(`/o/lead/${String(lead.id)}`)
    await page.getByRole('textbox', { name: '写评论' }).fill('一次没听见')
    await page.route(
      '**/comments',
      async (route) => {
        await route.fetch()
        await route.abort()
      },
      { times: 1 },
    )
    await button('发送').click()
    await page.getByRole('listitem').filter({ hasText: '一次没听见' }).waitFor()
    assert.equal(await many('comment', `record_id = "${String(lead.id)}"`), 1)
    onlyTunnel('asked again')
  }))

test('a view is kept once, and many records are changed once', () =>
  window.walk(async () => {
    await page.goto('/o/lead?filter=' + encodeURIComponent('name = "张工"'))
    await page.getByRole('button', { name: /存为视图$/ }).click()
    const name = page.getByRole('textbox', { name: '视图名称' })
    await name.fill('只看张工')
    const save = (): Promise<void> => page.keyboard.press('Enter')
    await name.focus()
    await pressInTunnel(save, '**/api/v1/saved_view', lost())
    await name.focus()
    await save()
    await page.getByRole('tab', { name: '只看张工' }).waitFor()
    assert.equal(await many('saved_view', 'name = "只看张工"'), 1)

    await page.getByRole('main').getByRole('grid').getByRole('checkbox').nth(1).check()
    await button('改字段').click()
    const drawer = page.getByRole('dialog', { name: '改字段' })
    await drawer.getByRole('combobox').first().click()
    await page.keyboard.type('公司')
    await page.keyboard.press('Enter')
    await drawer.getByRole('textbox').last().fill('隧道机械')
    const go = (): Promise<void> => button('修改 1 条', drawer).click()
    await pressInTunnel(go, '**/lead/batch', lost(drawer))
    // The list hears by itself that it was done: nothing is left to be changed.
    await drawer.getByText('1 条已经是这个值').waitFor()
    assert.equal(await button('修改 0 条', drawer).isDisabled(), true)
    await lost(drawer).waitFor({ state: 'detached' })
    assert.equal(await many('lead', 'name = "张工" and company = "隧道机械"'), 1)
    onlyTunnel('list')
  }))

test('a yes is said once', () =>
  window.walk(async () => {
    await window.post('people', {
      name: '销售小王',
      email: 'wang@example.com',
      password: 'selling-since-2026',
      roles: ['sales'],
    })
    const other = await page.context().browser()!.newContext()
    await other.request.post(`${window.address}/api/auth/sign-in/email`, {
      data: { email: 'wang@example.com', password: 'selling-since-2026' },
      headers: { origin: window.address },
    })
    const product = await window.post('product', { name: '数控冲床', list_price: '100' })
    const account = await window.post('account', { name: '云启机械' }, other.request)
    const opportunity = await window.post(
      'opportunity',
      { name: '冲床', account: account.id },
      other.request,
    )
    const { quote } = await window.post(
      `opportunity/${String(opportunity.id)}/actions/create_quote`,
      { lines: [{ product: product.id, quantity: '1', discount_percent: '20' }] },
      other.request,
    )
    await window.post(`quote/${String(quote)}/actions/submit`, {}, other.request)
    await other.close()
    await page.goto(`/o/quote/${String(quote)}`)
    await page.getByRole('textbox', { name: '意见（拒绝时必填）' }).fill('可以')
    const yes = (): Promise<void> => button('同意').click()
    await pressInTunnel(yes, '**/actions/approve', lost())
    const events = async (): Promise<number> => {
      const answer = await page.request.get(`/api/v1/quote/${String(quote)}/history`)
      return ((await answer.json()) as { data: unknown[] }).data.length
    }
    const done = await events()
    await pressIfThere(button('同意'))
    await button('同意').waitFor({ state: 'detached' })
    assert.equal(await events(), done)
    onlyTunnel('approval')
  }))

test('a model is published once, and a file of rows is taken in once', () =>
  window.walk(async () => {
    await page.goto('/studio/objects?object=lead&tab=fields')
    await page.getByRole('button', { name: '新字段' }).click()
    await page.getByRole('button', { name: /^金额/ }).first().click()
    const field = page.getByRole('dialog')
    await field.getByLabel(/名称 中文/).fill('预算上限')
    await button('加入草稿', field).click()
    await page.getByRole('status').getByText('已保存').waitFor()
    await page.goto('/studio/versions')
    const publish = (): Promise<void> => button('发布 v2').click()
    await pressInTunnel(publish, '**/model/publish', lost())
    // The window hears of the new version, too; whoever is quicker presses again.
    if (await button('发布 v2').isEnabled())
      await button('发布 v2')
        .click({ timeout: 3000 })
        .catch(() => {})
    await page
      .getByText('v2 已发布，所有人立即生效')
      .or(page.getByText('这份草稿的修改已全部发布，现在是 v2。'))
      .first()
      .waitFor()
    const versions = await page.request.get('/api/v1/model/versions')
    const { data } = (await versions.json()) as { data: { version: number }[] }
    assert.equal(data[0]!.version, 2)

    await page.goto('/import/lead')
    await page.locator('input[type=file]').setInputFiles({
      name: 'leads.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('姓名,电话\n从表里来,13800138777\n'),
    })
    const go = (): Promise<void> => page.getByRole('button', { name: /^导入 1 行/ }).click()
    await pressInTunnel(go, '**/api/v1/lead/import', lost())
    await go()
    await page.getByRole('heading', { name: '导入完成' }).waitFor()
    assert.equal(await many('lead', 'name = "从表里来"'), 1)
    onlyTunnel('publish and import')
  }))
