// Is each model that could not work refused in a clear sentence at its place, and nothing published?
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Attacked, attacked } from './attacks/attacked.ts'

let it: Attacked
before(async () => {
  it = await attacked()
  await it.hire('ada', ['admin'])
})
after(() => it.close())

const label = (zh: string) => ({ zh, en: zh })
const formula = (text: string) => ({
  kind: 'formula',
  formula: text,
  label: label('公式'),
  gives: 'decimal',
})
const lead = (part: object) => ({ objects: { lead: part } })
const flow = (steps: object) => ({
  approvals: {
    own: {
      object: 'quote',
      label: label('自建'),
      steps,
      waiting: 'in_approval',
      approved: 'approved',
      rejected: 'rejected',
      returned: 'draft',
    },
  },
})

const field = (kind: string, more: object) =>
  lead({ fields: { own: { kind, label: label('自建'), ...more } } })

const thing = {
  label: label('物'),
  title: 'name',
  fields: { name: { kind: 'text', label: label('名') } },
  allow: [],
}

const cases: readonly (readonly [what: string, changes: object, path: string, says: RegExp])[] = [
  [
    'a property of a field that there is not',
    field('text', { requird: true }),
    'objects.lead.fields.own.requird',
    /没有这个属性/,
  ],
  [
    'a part of an object that there is not',
    lead({ colour: 'red' }),
    'objects.lead.colour',
    /没有这个属性/,
  ],
  [
    'a part of a stage that there is not',
    lead({ lifecycle: { stages: { new: { limit_dayz: 3 } } } }),
    'objects.lead.lifecycle.stages.new.limit_dayz',
    /没有这个属性/,
  ],
  ...(
    [
      [
        'a total that is another one',
        { invoice: { fields: { gross: { kind: 'formula', formula: '1', gives: 'money' } } } },
        'invoice.fields.gross.kind',
      ],
      [
        'a total that people write',
        { invoice_line: { fields: { net: { read_only: false } } } },
        'invoice_line.fields.net.read_only',
      ],
      [
        'a balance that is another one',
        { invoice: { fields: { balance: { formula: '0' } } } },
        'invoice.fields.balance.formula',
      ],
      [
        'a sentence about money that is retired',
        { invoice: { always: null } },
        'invoice.always.whole',
      ],
      [
        'a sentence about money that says less',
        { payment: { always: { covered: { if: 'true' } } } },
        'payment.always.covered',
      ],
      ['postings that change', { posting: { append_only: false } }, 'posting.append_only'],
      [
        'allocations that people write',
        { allocation: { by_actions_only: null } },
        'allocation.by_actions_only',
      ],
      [
        'issued invoices that change',
        { invoice: { frozen: { stages: [] } } },
        'invoice.frozen.stages',
      ],
      [
        'an issued invoice with an open field',
        { invoice: { frozen: { except: ['gross'] } } },
        'invoice.frozen.except',
      ],
    ] as const
  ).map(
    ([what, objects, path]) => [what, { objects }, `objects.${path}`, /账目靠它保持一致/] as const,
  ),
  ['a map that there is not', { workflows: { one: {} } }, 'workflows', /没有这个属性/],
  ['program code', lead({ derive: 'return 1' }), 'objects.lead.derive', /没有这个属性/],
  [
    'a step that says too much',
    {
      automations: {
        one: {
          label: label('一'),
          when: { on: 'create', object: 'lead' },
          steps: [{ do: 'wait', days: 1, hours: 2 }],
        },
      },
    },
    'automations.one.steps[0].hours',
    /没有这个属性/,
  ],
  [
    'bounds that nothing is between',
    field('integer', { min: 10, max: 1 }),
    'objects.lead.fields.own.min',
    /上限/,
  ],
  [
    'amounts that nothing is between',
    field('money', { min: '0.02', max: '0.01' }),
    'objects.lead.fields.own.min',
    /上限/,
  ],
  [
    'a bound that is no whole number',
    field('integer', { max: '1.5' }),
    'objects.lead.fields.own.max',
    /整数/,
  ],
  [
    'more decimal places than there can be',
    field('decimal', { digits: 99 }),
    'objects.lead.fields.own.digits',
    /最多 12/,
  ],
  ['a text without room', field('text', { max: 0 }), 'objects.lead.fields.own.max', /1 到/],
  [
    'a field that a role may read that there is not',
    field('text', { read: ['nope'] }),
    'objects.lead.fields.own.read',
    /「nope」/,
  ],
  [
    'a field that a role may write that there is not',
    field('text', { write: ['nope'] }),
    'objects.lead.fields.own.write',
    /「nope」/,
  ],
  [
    'rights of a role that there is not',
    lead({ allow: [{ role: 'nope', deeds: ['read'] }] }),
    'objects.lead.allow[0].role',
    /「nope」/,
  ],
  [
    'a right to do what there is not',
    lead({ allow: [{ role: 'sales', deeds: ['see'] }] }),
    'objects.lead.allow[0].deeds[0]',
    /read/,
  ],
  [
    'an automation that waits for what never happens',
    {
      automations: {
        never: {
          label: label('从不'),
          when: { on: 'never', object: 'lead' },
          steps: [{ do: 'wait', days: 1 }],
        },
      },
    },
    'automations.never.when.on',
    /create \/ change/,
  ],
  [
    'a time table without times',
    {
      automations: {
        never: {
          label: label('从不'),
          when: { on: 'schedule', object: 'lead' },
          steps: [{ do: 'wait', days: 1 }],
        },
      },
    },
    'automations.never.when.cron',
    /cron/,
  ],
  [
    'a time table that never comes',
    {
      automations: {
        never: {
          label: label('从不'),
          when: { on: 'schedule', object: 'lead', cron: '99 9 * * *' },
          steps: [{ do: 'wait', days: 1 }],
        },
      },
    },
    'automations.never.when.cron',
    /cron/,
  ],
  [
    'a stage that is set past its gates',
    {
      automations: {
        never: {
          label: label('从不'),
          when: { on: 'create', object: 'lead' },
          steps: [{ do: 'change', set: { stage: '"qualified"' } }],
        },
      },
    },
    'automations.never.steps[0].set.stage',
    /阶段只能由操作改变/,
  ],
  [
    'a text for an amount',
    {
      automations: {
        never: {
          label: label('从不'),
          when: { on: 'create', object: 'lead' },
          steps: [{ do: 'change', set: { amount: '"much"' } }],
        },
      },
    },
    'automations.never.steps[0].set.amount',
    /数字/,
  ],
  [
    'a default that is no value of its field',
    lead({ fields: { budget: { kind: 'integer', label: label('预算'), default: '"abc"' } } }),
    'objects.lead.fields.budget.default',
    /数字/,
  ],
  [
    'formulas in a circle',
    lead({ fields: { a: formula('b + 1'), b: formula('a + 1') } }),
    'objects.lead.fields.a.formula',
    /公式互相引用.*lead\.a → lead\.b → lead\.a/,
  ],
  [
    'a sum over rows that counts itself',
    {
      objects: {
        quote: {
          fields: { all: { kind: 'rollup', formula: 'SUM(lines.part)', label: label('合计') } },
        },
        quote_line: { fields: { part: formula('quote.all') } },
      },
    },
    'objects.quote.fields.all.formula',
    /公式互相引用/,
  ],
  [
    'a gate that asks for what nobody may write',
    lead({
      fields: { seal: { kind: 'text', label: label('盖章'), write: ['admin'] } },
      lifecycle: { moves: { contact: { gate: { require: ['seal'] } } } },
    }),
    'objects.lead.lifecycle.moves.contact.gate.require',
    /没有人能通过：「盖章」谁都不能填写/,
  ],
  [
    'an automation by the clock that does not say when',
    {
      automations: {
        own: {
          label: label('自建'),
          when: { on: 'schedule', object: 'lead' },
          steps: [{ do: 'message', to: [{ field: 'owner' }], text: label('x') }],
        },
      },
    },
    'automations.own.when.cron',
    /五段的 cron/,
  ],
  [
    'a stage to which no move leads',
    lead({ lifecycle: { stages: { island: { label: label('孤岛') } } } }),
    'objects.lead.lifecycle.stages.island',
    /走不到阶段/,
  ],
  [
    'a step of an approval without approver',
    flow({
      one: { label: label('一'), approvers: [{ role: 'manager' }], mode: 'any' },
      two: { label: label('二'), approvers: [], mode: 'any' },
    }),
    'approvals.own.steps.two.approvers',
    /没有审批人/,
  ],
  ['an approval without steps', flow({}), 'approvals.own.steps', /没有审批人/],
  [
    'an approver with a role that there is not',
    flow({ one: { label: label('一'), approvers: [{ role: 'king' }], mode: 'any' } }),
    'approvals.own.steps.one.approvers',
    /没有角色「king」/,
  ],
  [
    'a name that SQL does not like',
    lead({ fields: { 'drop table "x"': { kind: 'text', label: label('坏') } } }),
    'objects.lead.fields.drop table "x"',
    /不能用作字段名/,
  ],
  [
    'a word of formulas in capitals',
    lead({ fields: { AND: { kind: 'text', label: label('且') } } }),
    'objects.lead.fields.AND',
    /不能用作字段名/,
  ],
  ...['constructor', 'prototype'].map(
    (name) =>
      [
        `a patch that reaches behind objects by “${name}”`,
        lead({ fields: { own: { [name]: { x: 1 } } } }),
        `objects.lead.fields.own.${name}`,
        /不能用作名称/,
      ] as const,
  ),
  [
    'a name that an address does not like',
    {
      objects: {
        'a/b?c': {
          label: label('坏'),
          title: 'name',
          fields: { name: { kind: 'text', label: label('名') } },
          allow: [],
        },
      },
    },
    'objects.a/b?c',
    /不能用作对象名/,
  ],
  [
    'a name that the API has taken',
    {
      objects: {
        query: {
          label: label('坏'),
          title: 'name',
          fields: { name: { kind: 'text', label: label('名') } },
          allow: [],
        },
      },
    },
    'objects.query',
    /不能用作对象名/,
  ],
  [
    'a formula over a field that is gone',
    lead({ fields: { hint: formula('nothing * 2') } }),
    'objects.lead.fields.hint.formula',
    /nothing/,
  ],
]
for (const [what, changes, path, says] of cases)
  test(`${what} is refused`, async () => {
    const version = it.firm.world.app.version
    for (const way of ['check', 'effects', 'publish']) {
      const answer = await it.knock('ada', {
        method: 'POST',
        url: `/api/v1/model/${way}`,
        body: { changes },
      })
      assert.equal(answer.statusCode, 422, `${way} ${answer.body}`)
      const found = (answer.json().errors as { path: string; detail: string }[]).find(
        (one) => one.path === path,
      )
      assert.match(found?.detail ?? answer.body, says)
    }
    assert.equal(it.firm.world.app.version, version)
  })

