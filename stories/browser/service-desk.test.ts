// Can somebody who does not program build a service desk out of an Excel file, and do people then work with it?

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { writeBook, type BookSheet } from '#server/files/write-table.ts'
import { type Desk, openDesk } from './desk.ts'

let window: Desk
let page: Page
before(async () => {
  window = await openDesk()
  page = window.page
})
after(() => window?.close())

const password = 'first-day-2026'

const button = (name: string | RegExp, within: Page | Locator = page): Locator =>
  // A button with a picture is also called by it.
  within.getByRole('button', {
    name: typeof name === 'string' ? new RegExp(`(^| )${name}$`) : name,
  })
const dialog = (name: string): Locator => page.getByRole('dialog', { name, exact: true })
const panel = (name: string): Locator => page.getByRole('complementary', { name, exact: true })
const option = (name: string): Locator =>
  page.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: name }).first()
/** An object in the list of the studio. */
const object = (name: string): Locator =>
  page.getByRole('navigation', { name: '对象' }).getByText(name, { exact: true })
const menuItem = (name: string): Locator => page.getByRole('menuitem', { name, exact: true })
const saved = (): Promise<void> => page.getByRole('status').getByText('已保存').waitFor()

/** Opens a place by the menu at the left. */
const visit = (place: string): Promise<void> =>
  page
    .getByRole('navigation', { name: '菜单' })
    .getByRole('link', { name: new RegExp(`^${place}( \\d|$)`) })
    .click()

/** From now on: did the object that is open stay the one it was? */
async function inSight(name: RegExp): Promise<() => Promise<boolean>> {
  const watching = await page.evaluateHandle(() => {
    const seen = new Set<string>()
    const look = () => seen.add(document.querySelector('[aria-current="true"]')?.textContent ?? '')
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true })
    return { seen, look }
  })
  return () =>
    watching.evaluate(
      ({ seen, look }, source) => (look(), [...seen].every((one) => new RegExp(source).test(one))),
      name.source,
    )
}

/** Chooses in a list by typing the beginning of what is wanted. */
async function choose(field: Locator, name: string): Promise<void> {
  await field.click()
  await page.keyboard.type(name)
  await option(name).click()
}

/** Puts a condition together by choosing: a field, how it is compared, and with what. */
async function condition(
  within: Locator,
  field: string,
  how: string | null,
  value: string,
): Promise<void> {
  await button('选一个条件', within).first().click()
  const find = page.getByLabel('查找字段')
  await find.fill(field)
  await find.press('Enter')
  const chip = page.locator('.chip-editor')
  if (how) {
    await chip.getByRole('combobox', { name: '条件' }).click()
    await option(how).click()
    await chip.getByRole('textbox').fill(value)
  } else await option(value).click()
  await button(/^确\s?定$/, chip).click()
  await chip.waitFor({ state: 'hidden' })
  await within.getByText(field).first().waitFor()
}

/** Fills the form of something new and puts it into the draft. */
async function make(title: string, fill: (form: Locator) => Promise<void>): Promise<void> {
  const form = dialog(title)
  await fill(form)
  await button('加入草稿', form).click()
  await form.waitFor({ state: 'hidden' })
}

const text = (header: string, kind: 'text' | 'date' | 'decimal' | 'integer' = 'text') => ({
  header,
  kind,
})

