// Does somebody who does not program change the standard lead process while twenty people write, see it first, live with it, and take it back?

import assert from 'node:assert/strict'
import { after, before, test, type TestContext } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { type Desk, openDesk } from './desk.ts'
import { hire, type Person, whileTheyWrite } from './writers.ts'

let window: Desk
let page: Page
let boss: Person
let seller: Person
let writers: readonly Person[]
/** Leads of the seller: one that is to go the new way, one that will stand in the new stage when it is taken back. */
let leads: { id: string; name: string }[]

before(async () => {
  window = await openDesk()
  page = window.page
})
after(() => window?.close())

const button = (name: string | RegExp, within: Page | Locator = page): Locator =>
  within.getByRole('button', { name })
const visit = (place: string): Promise<void> =>
  page
    .getByRole('navigation', { name: '菜单' })
    .getByRole('link', { name: new RegExp(`^${place}( |$)`) })
    .click()
const bar = (): Locator => page.getByRole('region', { name: '发布' })
/** Chooses in a list that opens below its field. */
async function choose(field: Locator, option: string): Promise<void> {
  await field.click()
  await page
    .locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: option })
    .first()
    .click()
}
const saved = (): Promise<void> => page.getByRole('status').getByText('已保存').waitFor()

/** Nothing was wrong but what a half-drawn model is: that it is not sound yet is an answer, which the browser writes down. */
const sound = (where: string): void =>
  assert.deepEqual(
    window.faults().filter((one) => !/422 .*\/api\/v1\/model\//.test(one)),
    [],
    where,
  )

/** A field of the object that is open in the studio. */
async function addField(kind: RegExp, label: string): Promise<void> {
  await button('新字段').click()
  const form = page.getByRole('dialog')
  await button(kind, form).click()
  await form.getByLabel(/名称 中文/).fill(label)
  await button('加入草稿', form).click()
  await form.waitFor({ state: 'hidden' })
}

/** The browser of somebody else, on a page of theirs. */
async function as(person: Person, path: string): Promise<Page> {
  const context = await page
    .context()
    .browser()!
    .newContext({
      baseURL: window.address,
      locale: 'zh-CN',
      viewport: { width: 1440, height: 900 },
    })
  context.setDefaultTimeout(15_000)
  await context.request.post('/api/auth/sign-in/email', {
    data: { email: person.email, password: 'first-day-2026' },
  })
  const other = await context.newPage()
  await other.goto(path)
  return other
}
const stageOf = (on: Page, name: string): Locator =>
  on.getByRole('list', { name: '阶段' }).locator('[aria-current=step]', { hasText: name })

test('two fields, a stage with a gate and a route of approval are drawn in a draft', () =>
  window.walk(async () => {
    const people = await hire(window.address, window.post, [
      ['示例经理', 'boss@example.com', 'sales_manager'],
      ...Array.from(
        { length: 20 },
        (_, i) => [`示例销售 ${i + 1}`, `seller${i + 1}@example.com`, 'sales'] as const,
      ),
    ])
    ;[boss, seller] = people as [Person, Person]
    writers = people.slice(1)
    leads = await Promise.all(
      ['云启机械', '东港液压'].map(async (name) => {
        const { id } = await seller.call<{ id: string }>('POST', 'lead', {
          name,
          company: name,
          phone: '13800138000',
        })
        await seller.call('POST', `lead/${id}/actions/move`, { to: 'contacting' })
        return { id, name }
      }),
    )

    await visit('对象与表单')
    await page.getByRole('heading', { name: '线索' }).waitFor()
    await addField(/^整数/, '需要台数')
    await addField(/^单行文本/, '决策人')
    await bar().getByText('字段「决策人」').waitFor()

    await visit('流程')
    await choose(page.getByRole('combobox', { name: '对象' }), '线索')
    await button('阶段 跟进中').focus()
    await page.keyboard.press('n')
    const stage = page.getByRole('complementary', { name: '阶段' })
    await stage.getByLabel('名称', { exact: true }).fill('立项审核')
    await stage.getByLabel('时限', { exact: true }).first().fill('3')
    await stage.getByRole('heading', { name: '谁在做' }).click()
    await button('阶段 立项审核').getByText('时限 3 个工作日').waitFor()
    // From there only the approval leads on.
    await button(/流转 立项审核 → 已合格/).press('Delete')
    await button(/流转 跟进中 → 立项审核/).press('Enter')
    const gate = page.getByRole('complementary', { name: '流转' })
    await gate.getByRole('combobox', { name: '必填' }).fill('需要台数')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    await button(/流转 跟进中 → 立项审核 · 1 项条件/).waitFor()

    await visit('审批流')
    await button('新审批流').click()
    const made = page.getByRole('dialog', { name: '新审批流' })
    await made.getByLabel(/名称 中文/).fill('立项审批')
    await choose(made.getByRole('combobox', { name: '对象' }), '线索')
    await button('加入草稿', made).click()
    const flow = page.getByRole('complementary', { name: '审批流' })
    await flow.getByRole('heading', { name: '立项审批' }).waitFor()
    await choose(flow.getByRole('combobox', { name: '审批中' }), '立项审核')
    await choose(flow.getByRole('combobox', { name: '同意后' }), '已合格')
    await choose(flow.getByRole('combobox', { name: '拒绝后' }), '跟进中')
    await choose(flow.getByRole('combobox', { name: '退回后' }), '跟进中')
    await button(/^上级审批/).click()
    const step = page.getByRole('complementary', { name: '步骤' })
    await step.getByRole('combobox', { name: '审批人' }).press('Backspace')
    await choose(step.getByRole('combobox', { name: '审批人' }), '销售经理')
    await page.keyboard.press('Escape')
    await bar().getByText('审批流「立项审批」').waitFor()
    await saved()
    sound('drawing')
  }))

test('a seller’s eyes see the new gate on a real record, while the seller still works as before', () =>
  window.walk(async () => {
    await button('预览').click()
    await page.getByRole('menuitem', { name: '以销售的身份' }).click()
    await page.getByText(/^预览：以.*身份看草稿/).waitFor()
    await visit('线索')
    await page.getByRole('main').getByRole('link', { name: leads[0]!.name }).click()
    await button('立项审核').first().click()
    await page
      .getByRole('region', { name: /立项审核/ })
      .getByText('填写需要台数')
      .waitFor()
    const now = await seller.call<{ moves: { to: string }[] }>('GET', `lead/${leads[0]!.id}/page`)
    assert.deepEqual(now.moves.map((one) => one.to).sort(), ['disqualified', 'qualified'])
    await button('退出预览').click()
    await page.waitForURL(/\/studio\//)
    sound('previewing')
  }))

test('it is published while twenty people write, and none of them is refused', (t) =>
  window.walk(async () => {
    tell(
      t,
      await whileTheyWrite(writers, async () => {
        await page.getByLabel('说明（给以后看的人）').fill('线索先立项')
        await button('发布 v2').click()
        await page.getByText('v2 已发布，所有人立即生效').waitFor()
      }),
    )
    sound('publishing')
  }))

test('a lead goes the new way: the gate asks, the manager says yes', () =>
  window.walk(async () => {
    const theirs = await as(seller, `/o/lead/${leads[0]!.id}`)
    await theirs
      .getByRole('region', { name: /立项审核/ })
      .getByText('填写需要台数')
      .waitFor()
    await button('去填写', theirs).click()
    await theirs.keyboard.type('12')
    await theirs.keyboard.press('Enter')
    await theirs.getByText('可以推进到立项审核').waitFor()
    await button('推进到立项审核', theirs).click()
    await stageOf(theirs, '立项审核').waitFor()
    const hers = await as(boss, `/o/lead/${leads[0]!.id}`)
    await hers.getByRole('button', { name: '同意', exact: true }).click()
    await stageOf(hers, '已合格').waitFor()
    for (const other of [theirs, hers]) await other.context().close()
    const [, other] = leads
    await seller.call('PATCH', `lead/${other!.id}`, { xu_yao_tai_shu: 36 })
    await seller.call('POST', `lead/${other!.id}/actions/move`, { to: 'li_xiang_shen_he' })
  }))

test('it is taken back while they write: who stands in the stage that goes is told, moved as chosen, and nobody is refused', (t) =>
  window.walk(async () => {
    await visit('版本与发布')
    await button('回到此版本').click()
    const form = page.getByRole('dialog', { name: '回到 v1' })
    await form.getByText('阶段「立项审核」要停用，里面还有 1 条').waitFor()
    await form.getByText('审批流「立项审批」不再等在那里：1 个待处理的审批会撤回').waitFor()
    assert.equal(await button('发布', form).isDisabled(), true)
    await choose(form.getByRole('combobox', { name: /立项审核/ }), '跟进中')
    await form.getByLabel(/为什么/).fill('先不立项')
    tell(
      t,
      await whileTheyWrite(writers, async () => {
        await button('发布', form).click()
        await page.getByText('已回到 v1，现在是 v3').waitFor()
      }),
    )
    await page.getByText('回到 v1 · 先不立项').waitFor()
    await page.goto(`/o/lead/${leads[1]!.id}`)
    await stageOf(page, '跟进中').waitFor()
    assert.equal(await page.getByText('需要台数').count(), 0)
    sound('going back')
  }))

test('what was filled in comes back with the version that knows it', () =>
  window.walk(async () => {
    await visit('版本与发布')
    await page
      .getByRole('listitem')
      .filter({ hasText: '线索先立项' })
      .getByRole('button', { name: '回到此版本' })
      .click()
    await button('发布', page.getByRole('dialog', { name: '回到 v2' })).click()
    await page.getByText('已回到 v2，现在是 v4').waitFor()
    await page.goto(`/o/lead/${leads[1]!.id}`)
    await page.getByText('36', { exact: true }).first().waitFor()
    sound('coming back')
  }))

const tell = (t: TestContext, { calls, longestMs }: { calls: number; longestMs: number }): void =>
  t.diagnostic(
    `${calls} calls of ${writers.length} people, none refused; the longest took ${longestMs} ms`,
  )