test('what is misshapen and what means nothing is told in one answer, and nothing that only follows', async () => {
  const answer = await it.knock('ada', {
    method: 'POST',
    url: '/api/v1/model/check',
    body: {
      changes: {
        workflows: { one: {} },
        objects: {
          lead: {
            rules: { sane: { if: 'nothing > 1', says: label('有') } },
            fields: {
              // Half a field: who names it is not wrong because of that.
              own: { kind: 'money', label: label('自建'), digitz: 2 },
              twice: formula('own * 2'),
              odd: { label: label('不成'), kind: 'colour' },
              after_odd: formula('odd * 2'),
              bad: formula('missing * 2'),
            },
          },
          thing: { label: label('物'), title: 'name', fields: { name: { kind: 'text' } } },
        },
        automations: {
          one: {
            label: label('一'),
            when: { on: 'create', object: 'nowhere' },
            steps: [{ do: 'wait', days: 1 }],
          },
          two: {
            label: label('二'),
            when: { on: 'create', object: 'lead' },
            steps: [{ do: 'dance' }],
          },
        },
        ...flow({ one: { label: label('一'), approvers: [{ role: 'king' }], mode: 'any' } }),
      },
    },
  })
  assert.equal(answer.statusCode, 422)
  const paths = (answer.json().errors as { path: string }[]).map((one) => one.path)
  assert.deepEqual(paths.sort(), [
    'approvals.own.steps.one.approvers[0]',
    'automations.one.when',
    'automations.two.steps[0].do',
    'objects.lead.fields.bad.formula',
    'objects.lead.fields.odd.kind',
    'objects.lead.fields.own.digitz',
    'objects.lead.rules.sane',
    'objects.thing.allow',
    'workflows',
  ])
})