/** A workbook as a service desk has it: tickets, machines and parts, each on a sheet of its own. */
function workbook(): Promise<Buffer> {
  const accounts = ['云启机械（示例）', '远航精密（示例）', '海川包装（示例）']
  const faults = ['主轴异响', '液压漏油', '面板无显示', '送料偏移', '安全门报警']
  const two = (n: number) => String(n).padStart(2, '0')
  const machines = Array.from({ length: 12 }, (_, i) => [
    `SB-${two(i + 1)}`,
    `${['数控冲床', '激光切割机', '折弯机'][i % 3]} ${200 + i * 10}`,
    accounts[i % 3],
    `2027-${two(i + 1)}-15`,
  ])
  const tickets = Array.from({ length: 40 }, (_, i) => [
    `FW-00${two(i + 1)}`,
    `${faults[i % 5]}（${i + 1}）`,
    accounts[i % 3],
    machines[i % 12]![0],
    `138001380${two(i)}`,
    `2026-${two(9 + (i % 3))}-${two(1 + (i % 27))}`,
    ['紧急', '高', '普通', '普通'][i % 4],
    250 + (i % 7) * 900,
    i % 2 ? '示例管理员' : null,
  ])
  const parts = Array.from({ length: 25 }, (_, i) => [
    `PJ-${two(i + 1)}`,
    tickets[i]![0],
    ['轴承', '密封圈', '液压油', '传感器'][i % 4],
    1 + (i % 4),
    [180, 36.5, 420, 260][i % 4],
  ])
  const sheets: BookSheet[] = [
    {
      name: '服务工单',
      columns: [
        ...['工单号', '主题', '客户', '设备', '联系电话'].map((head) => text(head)),
        text('报修日期', 'date'),
        text('紧急程度'),
        text('预计费用', 'decimal'),
        text('登记人'),
      ],
      rows: tickets,
    },
    {
      name: '设备',
      columns: [text('设备编号'), text('型号'), text('客户'), text('质保到期', 'date')],
      rows: machines,
    },
    {
      name: '备件',
      columns: [
        ...['备件单号', '服务工单', '备件名称'].map((head) => text(head)),
        text('数量', 'integer'),
        text('单价', 'decimal'),
      ],
      rows: parts,
    },
  ]
  return writeBook(sheets, 'Asia/Shanghai')
}

test('one workbook becomes three objects that refer to each other, and its rows come in with one click', () =>
  window.walk(async () => {
    await visit('对象与表单')
    await button('从 Excel 新建').click()
    await dialog('从 Excel 新建对象')
      .locator('input[type=file]')
      .setInputFiles({
        name: '服务台.xlsx',
        mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        buffer: await workbook(),
      })
    await make('从 Excel 新建对象', async (form) => {
      await form.getByText('服务台.xlsx：3 张表，共 77 行').waitFor()
      await form.getByText('新分组「服务台」').waitFor()
      // What refers to what was seen in the cells; what is an amount, by its head.
      await form.getByRole('tab', { name: /^备件 25 行 · 关联 服务工单$/ }).waitFor()
      await form.getByText('关联：设备').waitFor()
      await form.getByText('新记录接着编号').waitFor()
      // Names of colleagues are people.
      await form
        .getByRole('row', { name: /登记人/ })
        .getByText('人员', { exact: true })
        .waitFor()
      assert.deepEqual(await form.getByText('金额', { exact: true }).count(), 1)
    })
    const seen = await inSight(/服务工单/)
    await button(/^发布 v2$/).click()
    await button('导入 77 行').click()
    assert.equal(await seen(), true, 'what was made stays in sight while it is published')
    await page.getByText('「服务台.xlsx」已导入：').waitFor()
    const came = page.getByRole('status').filter({ hasText: '已导入' })
    assert.match(await came.innerText(), /设备 12 行[^]*服务工单 40 行[^]*备件 25 行/)
    await button('好', came).click()
    window.sound('the workbook')
  }))

