// What does a publish do to what is there: nothing silently, all of it or none, and back again?
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { ModelEffects } from '#kernel/api/draft.ts'
import type { VersionsPage } from '#kernel/api/model.ts'
import type { Row, Values } from '#kernel/object.ts'
import { sql } from '#kernel/sql.ts'
import { type Attacked, attacked, type Knock } from './attacks/attacked.ts'

let it: Attacked
before(async () => {
  it = await attacked()
  await it.hire('ada', ['admin'])
  await it.hire('sue', ['sales'])
})
after(() => it.close())

const ask = async <T>(who: string, knock: Knock, status = 200): Promise<T> => {
  const answer = await it.knock(who, knock)
  assert.equal(
    answer.statusCode,
    status,
    answer.statusCode === 500
      ? it.log.filter((line) => line.includes('"bug"')).join('\n')
      : answer.body,
  )
  return (answer.body ? answer.json() : undefined) as T
}
const post = <T>(path: string, body: object, status = 200): Promise<T> =>
  ask('ada', { method: 'POST', url: `/api/v1/model/${path}`, body }, status)
const publish = (changes: object, more: object = {}): Promise<{ version: number }> =>
  post('publish', { changes, ...more })
const refused = (path: string, body: object, status: number) =>
  post<{ code: string; errors?: { path: string; detail: string }[]; detail: string }>(
    path,
    body,
    status,
  )
const effects = (changes: object) => post<ModelEffects>('effects', { changes })
const field = (object: string, name: string, def: object | null) => ({
  objects: { [object]: { fields: { [name]: def } } },
})
const label = (zh: string) => ({ zh, en: zh })
const lead = (values: object): Promise<Row> =>
  it.firm.system.create('lead', {
    name: '王工',
    company: '示例公司',
    phone: '13800138000',
    ...values,
  }) as Promise<Row>