test('a standard part that was made unusable is told alone: what is built on it follows from it', async () => {
  const answer = await it.knock('ada', {
    method: 'POST',
    url: '/api/v1/model/check',
    body: { changes: { objects: { invoice: { fields: 5 }, lead: { title: 7 } } } },
  })
  const paths = (answer.json().errors as { path: string }[]).map((one) => one.path)
  assert.deepEqual(paths.sort(), ['objects.invoice.fields', 'objects.lead.title'])
})

test('five hundred fields are published in one version, listed and written', async () => {
  const fields = Object.fromEntries(
    Array.from({ length: 500 }, (_, i) => [
      `f${i}`,
      { kind: (['text', 'decimal', 'date', 'yes_no'] as const)[i % 4], label: label(`字段${i}`) },
    ]),
  )
  const answer = await it.knock('ada', {
    method: 'POST',
    url: '/api/v1/model/publish',
    body: { changes: { objects: { competitor: { fields } } } },
  })
  assert.equal(answer.statusCode, 200, answer.body)
  const made = await it.firm.system.create('competitor', {
    name: '示例对手',
    f0: '一',
    f1: '2.5',
    f499: true,
  })
  const list = await it.knock('ada', { url: '/api/v1/competitor?filter=f1%20%3E%202&sort=-f1' })
  assert.deepEqual(
    list.json().data.map((one: { id: string; f0: string }) => [one.id, one.f0]),
    [[made.id, '一']],
  )
  const more = Object.fromEntries(
    Array.from({ length: 400 }, (_, i) => [`g${i}`, { kind: 'text', label: label(`再${i}`) }]),
  )
  const over = await it.knock('ada', {
    method: 'POST',
    url: '/api/v1/model/check',
    body: { changes: { objects: { competitor: { fields: more } } } },
  })
  assert.deepEqual(
    [over.statusCode, over.json().errors[0].path],
    [422, 'objects.competitor.fields'],
  )
})