test('its form gets sections, a sum of rows and a condition, its stages a limit and a gate, its costs an approval', () =>
  window.walk(async () => {
    // The amount of a part, by a formula that is written with the names of the fields.
    await object('备件').click()
    const kinds = page.locator('.form-kinds')
    await button('公式', kinds).click()
    await make('新字段', async (form) => {
      await form.getByLabel('名称 中文').fill('金额')
      const formula = form.getByRole('textbox', { name: /^公式/ })
      await formula.fill('数量')
      await formula.press('Tab')
      await formula.pressSequentially(' * 单价')
      await formula.press('Tab')
      await button('试算', form).click()
      await form.getByText('180.00', { exact: true }).first().waitFor()
    })

    await object('服务工单').click()
    const side = page.locator('.form-side')
    await button('加一个分区').click()
    await side.getByLabel('名称 中文').fill('报修信息')
    await button(/^放入其余/).click()
    await button('加一个分区').click()
    await side.getByLabel('名称 中文').fill('费用与结果')
    await button('汇总', kinds).click()
    await make('新字段', async (form) => {
      await form.getByLabel('名称 中文').fill('备件费')
      await choose(form.getByLabel('哪些行'), '备件')
      await choose(form.getByLabel('哪个字段'), '金额')
    })
    await button('多行文本', kinds).click()
    await make('新字段', (form) => form.getByLabel('名称 中文').fill('处理结果'))
    await button('预计费用').click()
    await choose(side.getByLabel('所在分区'), '费用与结果')
    await condition(
      side.locator('.form-field', { hasText: '满足时必填' }),
      '紧急程度',
      null,
      '紧急',
    )
    window.sound('the form')

    await page.getByRole('tab', { name: '阶段与流转' }).click()
    await page.getByLabel('阶段，依次').fill('待受理、处理中、费用审批、待结单、已完成')
    await button('开始画流程').click()
    await page.getByRole('button', { name: '阶段 待受理' }).click()
    await panel('阶段').getByLabel('时限', { exact: true }).first().fill('1')
    await panel('阶段')
      .getByLabel('要做的事（SOP）', { exact: true })
      .fill('电话联系客户，确认故障与上门时间。')
    await page.getByRole('button', { name: /^流转 待结单 → 已完成/ }).click()
    const gate = panel('流转')
    await choose(gate.getByLabel('必填'), '处理结果')
    await page.keyboard.press('Escape')
    await button('条件', gate).click()
    await condition(gate, '备件费', '至多', '20000')
    // Nobody has to say it again in words.
    await gate.getByText('备件费至多20,000').first().waitFor()
    window.sound('the lifecycle')

    await visit('审批流')
    await button('新审批流').click()
    await make('新审批流', async (form) => {
      await form.getByLabel('名称 中文').fill('维修费用审批')
      await choose(form.getByLabel('对象'), '服务工单')
    })
    await condition(panel('审批流'), '预计费用', '大于', '5000')
    await page.getByText('把记录移到「费用审批」就会发起这个审批').waitFor()
    await saved()
    window.sound('the approval')
  }))

