// Does the list of versions speak of changes as people do?
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compileApp } from '#kernel/compile/compile-app.ts'
import { allow } from '#kernel/permission.ts'
import { book } from '#ltc/index.ts'
import { modelDiff } from './model-diff.ts'
import { sayChange } from './say-change.ts'

const roleName = (role: string) => ({ zh: role === 'sales' ? '销售' : role, en: role })
const appOf = (changes: Record<string, unknown>) => {
  const answer = compileApp(book, changes, 1)
  assert.ok('app' in answer, JSON.stringify(answer))
  return answer.app
}
const said = (changes: Record<string, unknown>): string[] =>
  modelDiff(appOf({}), appOf(changes)).map((one) => one.says.zh)

test('a limit that was changed is told with its unit, before and after', () => {
  assert.deepEqual(sayChange('limit_days', 30, 21, roleName), {
    zh: '时限（天）：30 → 21',
    en: 'limit in days 30 → 21',
  })
})

test('yes and no are words, what is absent is a dash, lists are listed', () => {
  assert.equal(sayChange('required', undefined, true, roleName).zh, '必填：— → 是')
  assert.equal(
    sayChange('write', ['finance'], ['finance', 'sales'], roleName).en,
    'roles that may change it finance → finance, sales',
  )
})

test('rights are told by role, deed and rows, not as lines of data', () => {
  const before = [allow('sales', 'read change', 'owner in my_people()')]
  const after = [
    allow('sales', 'read'),
    allow('sales', 'change', 'owner in my_people()'),
    allow('sales', 'export', 'amount < 5'),
  ]
  assert.equal(
    sayChange('allow', before, after, roleName).zh,
    '权限：销售 查看 本人及团队 → 全部；销售 导出 无 → amount < 5',
  )
})

test('lines that are only arranged otherwise are said to mean the same', () => {
  const before = [allow('sales', 'read change')]
  const after = [allow('sales', 'change'), allow('sales', 'read')]
  assert.equal(sayChange('allow', before, after, roleName).zh, '权限的写法（含义不变）')
})