test('no field and no object is called by a word of formulas, which would take the name for its own', async () => {
  const words = 'true false and or not in null me empty none is between contains with'.split(' ')
  const fields = Object.fromEntries(
    words.map((word) => [word, { kind: 'text', label: label('字') }]),
  )
  const objects = Object.fromEntries(words.map((word) => [word, thing]))
  const answer = await it.knock('ada', {
    method: 'POST',
    url: '/api/v1/model/publish',
    body: { changes: { objects: { lead: { fields }, ...objects } } },
  })
  assert.equal(answer.statusCode, 422)
  const said = (answer.json().errors as { path: string; detail: string }[]).map(
    ({ path, detail }) => [path, detail],
  )
  for (const word of words) {
    const says = `「${word}」是公式里的词，不能用作名称，请换一个`
    const places = [`objects.lead.fields.${word}`, `objects.${word}`]
    for (const path of word === 'me' ? places.slice(0, 1) : places)
      assert.deepEqual(
        said.find(([at]) => at === path),
        [path, says],
      )
  }
})

test('no object is called like an address of the API: it could not be reached', async () => {
  const words = new Set(
    it.doors.flatMap((door) => /^\S+ \/api\/v1\/([a-z_]+)(?:\/|$)/.exec(door)?.[1] ?? []),
  )
  const free = [...words].filter((word) => !Object.hasOwn(it.firm.world.app.objects, word))
  assert.ok(free.length > 15, free.join())
  for (const word of free) {
    const answer = await it.knock('ada', {
      method: 'POST',
      url: '/api/v1/model/check',
      body: { changes: { objects: { [word]: thing } } },
    })
    assert.equal(answer.statusCode, 422, word)
    assert.match(answer.body, new RegExp(`「${word}」不能用作`))
  }
})

test('a choice may be called by a word of formulas: it stands there in quotes', async () => {
  const kinds = { true: { label: label('真') }, none: { label: label('无') } }
  const own = { kind: 'choice', label: label('自建'), choices: kinds }
  const published = await it.knock('ada', {
    method: 'POST',
    url: '/api/v1/model/publish',
    body: { changes: lead({ fields: { own } }) },
  })
  assert.equal(published.statusCode, 200, published.body)
  await it.firm.system.create('lead', { name: '王工', company: '示例公司', own: 'none' })
  const found = await it.knock('ada', {
    url: `/api/v1/lead?filter=${encodeURIComponent('own = "none"')}&select=own`,
  })
  assert.deepEqual(
    found.json().data.map((one: { own: string }) => one.own),
    ['none'],
  )
})

test('a patch with a name that would reach behind objects is refused by each address that takes JSON', async () => {
  for (const [method, url] of [
    ['POST', '/api/v1/model/publish'],
    ['POST', '/api/v1/model/check'],
    ['POST', '/api/v1/model/drafts'],
    ['PATCH', '/api/v1/model/objects/lead'],
    ['POST', '/api/v1/lead'],
  ] as const) {
    const answer = await it.knock('ada', {
      method,
      url,
      raw: '{"changes":{"__proto__":{"objects":{}}},"patch":{"__proto__":{}},"__proto__":{"name":"x"}}',
      headers: { 'content-type': 'application/json' },
    })
    assert.deepEqual([answer.statusCode, answer.json().code], [400, 'malformed'], url)
    assert.match(answer.json().detail, /__proto__/)
  }
})