test('an automation is tried before it is live, and what is counted, printed and allowed is chosen', () =>
  window.walk(async () => {
    await visit('自动化')
    await button('新自动化').click()
    await make('新自动化', async (form) => {
      await form.getByLabel('名称 中文').fill('紧急工单提醒')
      await choose(form.getByLabel('对象'), '服务工单')
    })
    await condition(panel('触发'), '紧急程度', null, '紧急')
    await page.getByRole('button', { name: /^站内消息/ }).click()
    const step = panel('站内消息')
    await choose(step.getByLabel('收件人'), '负责人的上级')
    await page.keyboard.press('Escape')
    await step.getByLabel('内容', { exact: true }).fill('紧急工单 ')
    await button('插入字段', step).click()
    await page.getByRole('menuitemcheckbox', { name: '工单号' }).click()
    const trial = page.getByRole('region', { name: /^试运行/ })
    await choose(trial.getByRole('combobox'), '主轴异响（1）')
    await button('试运行', trial).click()
    await trial.getByText(/紧急工单 FW-0001/).waitFor()
    await trial.getByText('全部步骤都会完成，没有留下任何改动。').waitFor()
    window.sound('the automation')

    await visit('报表')
    await button('新报表').click()
    await make('新报表', async (form) => {
      await form.getByLabel('名称 中文').fill('工单按紧急程度')
      await choose(form.getByLabel('数据'), '服务工单')
    })
    const built = page.getByRole('main')
    await button('加一层行').click()
    // Stages that are only drawn so far can be counted by already.
    await built.getByRole('row', { name: /^待受理 40$/ }).waitFor()
    await choose(built.getByLabel('行 1 字段'), '紧急程度')
    await built.locator('.chart-kinds').getByRole('img', { name: '环形' }).click()
    await built.getByRole('row', { name: /^紧急 10$/ }).waitFor()
    await visit('仪表盘')
    await button('新仪表盘').click()
    await make('新仪表盘', async (form) => {
      await form.getByLabel('名称 中文').fill('服务看板')
      await choose(form.getByLabel('放在菜单的'), '服务台')
    })
    await button('加内容').click()
    await page.getByRole('menuitem', { name: /^报表/ }).hover()
    await menuItem('工单按紧急程度').click()
    await page.getByRole('group', { name: /^工单按紧急程度，/ }).waitFor()
    window.sound('the dashboard')

    await visit('角色与权限')
    await button('新角色').click()
    await make('新角色', (form) => form.getByLabel('名称 中文').fill('客服'))
    const give = async (role: string, object: string, rights: string): Promise<void> => {
      await button(`${role} · ${object} · 整行…`).click()
      await menuItem(rights).click()
      await page.locator('.ant-dropdown:visible').waitFor({ state: 'hidden' })
    }
    for (const object of ['服务工单', '备件']) await give('客服', object, '全部都可以')
    for (const object of ['设备', '客户']) await give('客服', object, '只能查看')
    await page.getByRole('tab', { name: '所有人' }).click()
    for (const object of ['服务工单', '备件', '设备']) await give('所有人', object, '都不可以')
    await visit('菜单与首页')
    const home = page.locator('.menu-home', { hasText: '客服' })
    await choose(home.getByRole('combobox'), '服务看板')
    window.sound('the role')

    await visit('单据模板')
    await button('新模板').click()
    await make('新模板', async (form) => {
      await choose(form.getByLabel('对象'), '服务工单')
      await form.getByLabel('名称 中文').fill('服务单')
    })
    await choose(page.getByLabel('用这条记录预览'), 'FW-0001')
    const paper = page.getByRole('main')
    await paper.getByText('云启机械（示例）').waitFor()
    await paper.getByText('180.00').first().waitFor()
    await button('签章').last().click()
    await paper.getByText('签收人').first().waitFor()
    await saved()
    window.sound('the document')
  }))

test('it is looked at as the service desk would see it, published, and given to two people', () =>
  window.walk(async () => {
    // The role itself is only in the draft so far.
    await button('预览').click()
    await menuItem('以客服的身份').click()
    await page.getByText(/^预览：以客服的身份看草稿/).waitFor()
    await visit('服务看板')
    await page.getByRole('main').getByText('工单按紧急程度').waitFor()
    assert.equal(await page.getByRole('navigation', { name: '菜单' }).getByText('商机').count(), 0)
    await visit('我的待办')
    await button('退出预览').click()
    await visit('对象与表单')
    await page.getByLabel('说明（给以后看的人）').fill('服务台上线')
    await button(/^发布 v3$/).click()
    await page.getByText('v3 已发布，所有人立即生效').waitFor()
    window.sound('the publish')

    await visit('用户')
    for (const [name, email] of [
      ['示例主管', 'lead@example.com'],
      ['示例客服', 'desk@example.com'],
    ] as const) {
      await button('新用户').click()
      const form = dialog('新用户')
      await form.getByLabel('姓名').fill(name)
      await form.getByLabel('邮箱').fill(email)
      await choose(form.getByLabel('角色'), '客服')
      await page.keyboard.press('Escape')
      await form.getByText('设初始密码').click()
      await form.getByLabel('初始密码').fill(password)
      await form.getByText('保存', { exact: true }).last().click()
      await form.waitFor({ state: 'hidden' })
    }
    await page.goto('/admin/teams')
    await page.getByRole('button', { name: '新团队', exact: true }).click()
    const team = dialog('新团队')
    await team.getByLabel('名称').fill('客服组')
    await choose(team.getByLabel('负责人'), '示例主管')
    await choose(team.getByLabel('成员'), '示例客服')
    await page.keyboard.press('Escape')
    await team.getByText('保存', { exact: true }).last().click()
    await team.waitFor({ state: 'hidden' })
    window.sound('the people')
  }))

