// Does the studio say plainly what stands in the way of a change, lead to the place, and leave the choice to whoever changes it?

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { type Desk, openDesk } from './desk.ts'
import { hire, type Person } from './writers.ts'

let window: Desk
let page: Page
/** Another administrator, who works at the same time. */
let other: Person

before(async () => {
  window = await openDesk()
  page = window.page
  const people = await hire(window.address, window.post, [
    ['另一位管理员', 'other@example.com', 'admin'],
  ])
  other = people[0]!
})
after(() => window?.close())

const button = (name: string | RegExp, within: Page | Locator = page): Locator =>
  within.getByRole('button', { name })
const bar = (): Locator => page.getByRole('region', { name: '发布', exact: true })
const state = (says: string): Promise<void> => page.getByRole('status').getByText(says).waitFor()
const draftMenu = async (item: string): Promise<void> => {
  await button(/^草稿 /).click()
  await page.getByRole('menuitem', { name: item }).click()
}
/** That a half-drawn model is not sound yet is an answer, which the browser writes down. */
const sound = (where: string): void =>
  assert.deepEqual(
    window.faults().filter((one) => !/422 .*\/api\/v1\/model\//.test(one)),
    [],
    where,
  )

test('somebody else publishes at the same place: both values stand side by side, and mine goes on over theirs', () =>
  window.walk(async () => {
    await page.goto('/studio/flow?object=lead')
    await button('阶段 跟进中').press('Enter')
    await page.getByLabel('时限', { exact: true }).first().fill('10')
    await bar().getByText('时限（天）：15 → 10').waitFor()
    await state('已保存')
    const theirs = {
      objects: { lead: { lifecycle: { stages: { contacting: { limit_days: 20 } } } } },
    }
    await other.call('POST', 'model/publish', { changes: theirs })
    const form = page.getByRole('dialog', { name: '与新版本冲突的 1 处' })
    await form.getByText('对象「线索」 · 阶段「跟进中」 · 时限（天）').waitFor()
    assert.equal(await button('按选择合并', form).isDisabled(), true)
    await form.getByRole('radio', { name: /我的草稿 10/ }).check()
    await button('按选择合并', form).click()
    await state('别人发布了 v2，草稿已并到它上面。')
    await bar().getByText('时限（天）：20 → 10').waitFor()
    sound('the clash')
  }))

test('what is to be deleted and still used lists each use, and it is taken away, undone, or kept', () =>
  window.walk(async () => {
    await page.goto('/studio/objects?object=lead&tab=fields&field=score')
    const field = page.getByRole('dialog', { name: '线索评分' })
    await button('停用', field).click()
    await page.getByRole('tooltip').getByRole('button', { name: '停用' }).click()
    const uses = bar().getByRole('region', { name: /字段「线索评分」 要停用，但还有 \d+ 处在用/ })
    await uses.getByText('对象「线索」 · 列表的列').waitFor()
    assert.equal(await button(/^发布 v/).isDisabled(), true)
    await button('全部去掉', uses).click()
    await bar()
      .getByText(/将发布 \d+ 处修改/)
      .waitFor()
    await button('撤销').click()
    await uses.waitFor()
    await button('不停用了', uses).click()
    await bar().getByText('将发布 1 处修改').waitFor()
    sound('the uses')
  }))

test('a draft is named and shared, and the other one finds it', () =>
  window.walk(async () => {
    await draftMenu('改名…')
    const form = page.getByRole('dialog', { name: '草稿名称' })
    await form.getByLabel('草稿名称').fill('线索时限')
    await button(/保\s*存/, form).click()
    await button('草稿 线索时限').waitFor()
    await draftMenu('与其他管理员共享')
    await button('草稿 线索时限').getByText('共享').waitFor()
    const { data } = await other.call<{ data: { name: string }[] }>('GET', 'model/drafts')
    assert.deepEqual(
      data.map((one) => one.name),
      ['线索时限'],
    )
    sound('sharing')
  }))

test('a stage is carried along the line by the mouse and by keys', () =>
  window.walk(async () => {
    await page.goto('/studio/flow?object=lead')
    const [card, goal] = await Promise.all(
      ['跟进中', '已合格'].map(async (name) => {
        const body = button(`阶段 ${name}`).locator('.body')
        await body.waitFor()
        return (await body.boundingBox())!
      }),
    )
    await page.mouse.move(card!.x + 40, card!.y + 30)
    await page.mouse.down()
    await page.mouse.move(goal!.x + goal!.width - 20, goal!.y + 30, { steps: 8 })
    await page.mouse.up()
    await state('「跟进中」现在是第 3 个，共 3 个')
    await bar()
      .getByText(/顺序：/)
      .waitFor()
    await button('阶段 跟进中').press('Alt+ArrowLeft')
    await state('「跟进中」现在是第 2 个，共 3 个')
    await bar().getByText('将发布 1 处修改').waitFor()
    sound('the order')
  }))

test('what cannot work is told in plain words, and the words lead to it', () =>
  window.walk(async () => {
    await button('阶段 跟进中').press('n')
    await page.getByRole('complementary', { name: '阶段' }).waitFor()
    await button(/流转 跟进中 → 新阶段/).press('Delete')
    await bar().getByText('走不到阶段「新阶段」：没有流转通向它').waitFor()
    await button(/流转 未跟进 → 跟进中/).press('Enter')
    const gate = page.getByRole('complementary', { name: '流转' })
    await button(/条件$/, gate).click()
    await gate.getByLabel('公式').fill('1 = 2')
    await gate.getByRole('heading', { name: /条件/ }).click()
    await bar().getByText('条件「1 = 2」永远不成立，没有人能通过').waitFor()
    await page.goto('/studio/roles')
    await bar()
      .getByRole('link', { name: /阶段「新阶段」/ })
      .click()
    await page
      .getByRole('complementary', { name: '阶段' })
      .getByRole('heading', { name: '新阶段' })
      .waitFor()
    await bar()
      .getByRole('link', { name: /流转「未跟进 → 跟进中」/ })
      .click()
    await gate.getByText('1 = 2').waitFor()
    sound('bad input')
  }))

test('a draft is given up', () =>
  window.walk(async () => {
    await draftMenu('放弃这份草稿…')
    await button('放弃', page.getByRole('dialog')).click()
    await bar().waitFor({ state: 'detached' })
    assert.deepEqual(await other.call('GET', 'model/drafts'), { data: [] })
    sound('giving up')
  }))

test('a child table is made where it is asked for, and a formula is written with the words on the screen', () =>
  window.walk(async () => {
    await page.goto('/studio/objects?object=lead&tab=form')
    const kinds = page.locator('.form-kinds')
    const dialog = page.getByRole('dialog', { name: '新字段' })
    await button('子表', kinds).click()
    await dialog.getByLabel('名称 中文').fill('验机记录')
    await dialog.getByText('新建一张子表').waitFor()
    await dialog.getByLabel('有哪些列，依次').fill('验机项目、验机日期、扣款金额')
    await button('加入草稿', dialog).click()
    await bar().getByText('对象「验机记录」').waitFor()

    await button('公式', kinds).click()
    await dialog.getByLabel('名称 中文').fill('应付')
    const formula = dialog.getByRole('textbox', { name: /^公式/ })
    await formula.fill('预计金额 - SUM(验机记录.扣款金额')
    await dialog.getByRole('alert').waitFor()
    await formula.fill('预计金额 - SUM(验机记录.扣款金额) 加')
    // What is wrong is marked in the text that was written.
    await dialog.getByRole('alert').locator('mark').getByText('加').waitFor()
    await formula.fill('预计金额 - SUM(验机记录.扣款金额)')
    await dialog.getByText('结果类型 数字').waitFor()
    assert.equal(await formula.inputValue(), '预计金额 - SUM(验机记录.扣款金额)')
    await button('加入草稿', dialog).click()
    await bar().getByText('字段「应付」').waitFor()
    sound('the words on the screen')
  }))

test('less for one role than everybody has takes it from everybody, and leaves the other roles what they had', () =>
  window.walk(async () => {
    await page.goto('/studio/roles')
    await page.getByRole('tab', { name: '销售', exact: true }).click()
    await button('销售 · 产品 · 查看 所有人：全部').click()
    const choice = page.getByRole('radiogroup', { name: '销售 · 产品 · 查看' })
    await choice.getByText(/现在「所有人」都是全部/).waitFor()
    await choice.getByRole('radio', { name: /^无/ }).click()
    await button('销售 · 产品 · 查看 无').waitFor()
    await page.getByRole('tab', { name: '市场', exact: true }).click()
    await button('市场 · 产品 · 查看 全部').waitFor()
    sound('the matrix')
  }))

test('a time is chosen, not spelt', () =>
  window.walk(async () => {
    await page.goto('/studio/automations?automation=contract_ends')
    const side = page.getByRole('complementary', { name: '触发' })
    await side.getByText('自动化以系统权限执行').waitFor()
    const rhythm = side.getByRole('combobox', { name: '时间' })
    await rhythm.click()
    await page.getByTitle('每周', { exact: true }).click()
    await side.getByLabel('几点').fill('08:30')
    await page.getByText('合同 · 定时：每周一 08:30').first().waitFor()
    await draftMenu('放弃这份草稿…')
    await button('放弃', page.getByRole('dialog')).click()
    await bar().waitFor({ state: 'detached' })
    sound('the clock')
  }))

test('a model file of another installation becomes a draft that shows its difference; any other file is told', () =>
  window.walk(async () => {
    await page.goto('/studio/versions')
    const changes = { objects: { lead: { fields: { need: { required: true } } } } }
    const file = (name: string, text: string) => ({
      name,
      mimeType: 'application/json',
      buffer: Buffer.from(text),
    })
    const input = page.getByLabel('上传模型文件…')
    await button('上传模型文件…').waitFor()
    await input.setInputFiles(file('notes.json', '{"hello": 1}'))
    await page.getByText('「notes.json」不是模型文件').waitFor()
    await input.setInputFiles(
      file('trial.json', JSON.stringify({ format: 'openltc-model', version: 9, changes })),
    )
    await button('草稿 trial').waitFor()
    await bar().getByText('对象「线索」 · 字段「需求描述」 · 必填：— → 是').waitFor()
    sound('the file')
  }))

test('on a phone the rooms are one step away, and nothing is published before it was looked at', () =>
  window.walk(async () => {
    await page.setViewportSize({ width: 390, height: 844 })
    await button('搭建的各处').click()
    await page.getByRole('menuitem', { name: '流程' }).click()
    await page.getByRole('heading', { name: '流程' }).waitFor()
    assert.equal(await button(/^发布 v/).count(), 0)
    await button('查看并发布').click()
    await bar().getByText('必填：— → 是').waitFor()
    await button('发布 v3').click()
    await page.getByText('v3 已发布，所有人立即生效').waitFor()
    sound('the phone')
  }))

test('a new default says how many stay empty, and fills them once it is published', () =>
  window.walk(async () => {
    await page.setViewportSize({ width: 1440, height: 900 })
    const { id } = await other.call<{ id: string }>('POST', 'lead', {
      name: '早先的线索',
      need: '设备',
    })
    await other.call('POST', 'model/drafts', {
      name: '称呼',
      shared: true,
      patch: {
        objects: {
          lead: {
            fields: {
              greeting: {
                kind: 'text',
                label: { zh: '称呼', en: 'Greeting' },
                default: '"您好"',
                custom: true,
              },
            },
          },
        },
      },
    })
    await page.goto('/studio/objects?object=lead')
    await draftMenu('称呼')
    await bar().getByText('1 条已有的记录仍为空；默认值只填新记录').waitFor()
    await bar()
      .getByRole('checkbox', { name: /发布后也给已有的记录填上默认值/ })
      .check()
    await button(/^发布 v/).click()
    await page.getByText(/已发布，所有人立即生效/).waitFor()
    for (let turn = 0; ; turn++) {
      const { greeting } = await other.call<{ greeting: string | null }>('GET', `lead/${id}`)
      if (greeting === '您好') break
      assert.ok(turn < 100, 'not filled')
      await page.waitForTimeout(100)
    }
    sound('the default')
  }))