test('nothing is said in names of data: fields by their labels, long lists by what came and went, approvers and steps in words', () => {
  const list = appOf({}).objects.lead!.list!
  assert.deepEqual(
    said({ objects: { lead: { list: [...list.filter((one) => one !== 'company'), 'need'] } } }),
    ['对象「线索」 · 列表的列：增加 需求描述；去掉 公司'],
  )
  assert.deepEqual(said({ objects: { lead: { title: 'company' } } }), [
    '对象「线索」 · 标题字段：姓名 → 公司',
  ])
  assert.deepEqual(
    said({
      pages: { fair: { label: { zh: '展会登记', en: 'Fair' }, blocks: {} } },
      areas: { marketing: { items: [...appOf({}).areas.marketing!.items, 'page/fair'] } },
      roles: { marketing: { home: 'page/fair' } },
      objects: { lead: { allow: [allow('sales', 'read', 'owner is empty or amount < 5')] } },
    })
      .flatMap((one) => /菜单项.*|首页.*|销售 查看[^；]*/.exec(one)?.[0] ?? [])
      .toSorted(),
    [
      '菜单项：增加 展会登记',
      '销售 查看 本人及团队，或（没有负责人，且（没有线索池，或对全体开放，或成员中有本人及团队）） → 没有负责人，或预计金额 < 5',
      '首页：— → 展会登记',
    ],
  )
  const approvers = [{ role: 'sales_manager' }, { superior_of: 'owner', level: 2 }]
  const [step] = Object.keys(
    appOf({}).approvals.quote_discount?.steps ?? Object.values(appOf({}).approvals)[0]!.steps,
  )
  const [flow] = Object.keys(appOf({}).approvals)
  for (const one of said({
    approvals: { [flow!]: { steps: { [step!]: { approvers, mode: 'sequence' } } } },
  }))
    assert.doesNotMatch(one, /[{}[\]"]|role|superior/)
})

test('of two fields with one label the one is told that is meant', () => {
  const need = { label: { zh: '需求描述', en: 'Need' }, custom: true }
  assert.deepEqual(
    said({ objects: { lead: { fields: { need_2: { ...need, kind: 'integer' } } } } }).map((one) =>
      one.replace(/（.*）/, '（…）'),
    ),
    ['新增对象「线索」 · 字段「需求描述（…）」'],
  )
})

test('a step of an approval stands where it was put, and its new place is told by labels', () => {
  const changes = {
    approvals: {
      quote_discount: {
        steps: {
          first: {
            label: { zh: '初审', en: 'First look' },
            approvers: [{ role: 'sales' }],
            mode: 'any',
          },
        },
        order: ['first'],
      },
    },
  }
  const stepsOf = (made: Record<string, unknown>) =>
    Object.keys(appOf(made).approvals.quote_discount!.steps)
  assert.deepEqual(stepsOf(changes), ['first', ...stepsOf({})])
  assert.deepEqual(
    said(changes).filter((one) => one.includes('顺序')),
    ['审批流「报价折扣审批」 · 顺序：— → 初审'],
  )
})

test('a Word file of a document is told as what was done with it, not by its id', () => {
  const word = (id: string | null) => ({ documents: { quote: { word: id } } })
  assert.deepEqual(said(word('01a216ec-7bd2-7051-8227-f0b9d6848747')), [
    '单据模板「报价单」 · 自己的 Word 模板：上传',
  ])
})

test('a changed name is one line that says where it stands', () => {
  assert.deepEqual(
    said({
      objects: { lead: { fields: { need: { label: { zh: '客户需求', en: 'Customer need' } } } } },
    }),
    ['对象「线索」 · 字段「客户需求」 · 名称：需求描述 → 客户需求'],
  )
})

test('a property that was set back to nothing is as if it never was', () => {
  const app = appOf({
    objects: {
      lead: {
        fields: { company: { max: null, search: null } },
        lifecycle: { stages: { new: { limit_days: null } } },
      },
    },
  })
  assert.equal('max' in app.objects.lead!.fields.company!, false)
  assert.equal('limit_days' in app.objects.lead!.lifecycle!.stages.new!, false)
})

test('a new condition is told as such, at its move, in words', () => {
  const gate = {
    checks: {
      named: { if: 'company is not empty', says: { zh: '已填公司', en: 'Company filled' } },
    },
  }
  assert.deepEqual(said({ objects: { lead: { lifecycle: { moves: { contact: { gate } } } } } }), [
    '新增对象「线索」 · 流转「未跟进 → 跟进中」 · 条件「已填公司」',
  ])
})

test('a choice of the field called roles is a choice, not a role', () => {
  const choices = { channel: { label: { zh: '渠道', en: 'Channel' } } }
  assert.deepEqual(said({ objects: { person: { fields: { roles: { choices } } } } }), [
    '新增对象「人员」 · 字段「角色」 · 选项「渠道」',
  ])
})

test('a section of a form that got a field is told as changed, not as taken away and added', () => {
  const { form } = appOf({}).objects.lead!
  const next = form!.map((section, at) =>
    at === 0 ? { ...section, fields: [...section.fields, 'number'] } : section,
  )
  assert.deepEqual(said({ objects: { lead: { form: next } } }), [
    `对象「线索」 · 表单：修改 ${form![0]!.label.zh}`,
  ])
})

test('a changed formula is told with the labels of its fields and choices', () => {
  assert.deepEqual(
    said({
      objects: {
        lead: { fields: { company: { required_if: 'stage = "new" and amount > 1000' } } },
      },
    }),
    ['对象「线索」 · 字段「公司」 · 必填条件：— → 阶段 = "未跟进" and 预计金额 > 1000'],
  )
  assert.deepEqual(
    said({ areas: { settings: { items: ['person', 'team'] } } })
      .at(-1)
      ?.includes('person'),
    false,
  )
})