/** Signs in as somebody else. */
async function comeInAs(email: string): Promise<void> {
  await page.context().clearCookies()
  await page.goto('/')
  await page.getByLabel('邮箱').fill(email)
  await page.getByLabel('密码').fill(password)
  await button('登录').click()
  await page.getByRole('navigation', { name: '菜单' }).waitFor()
}

/** The ticket that stands at the top, on its own page. */
async function openTicket(): Promise<void> {
  await visit('服务工单')
  await page
    .getByRole('main')
    .getByRole('link', { name: /^FW-0041/ })
    .first()
    .click()
  await page.getByRole('heading', { name: '主轴异响，请尽快' }).waitFor()
}

test('the service desk works with it: an urgent ticket, a yes from above, a gate, and the paper for the customer', () =>
  window.walk(async () => {
    await comeInAs('desk@example.com')
    // Home is the dashboard of the role.
    await page.getByRole('heading', { name: '服务看板' }).waitFor()
    await visit('服务工单')
    await button('新建服务工单').first().click()
    const form = dialog('新建服务工单')
    await form.getByLabel('主题').fill('主轴异响，请尽快')
    await choose(form.getByLabel('设备'), '数控冲床 200')
    await choose(form.getByLabel('紧急程度'), '紧急')
    await button('保存', form).last().click()
    // An urgent one needs its costs.
    await form.getByRole('alert').getByText('必填').waitFor()
    await form.getByLabel('预计费用').fill('8000')
    await button('保存', form).last().click()
    await form.waitFor({ state: 'hidden' })
    await page.getByRole('heading', { name: '主轴异响，请尽快' }).waitFor()
    await page.getByText('电话联系客户，确认故障与上门时间。').waitFor()
    await button('推进到处理中').click()
    await button('推进到费用审批').click()
    await page.getByText('等 示例主管 审批').waitFor()
    window.sound('the ticket')

    await comeInAs('lead@example.com')
    await visit('我的待办')
    await page.getByText('紧急工单 FW-0041').waitFor()
    const card = page.getByRole('article', { name: '审批' })
    await card.getByText('8,000.00').waitFor()
    await button('同意', card).last().click()
    await card.waitFor({ state: 'hidden' })
    window.sound('the approval')

    await comeInAs('desk@example.com')
    await openTicket()
    await page.getByText('到已完成还差 1 项').waitFor()
    await button('去填写').click()
    await page.getByLabel('处理结果').fill('更换主轴轴承，试机正常。')
    await button('保存', page.getByRole('region', { name: '保存' })).click()
    await button('推进到已完成').click()
    await page
      .getByRole('list', { name: '阶段' })
      .locator('[aria-current=step]', { hasText: '已完成' })
      .waitFor()
    await button('更多操作').click()
    const asked = page
      .context()
      .waitForEvent('request', (one) => /\/pdf\?template=/.test(one.url()))
    await page.getByRole('menuitem', { name: /^打印服务单/ }).hover()
    await menuItem('中文 PDF').click()
    const printed = await page.request.get((await asked).url())
    assert.equal(printed.headers()['content-type'], 'application/pdf')
    assert.match((await printed.body()).subarray(0, 5).toString(), /^%PDF-/)

    await visit('服务看板')
    await page
      .getByRole('main')
      .getByRole('img', { name: /^工单按紧急程度/ })
      .waitFor()
    await button('工单按紧急程度 更多').click()
    await menuItem('看表格').click()
    await page.getByRole('row', { name: /^紧急 11$/ }).waitFor()
    window.sound('the end')
  }))