test('text becomes numbers: each value’s fate is told first, what does not convert stops it, what is kept can be fetched, undo brings all back', async () => {
  await publish(field('lead', 'budget', { kind: 'text', label: label('预算'), custom: true }))
  const rows = await Promise.all(
    ['1,200 元', '３．５万', '面议', null].map((budget) => lead({ budget })),
  )
  const change = field('lead', 'budget', { kind: 'money' })
  const { conversions } = await effects(change)
  assert.deepEqual(
    [
      conversions[0]!.total,
      conversions[0]!.lost,
      conversions[0]!.sample.map((one) => one.value),
      conversions[0]!.from.zh,
      conversions[0]!.to.zh,
    ],
    [3, 1, ['面议'], '单行文本', '金额'],
  )
  assert.deepEqual(
    conversions[0]!.becomes.toSorted((a, b) => a.after.localeCompare(b.after)),
    [
      { before: '1,200 元', after: '1200' },
      { before: '３．５万', after: '35000' },
    ],
  )
  assert.deepEqual(await effects({}), {
    rows: [],
    conversions: [],
    defaults: [],
    caught: [],
    stages: [],
    kept: [],
    own: [],
    approvals: [],
    uses: [],
  })
  const stopped = await refused('publish', { changes: change }, 409)
  assert.deepEqual(
    [stopped.code, it.firm.world.app.objects.lead!.fields.budget!.kind],
    ['values-not-converted', 'text'],
  )
  const before = it.firm.world.app.version
  const { version } = await publish(change, { keep_unconverted: true })
  const shown = async (): Promise<unknown[]> =>
    (await Promise.all(rows.map((row) => it.firm.system.get('lead', row.id as string)))).map(
      (row) => row.budget,
    )
  assert.deepEqual(await shown(), ['1200', '35000', null, null])
  const file = await it.knock('ada', {
    url: `/api/v1/model/versions/${version}/unconverted/lead/budget`,
  })
  assert.deepEqual(
    [file.statusCode, file.headers['content-type']],
    [200, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  )
  await it.firm.system.change('lead', rows[1]!.id as string, { budget: '36000' })
  await post('rollback', { to: before })
  assert.deepEqual(
    await shown(),
    ['1,200 元', '36000', '面议', null],
    'what nobody changed is as it was typed; what was changed since is as it is now',
  )
})

test('text becomes days of the calendar; a day that there is not stays text', async () => {
  await publish(field('account', 'since', { kind: 'text', label: label('合作始于'), custom: true }))
  const account = await it.firm.system.create('account', {
    name: '示例客户',
    since: '2024年2月30日',
  })
  const other = await it.firm.system.create('account', { name: '示例客户二', since: '2024/2/9' })
  await publish(field('account', 'since', { kind: 'date' }), { keep_unconverted: true })
  assert.deepEqual(
    [
      (await it.firm.system.get('account', account.id)).since,
      (await it.firm.system.get('account', other.id)).since,
    ],
    [null, '2024-02-09'],
  )
})

test('a new field with a default fills it in from the first record on', async () => {
  await publish(
    field('lead', 'decider', {
      kind: 'text',
      label: label('决策人'),
      default: '"待定"',
      custom: true,
    }),
  )
  assert.equal((await lead({})).decider, '待定')
})

test('a default leaves what is there empty and says so; filled in when asked for, each record tells it, and an undo takes it away', async () => {
  const old = await lead({ company: '旧客户' })
  const kept = await lead({ company: '另一家' })
  const change = field('lead', 'first_word', {
    kind: 'text',
    label: label('称呼'),
    default: '"您好，" & company',
    custom: true,
  })
  const { defaults } = await effects(change)
  const { count } = await ask<{ count: number }>('ada', {
    url: '/api/v1/lead?limit=1&count=exact',
  })
  assert.deepEqual(
    defaults.map(({ place, ...one }) => [one, place.zh.includes('称呼')]),
    [[{ object: 'lead', field: 'first_word', count, fillable: true }, true]],
  )
  const { version } = await publish(change)
  assert.equal((await it.firm.system.get('lead', old.id)).first_word, null)
  await it.firm.system.change('lead', kept.id, { first_word: '尊敬的' })

  const bulk = (body: object, status: number) =>
    ask<{ job: string }>('ada', { method: 'POST', url: '/api/v1/lead/bulk', body }, status)
  const filter = 'first_word is empty'
  await bulk({ filter, fill: 'company', count: 1 }, 422)
  await bulk({ filter, fill: 'first_word', remove: true, count: 1 }, 422)
  const { job } = await bulk({ filter, fill: 'first_word', count: count - 1 }, 202)
  await ended(job)
  const filled = await it.firm.system.get('lead', old.id)
  assert.deepEqual(
    [filled.first_word, (await it.firm.system.get('lead', kept.id)).first_word],
    ['您好，旧客户', '尊敬的'],
  )
  const [told] = (
    await ask<{ data: { deed: string; who: { name: string }; changes: unknown }[] }>('ada', {
      url: `/api/v1/lead/${old.id}/history`,
    })
  ).data
  assert.deepEqual([told!.deed, told!.who.name], ['change', 'ada'])

  await post('rollback', { to: version - 1 })
  assert.equal('first_word' in (await it.firm.system.get('lead', old.id)), false)
})

async function ended(job: string): Promise<void> {
  for (;;) {
    const { stage } = await ask<{ stage: string }>('ada', { url: `/api/v1/jobs/${job}` })
    if (stage === 'done') return
    assert.ok(['waiting', 'running'].includes(stage), stage)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

test('standard fields and fields of sealed documents keep their kinds, and what can’t become another says so', async () => {
  assert.match(
    (await refused('check', { changes: field('lead', 'name', { kind: 'date' }) }, 422)).errors![0]!
      .detail,
    /标准字段/,
  )
  for (const [object, name] of [
    ['lead', 'title'],
    ['contact', 'title'],
  ] as const)
    assert.match(
      (
        await refused(
          'publish',
          {
            changes: field(object, name, { kind: 'formula', formula: 'name', gives: 'text' }),
          },
          422,
        )
      ).detail,
      /标准字段/,
    )
  await publish(
    field('lead', 'partner', {
      kind: 'ref',
      object: 'account',
      label: label('伙伴'),
      custom: true,
    }),
  )
  assert.match(
    (await refused('check', { changes: field('lead', 'partner', { kind: 'money' }) }, 422))
      .errors![0]!.detail,
    /不能把/,
  )
  for (const object of ['quote', 'invoice_line']) {
    await publish(field(object, 'remark_2', { kind: 'text', label: label('备注二'), custom: true }))
    assert.match(
      (await refused('check', { changes: field(object, 'remark_2', { kind: 'money' }) }, 422))
        .errors![0]!.detail,
      /封存/,
    )
  }
})

test('an automation that calls a private address is refused when the model is checked, at its place', async () => {
  const changes = {
    automations: {
      tell: {
        label: label('通知'),
        when: { on: 'create', object: 'lead' },
        steps: [{ do: 'webhook', url: 'http://169.254.169.254/latest', fields: [] }],
      },
    },
  }
  for (const path of ['effects', 'publish']) {
    const { code, errors } = await refused(path, { changes }, 422)
    assert.deepEqual(
      [code, errors?.map((one) => one.path)],
      ['model-not-sound', ['automations.tell.steps[0].url']],
    )
  }
})

test('what is new and would catch records is counted, with the filter that opens them', async () => {
  const { caught } = await effects({
    objects: {
      lead: {
        fields: { need: { required: true } },
        lifecycle: { moves: { contact: { gate: { require: ['email'] } } } },
      },
    },
  })
  const all = (await it.firm.system.list('lead')).length
  assert.deepEqual(
    caught.map((one) => [one.count, one.filter]),
    [
      [all, 'need is empty'],
      [all, '(stage = "new") and email is empty'],
    ],
  )
})

test('a retired stage with records in it asks where they go, and moves them with the publish, in the log', async () => {
  const stage = { contacting: null }
  const changes = {
    objects: {
      lead: {
        lifecycle: {
          stages: stage,
          moves: {
            contact: null,
            qualify: { from: ['new'] },
            disqualify: { from: ['new', 'qualified'] },
            reopen: { to: 'new' },
          },
        },
      },
    },
  }
  const made = await lead({})
  await it.firm.system.act('lead', made.id as string, 'move', { to: 'contacting' })
  const check = await it.knock('ada', {
    method: 'POST',
    url: '/api/v1/model/effects',
    body: { changes },
  })
  if (check.statusCode === 422) return assert.fail(check.body)
  const told = check.json() as ModelEffects
  assert.deepEqual(
    told.stages.map((one) => [one.stage, one.count]),
    [['contacting', 1]],
  )
  const stopped = await refused('publish', { changes }, 409)
  assert.equal(stopped.code, 'stage-still-holds')
  const before = it.firm.world.app.version
  await publish(changes, { move_to: { lead: { contacting: 'new' } } })
  assert.equal((await it.firm.system.get('lead', made.id as string)).stage, 'new')
  const [event] = await it.firm.world.db.query<{ deed: string; changes: unknown }>(
    sql`select deed, changes from event where record = ${made.id}::uuid order by seq desc limit 1`,
  )
  assert.deepEqual([event!.deed, event!.changes], ['move', { stage: ['contacting', 'new'] }])
  await post('rollback', { to: before })
})

test('whoever still works by the version before puts nothing into a retired stage: they are told to try again, and nothing has happened', async () => {
  const { world } = it.firm
  const before = world.app
  const made = await lead({})
  await publish(
    {
      objects: {
        lead: {
          lifecycle: {
            stages: { contacting: null },
            moves: {
              contact: null,
              qualify: { from: ['new'] },
              disqualify: { from: ['new', 'qualified'] },
              reopen: { to: 'new' },
            },
          },
        },
      },
    },
    { move_to: { lead: { contacting: 'new' } } },
  )
  const after = world.app
  // Another process on the same database has not heard of it yet.
  world.app = before
  const move = await it.knock('ada', {
    method: 'POST',
    url: `/api/v1/lead/${String(made.id)}/actions/move`,
    body: { to: 'contacting' },
  })
  world.app = after
  assert.deepEqual([move.statusCode, move.json().code], [503, 'busy'])
  assert.equal((await it.firm.system.get('lead', made.id as string)).stage, 'new')
  await post('rollback', { to: before.version })
  await it.firm.system.act('lead', made.id as string, 'move', { to: 'contacting' })
})

test('going back to a version without a stage and its approval tells what waits there first, asks where to, and withdraws the approvals', async () => {
  const before = it.firm.world.app.version
  await publish({
    objects: {
      lead: {
        lifecycle: {
          stages: { checking: { label: label('立项审核') } },
          moves: {
            check: { from: ['new'], to: 'checking' },
            back: { from: ['checking'], to: 'new' },
          },
        },
      },
    },
    approvals: {
      lead_check: {
        object: 'lead',
        label: label('立项审批'),
        waiting: 'checking',
        approved: 'contacting',
        rejected: 'new',
        returned: 'new',
        steps: { boss: { label: label('经理'), approvers: [{ role: 'admin' }], mode: 'any' } },
      },
    },
  })
  const made = await lead({ owner: it.people.sue!.who.id })
  await ask('sue', {
    method: 'POST',
    url: `/api/v1/lead/${made.id}/actions/move`,
    body: { to: 'checking' },
  })
  const told = await post<ModelEffects>('effects', { to: before })
  assert.deepEqual(
    [
      told.stages.map((one) => [one.label.zh, one.count]),
      told.approvals.map((one) => [one.label.zh, one.count]),
    ],
    [[['立项审核', 1]], [['立项审批', 1]]],
  )
  const { data } = await ask<{ data: { says: { zh: string } }[] }>('ada', {
    url: `/api/v1/model/versions/${it.firm.world.app.version}/diff/${before}`,
  })
  assert.ok(
    data.some((one) => one.says.zh.includes('流转「未跟进 → 立项审核」')),
    'what goes is still called by its label',
  )
  assert.equal((await refused('rollback', { to: before }, 409)).code, 'stage-still-holds')
  assert.equal(
    (await refused('rollback', { to: before, if_version: before }, 409)).code,
    'model-moved',
  )
  await post('rollback', { to: before, note: '不合适', move_to: { lead: { checking: 'new' } } })
  assert.equal((await it.firm.system.get('lead', made.id as string)).stage, 'new')
  const [approval] = await it.firm.world.db.query<{ stage: string; tasks: string[] }>(
    sql`select stage, array(select distinct t.stage from approval_task t where t.approval = a.id) as tasks from approval a where record_id = ${made.id}`,
  )
  assert.deepEqual([approval!.stage, approval!.tasks], ['withdrawn', ['withdrawn']])
  const notices = await ask<{ data: { text_zh: string }[] }>('sue', {
    url: '/api/v1/notice?sort=-created_at&limit=1',
  })
  assert.equal(notices.data[0]!.text_zh, '审批流「立项审批」已停用，您提交的审批已撤回')
  const versions = await ask<VersionsPage>('ada', { url: '/api/v1/model/versions' })
  assert.equal(versions.data[0]!.note, `↩ ${before} 不合适`)
})

test('whoever has not heard that a flow was retired asks for nothing in it; what was asked for all the same is not answered, and ends with the next publish', async () => {
  const { world } = it.firm
  const lifecycle = {
    stages: { checking: { label: label('立项审核') } },
    moves: { check: { from: ['new'], to: 'checking' }, back: { from: ['checking'], to: 'new' } },
  }
  const flow = {
    object: 'lead',
    label: label('立项审批'),
    waiting: 'checking',
    approved: 'contacting',
    rejected: 'new',
    returned: 'new',
    steps: { boss: { label: label('经理'), approvers: [{ role: 'admin' }], mode: 'any' } },
  }
  await publish({ objects: { lead: { lifecycle } }, approvals: { lead_check: flow } })
  const [late, stray] = [
    await lead({ owner: it.people.sue!.who.id }),
    await lead({ owner: it.people.sue!.who.id }),
  ]
  const move = (id: unknown): Knock => ({
    method: 'POST',
    url: `/api/v1/lead/${String(id)}/actions/move`,
    body: { to: 'checking' },
  })
  await ask('sue', move(stray.id))
  const asked = world.app
  // A second flow of the same stage keeps its actions there.
  await publish({
    approvals: { lead_check: null, other_check: { ...flow, label: label('另一审批') } },
  })
  const after = world.app
  world.app = asked
  const refusal = await it.knock('sue', move(late.id))
  world.app = after
  assert.deepEqual([refusal.statusCode, refusal.json().code], [503, 'busy'])
  assert.equal((await it.firm.system.get('lead', stray.id as string)).stage, 'new')
  // As it was left by a process that did not hear of it in time.
  await world.db.query(sql`update lead set stage = 'checking' where id = ${stray.id}::uuid`)
  await world.db.query(sql`update approval set stage = 'waiting' where record_id = ${stray.id}`)
  await world.db.query(
    sql`update approval_task set stage = 'waiting' where approval in (select id from approval where record_id = ${stray.id})`,
  )
  for (const [action, body] of [
    ['approve', {}],
    ['withdraw', {}],
  ] as const) {
    const answer = await it.knock('ada', {
      method: 'POST',
      url: `/api/v1/lead/${String(stray.id)}/actions/${action}`,
      body,
    })
    assert.deepEqual([answer.statusCode, answer.json().code], [409, 'no-approval'])
  }
  await publish({ approvals: { other_check: { label: label('第三审批') } } })
  const [approval] = await world.db.query<{ stage: string }>(
    sql`select stage from approval where record_id = ${stray.id}`,
  )
  assert.equal(approval!.stage, 'withdrawn')
})

test('a flow of the standard that is retired asks nobody any more: what waited goes back to be corrected, what is submitted is approved', async () => {
  const { system, world } = it.firm
  const before = world.app.version
  const account = await system.create('account', { name: '退流客户' })
  const product = await system.create('product', { name: '退流机', list_price: '1000' })
  const quoted = async (): Promise<string> => {
    const deal = await system.create('opportunity', { name: '退流项目', account: account.id })
    const made = await system.act('opportunity', deal.id, 'create_quote', {
      lines: [{ product: product.id, quantity: '1', discount_percent: '30' }],
    })
    return made.quote as string
  }
  const submit = (id: string) =>
    ask<{ stage: string }>('ada', {
      method: 'POST',
      url: `/api/v1/quote/${id}/actions/submit`,
      body: {},
    })
  const stage = async (id: string) => (await system.get('quote', id)).stage
  const waiting = await quoted()
  assert.equal((await submit(waiting)).stage, 'in_approval')
  await publish({ approvals: { quote_discount: null } })
  assert.equal(await stage(waiting), 'draft')
  assert.equal((await submit(waiting)).stage, 'approved')
  const next = await quoted()
  assert.equal((await submit(next)).stage, 'approved')
  await post('rollback', { to: before })
  assert.equal((await submit(await quoted())).stage, 'in_approval')
})

test('what changes nothing is no version: the same again, what the standard says already, an earlier version that is like this one', async () => {
  const changes = {
    objects: { lead: { fields: { again: { kind: 'integer', label: label('再次'), min: 1 } } } },
    roles: { partner: { label: label('伙伴') } },
  }
  const { version } = await publish(changes)
  assert.deepEqual(await publish(changes), { version })
  assert.deepEqual(await publish({}), { version })
  const { fields } = await ask<{ fields: Record<string, { label: object }> }>('ada', {
    url: '/api/v1/model/objects/lead',
  })
  assert.deepEqual(
    await publish({ objects: { lead: { fields: { phone: { label: fields.phone!.label } } } } }),
    { version },
  )
  assert.deepEqual(await post('rollback', { to: version }), { version })
  const versions = await ask<VersionsPage>('ada', { url: '/api/v1/model/versions' })
  assert.equal(versions.data[0]!.version, version)
  assert.equal((await publish({ roles: { partner: null } })).version, version + 1)
})

test('versions come a page at a time, each with its own difference', async () => {
  for (let n = 0; n < 21; n++)
    await publish({ objects: { lead: { fields: { need: { help: label(`第 ${n} 句`) } } } } })
  const first = await ask<VersionsPage>('ada', { url: '/api/v1/model/versions' })
  const more = await ask<VersionsPage>('ada', {
    url: `/api/v1/model/versions?before=${first.next}`,
  })
  assert.deepEqual([first.data.length, first.data.at(-1)!.version - 1], [20, more.data[0]!.version])
  assert.match(first.data.at(-1)!.diff[0]!.says.zh, /提示：第 0 句 → 第 1 句/)
  assert.match(more.data[0]!.diff[0]!.says.zh, /提示：— → 第 0 句/)
  await ask('ada', { url: '/api/v1/model/versions?before=x' }, 400)
})

test('deleting what is used lists every use with what takes it away; taken away, it publishes', async () => {
  await publish({
    objects: {
      lead: {
        fields: {
          grade: {
            kind: 'choice',
            label: label('等级'),
            choices: { a: { label: label('甲') } },
            custom: true,
          },
          top: {
            kind: 'formula',
            label: label('重点'),
            formula: 'grade = "a"',
            gives: 'yes_no',
            custom: true,
          },
        },
        list: ['name', 'grade'],
        lifecycle: {
          moves: {
            contact: {
              gate: { checks: { graded: { if: 'grade is not empty', says: label('已定级') } } },
            },
          },
        },
      },
    },
    views: {
      graded: {
        object: 'lead',
        label: label('已定级的'),
        filter: 'grade is not empty',
        columns: ['name', 'grade'],
      },
    },
    reports: {
      grades: {
        object: 'lead',
        label: label('各级线索'),
        rows: [{ by: 'owner' }, { by: 'grade' }],
        measures: {
          all: { label: label('数量'), of: 'count()' },
          top: { label: label('重点'), of: '100 * countif(grade = "a") / count()' },
        },
        as: 'table',
      },
    },
    dashboards: {
      grades: {
        label: label('定级看板'),
        filters: { grade: { label: label('等级'), kind: 'value', on: { lead: 'grade' } } },
        blocks: { grades: { kind: 'report', report: 'grades', at: { x: 0, y: 0, w: 6, h: 6 } } },
      },
    },
    areas: { sales: { items: ['lead', 'report/grades'] } },
  })
  const gone = field('lead', 'grade', null)
  const { data } = await post<{ data: ModelEffects['uses'] }>('uses', { changes: gone })
  assert.deepEqual(data.map((one) => one.path).sort(), [
    'dashboards.grades.filters.grade.on.lead',
    'objects.lead.fields.top.formula',
    'objects.lead.lifecycle.moves.contact.gate.checks.graded.if',
    'objects.lead.list.1',
    'reports.grades.measures.top.of',
    'reports.grades.rows.1.by',
    'views.graded.columns.1',
    'views.graded.filter',
  ])
  assert.equal((await refused('publish', { changes: gone }, 422)).code, 'model-not-sound')
  const removing = data.reduce<object>(
    (all, one) =>
      deep(
        all,
        one.remove!.path.reduceRight<unknown>(
          (inner, key) => ({ [key]: inner }),
          one.remove!.value,
        ) as object,
      ),
    gone,
  )
  await publish(removing)
  assert.deepEqual(it.firm.world.app.objects.lead!.list, ['name'])
  assert.equal(it.firm.world.app.objects.lead!.fields.top, undefined)
  assert.deepEqual(Object.keys(it.firm.world.app.reports.grades!.measures), ['all'])

  // A report stands on boards and in the menu.
  const used = await post<{ data: ModelEffects['uses'] }>('uses', {
    changes: { reports: { grades: null } },
  })
  assert.deepEqual(used.data.map((one) => [one.path, one.remove?.path.join('.')]).sort(), [
    ['areas.sales.items.1', 'areas.sales.items'],
    ['dashboards.grades.blocks.grades.report', 'dashboards.grades.blocks.grades'],
  ])
})

test('a field that goes is taken out of its section of the form and out of its condition; the section stays', async () => {
  const form = [
    { label: label('一'), fields: ['name', 'rank'], shown_if: 'rank > 0' },
    { label: label('二'), fields: ['company'], shown_if: 'company is not empty' },
  ]
  await publish({
    objects: {
      lead: {
        fields: { rank: { kind: 'integer', label: label('名次'), custom: true } },
        form,
      },
    },
  })
  const { data } = await post<{ data: ModelEffects['uses'] }>('uses', {
    changes: field('lead', 'rank', null),
  })
  assert.deepEqual(
    data.map((one) => [one.place.zh, one.remove]),
    [
      [
        '对象「线索」 · 表单「一」',
        { path: ['objects', 'lead', 'form'], value: [{ ...form[0], fields: ['name'] }, form[1]] },
      ],
      [
        '对象「线索」 · 表单「一」',
        {
          path: ['objects', 'lead', 'form'],
          value: [{ label: label('一'), fields: ['name', 'rank'] }, form[1]],
        },
      ],
    ],
  )
  await publish({ objects: { lead: { form: null, fields: { rank: null } } } })
})

test('whose own reports and dashboards a field takes with it is told before; what is shared with nobody, without its name', async () => {
  await publish(field('lead', 'rank', { kind: 'integer', label: label('名次'), custom: true }))
  const report = (zh: string, by: string) => ({
    definition: JSON.stringify({
      label: label(zh),
      object: 'lead',
      rows: [{ by }],
      measures: {
        n: { label: label('数量'), of: 'count()' },
        sum: { label: label('和'), of: 'sum(rank)' },
      },
      as: 'table',
    }),
  })
  const own = (path: string, body: object) =>
    ask<Values>('sue', { method: 'POST', url: `/api/v1/${path}`, body }, 201)
  await own('own_report', report('私下的', 'source'))
  await own('own_report', { ...report('大家的', 'rank'), shared: 'everybody' })
  await own('own_report', {
    definition: JSON.stringify({
      label: label('不相干的'),
      object: 'lead',
      rows: [{ by: 'source' }],
      measures: { n: { label: label('数量'), of: 'count()' } },
      as: 'table',
    }),
  })
  await own('own_dashboard', {
    definition: JSON.stringify({
      label: label('看板'),
      filters: { rank: { label: label('名次'), kind: 'value', on: { lead: 'rank' } } },
      blocks: {},
    }),
    shared: 'everybody',
  })
  const told = await effects(field('lead', 'rank', null))
  assert.deepEqual(told.own.map(({ kind, name }) => [kind, name]).sort(), [
    ['dashboard', '看板'],
    ['report', null],
    ['report', '大家的'],
  ])
  assert.ok(told.own.every((one) => one.owner.length > 0))
  assert.deepEqual((await effects({})).own, [])
})

const deep = (a: object, b: object): object =>
  Object.fromEntries(
    [...new Set([...Object.keys(a), ...Object.keys(b)])].map((key) => {
      const [x, y] = [(a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]]
      return [
        key,
        y === undefined
          ? x
          : typeof x === 'object' && x && typeof y === 'object' && y && !Array.isArray(y)
            ? deep(x, y)
            : y,
      ]
    }),
  )

test('two publishes at once: one after the other, and the one that looked at an older version is told', async () => {
  const at = it.firm.world.app.version
  const both = await Promise.all(
    ['first', 'second'].map((name) =>
      it.knock('ada', {
        method: 'POST',
        url: '/api/v1/model/publish',
        body: {
          changes: field('lead', name, { kind: 'text', label: label(name) }),
          if_version: at,
        },
      }),
    ),
  )
  assert.deepEqual(both.map((one) => one.statusCode).sort(), [200, 409])
  assert.equal(both.find((one) => one.statusCode === 409)!.json().code, 'model-moved')
  assert.equal(it.firm.world.app.version, at + 1)
})
