// Do limits, roles, exceptions and time-outs hold as the company declares them, by its own working time?
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Changes } from '#kernel/app.ts'
import { compileApp } from '#kernel/compile/compile-app.ts'
import { Refusal } from '#kernel/error.ts'
import { merge } from '#kernel/merge.ts'
import { sql } from '#kernel/sql.ts'
import { book } from '#ltc/index.ts'
import { findOverdue, tellInformed } from '#server/automations/stage-notices.ts'
import { runApprovalClock } from '#server/records/approval-clock.ts'
import { readCompany } from '#server/records/open-world.ts'
import { recordPage } from '#server/records/page.ts'
import type { LoggedEvent } from '#server/world/world.ts'
import { type Company, company, type Person } from './spine-company.ts'

const words = (text: string) => ({ zh: text, en: text })
/** A service desk of the company's own, with everything that a lifecycle and an approval may declare. */
const desk = {
  objects: {
    repair: {
      label: words('Repair'),
      title: 'name',
      custom: true,
      allow: [{ role: '*', deeds: ['read', 'create', 'change'] }],
      fields: {
        name: { kind: 'text', label: words('Name') },
        cost: { kind: 'money', label: words('Cost') },
        expert: { kind: 'person', label: words('Expert') },
      },
      lifecycle: {
        first: 'open',
        stages: {
          open: {
            label: words('Open'),
            limit_working_hours: 4,
            sop: words('Look at the machine.'),
            raci: {
              responsible: [{ field: 'owner' }],
              accountable: [{ role: 'manager' }],
              consulted: [{ field: 'expert' }],
            },
          },
          asked: { label: words('Asked') },
          agreed: { label: words('Agreed'), raci: { informed: [{ role: 'finance' }] } },
          done: { label: words('Done'), kind: 'won' },
          refused: { label: words('Refused'), kind: 'lost' },
        },
        moves: {
          ask: {
            from: ['open'],
            to: 'asked',
            gate: {
              checks: {
                cost: { if: 'cost > 0', says: words('The cost is known'), giver: 'sales' },
              },
              exception: { by: ['sales_manager'] },
            },
          },
          finish: { from: ['agreed'], to: 'done' },
          again: { from: ['asked'], to: 'refused', via: 'reject' },
          yes: { from: ['asked'], to: 'agreed', via: 'approve' },
        },
      },
    },
  },
  approvals: {
    repair_cost: {
      object: 'repair',
      label: words('Cost of a repair'),
      if: 'cost is empty or cost > 100',
      waiting: 'asked',
      approved: 'agreed',
      rejected: 'refused',
      returned: 'open',
      cc: [{ role: 'finance' }],
      steps: {
        lead: {
          label: words('Lead'),
          approvers: [{ superior_of: 'owner' }],
          mode: 'any',
          cc: [{ field: 'expert' }],
          remind_after: { working_hours: 2 },
          time_out: { after: { working_days: 1 }, then: 'escalate' },
        },
        chief: {
          label: words('Chief'),
          if: 'cost >= 1000',
          approvers: [{ role: 'manager' }],
          mode: 'all',
          time_out: { after: { working_days: 1 }, then: 'approve' },
        },
      },
    },
  },
} as unknown as Changes

let it: Company
const people: Record<string, Person> = {}
before(async () => {
  it = await company('2026-02-09', merge(book, desk))
  const firm = await it.system.create('team', { name: 'Firm' })
  const north = await it.system.create('team', { name: 'North', parent: firm.id })
  for (const [name, role, team] of [
    ['boss', 'manager', firm.id],
    ['lea', 'sales_manager', north.id],
    ['ann', 'sales', north.id],
    ['fay', 'finance', firm.id],
    ['eve', 'presales', firm.id],
    ['root', 'admin', firm.id],
  ] as const)
    people[name] = await it.hire(name, { roles: [role], team, email: `${name}@example.com` })
  await it.system.change('team', firm.id, { lead: people.boss!.who.id })
  await it.system.change('team', north.id, { lead: people.lea!.who.id })
  const events: LoggedEvent[] = []
  it.world.afterEvent = async (tx, event, row) => {
    events.push(event)
    if (event.changes.stage && event.deed !== 'overdue')
      await tellInformed(it.world, tx, event, row)
  }
})
after(() => it.close())

const repair = (values: Record<string, unknown> = {}) =>
  people.ann!.create('repair', {
    name: 'Press',
    owner: people.ann!.who.id,
    cost: '500',
    expert: people.eve!.who.id,
    ...values,
  })
const toldTo = async (name: string): Promise<string[]> =>
  (
    await it.base.db.query<{ text_en: string }>(
      sql`select text_en from notice where person = ${people[name]!.who.id}::uuid order by id`,
    )
  ).map((row) => row.text_en)
const stage = async (id: string): Promise<unknown> => (await it.system.get('repair', id)).stage
const refusal = (code: string) => (error: unknown) =>
  error instanceof Refusal && error.code === code

test('a record that stands too long by working time is told once, to whoever is accountable', async () => {
  it.at('2026-02-13T16:00:00+08:00')
  assert.equal(await findOverdue(it.world), 0)
  const { id } = await repair()
  it.at('2026-02-13T17:30:00+08:00')
  assert.equal(await findOverdue(it.world), 0)
  // Saturday the 14th makes up for the Spring Festival: two more working hours end at eleven.
  it.at('2026-02-14T10:59:00+08:00')
  assert.equal(await findOverdue(it.world), 0)
  it.at('2026-02-14T11:05:00+08:00')
  assert.equal(await findOverdue(it.world), 1)
  assert.equal(await findOverdue(it.world), 0)
  assert.deepEqual(await toldTo('boss'), ['Repair “Press” is over the limit of “Open”'])
  const [event] = await it.base.db.query(
    sql`select deed from event where record = ${id}::uuid and deed = 'overdue'`,
  )
  assert.deepEqual(event, { deed: 'overdue' })
})

test('the company’s own day off stops the clock at once', async () => {
  await it.system.create('calendar_day', { date: '2026-03-03', work: 'off', name: 'Founding day' })
  await readCompany(it.world)
  it.at('2026-03-02T17:00:00+08:00')
  await findOverdue(it.world)
  await repair()
  it.at('2026-03-03T18:00:00+08:00')
  assert.equal(await findOverdue(it.world), 0)
  it.at('2026-03-04T12:05:00+08:00')
  assert.equal(await findOverdue(it.world), 1)
})

test('working hours that cannot be read are refused', async () => {
  const [row] = await it.system.list('company')
  await assert.rejects(
    it.system.change('company', row!.id, { work_hours: 'nine to five' }),
    refusal('hours-not-read'),
  )
})

test('the record page says what is to be done, by when, and who stands for what', async () => {
  it.at('2026-03-09T09:00:00+08:00')
  const { id } = await repair()
  const page = await recordPage(people.ann!.doing(), 'repair', id)
  assert.deepEqual(
    [page.stage?.sop?.en, page.stage?.due_at, page.stage?.limit],
    ['Look at the machine.', '2026-03-09T06:00:00.000Z', { working_hours: 4 }],
  )
  assert.deepEqual(
    page.stage?.people.map((one) => [one.part, one.names[0]!.en]),
    [
      ['responsible', 'ann'],
      ['accountable', 'General manager'],
      ['consulted', 'eve'],
    ],
  )
})

test('whoever may not do it learns who may: roles, and people where these are few', async () => {
  const project = await it.system.create('project', { name: 'Line 3', owner: people.ann!.who.id })
  const { id } = await it.system.create('milestone', { name: 'Delivered', project: project.id })
  await it.hire('dan', { roles: ['delivery'], team: null, email: 'dan@example.com' })
  const page = await people.ann!.page('milestone', id)
  const may = new Map(page.moves.map((one) => [one.name, one.may.map((who) => who.en)]))
  assert.deepEqual(may.get('start'), ['General manager (boss)', 'Delivery (dan)'])
  assert.deepEqual(may.get('complete'), ['General manager (boss)', 'Delivery (dan)'])
  const mine = await people.boss!.page('milestone', id)
  assert.deepEqual(
    mine.moves.map((one) => [one.allowed, one.may]),
    [
      [true, []],
      [true, []],
    ],
  )
  const says = (deed: string) => (error: unknown) =>
    error instanceof Refusal &&
    error.code === 'not-allowed' &&
    error.message ===
      `You may not ${deed} here. Those who may: General manager (boss), Delivery (dan).`
  await assert.rejects(
    people.ann!.act('milestone', id, 'move', { to: 'in_progress' }),
    says('change'),
  )
  await assert.rejects(people.ann!.act('milestone', id, 'complete'), says('Complete'))
  for (const n of [1, 2, 3])
    await it.hire(`dan ${n}`, { roles: ['delivery'], team: null, email: `dan${n}@example.com` })
  const [move] = (await people.ann!.page('milestone', id)).moves
  assert.deepEqual(
    move!.may.map((who) => who.zh),
    ['总经理（boss）', '交付'],
  )
})

test('a gate lets a record pass by way of exception: only for the role it names, only with a reason, and the log keeps it', async () => {
  const { id } = await repair({ cost: null })
  await assert.rejects(
    people.ann!.act('repair', id, 'move', { to: 'asked' }),
    refusal('gate-not-met'),
  )
  await assert.rejects(
    people.ann!.act('repair', id, 'move', { to: 'asked', let_pass: 'please' }),
    refusal('not-allowed'),
  )
  await assert.rejects(
    people.lea!.act('repair', id, 'move', { to: 'asked', let_pass: '  ' }),
    refusal('not-valid'),
  )
  await people.lea!.act('repair', id, 'move', { to: 'asked', let_pass: 'The customer waits' })
  assert.equal(await stage(id), 'asked')
  const [event] = await it.base.db.query<{
    comment: string
    changes: { missing: [null, { en: string }] }
  }>(sql`select comment, changes from event where record = ${id}::uuid and deed = 'exception'`)
  assert.deepEqual(
    [event!.comment, event!.changes.missing[1].en],
    ['The customer waits', 'The cost is known'],
  )
  await people.lea!.act('repair', id, 'withdraw')
})

test('an ordinary move into the waiting stage asks for the approval; where none is needed the record goes on at once', async () => {
  const small = await repair({ cost: '50' })
  await people.ann!.act('repair', small.id, 'move', { to: 'asked' })
  assert.equal(await stage(small.id), 'agreed')
  assert.match((await toldTo('fay')).at(-1)!, /is now in “Agreed”/)
  const large = await repair()
  await people.ann!.act('repair', large.id, 'move', { to: 'asked' })
  assert.equal(await stage(large.id), 'asked')
  assert.match((await toldTo('eve')).at(-1)!, /For your information/)
  await assert.rejects(people.ann!.act('repair', large.id, 'approve'), refusal('no-approval'))
  await people.lea!.act('repair', large.id, 'approve', { comment: 'fine' })
  assert.equal(await stage(large.id), 'agreed')
  assert.ok(
    (await toldTo('fay')).some((text) =>
      /For your information: lea approved “Cost of a repair”/.test(text),
    ),
  )
})

test('whoever does not answer is reminded, then their superior is asked, then the system answers for who still is silent', async () => {
  it.at('2026-03-10T09:00:00+08:00')
  const { id } = await repair({ cost: '5000' })
  await people.ann!.act('repair', id, 'move', { to: 'asked' })
  it.at('2026-03-10T10:30:00+08:00')
  assert.deepEqual(await runApprovalClock(it.world), { reminded: 0, timed_out: 0 })
  it.at('2026-03-10T11:01:00+08:00')
  assert.deepEqual(await runApprovalClock(it.world), { reminded: 1, timed_out: 0 })
  assert.deepEqual(await runApprovalClock(it.world), { reminded: 0, timed_out: 0 })
  assert.match((await toldTo('lea')).at(-1)!, /^Reminder/)
  it.at('2026-03-11T09:30:00+08:00')
  assert.equal((await runApprovalClock(it.world)).timed_out, 1)
  assert.match((await toldTo('boss')).at(-1)!, /^Escalated/)
  await assert.rejects(people.lea!.act('repair', id, 'approve'), refusal('no-approval'))
  await people.boss!.act('repair', id, 'approve')
  assert.equal(await stage(id), 'asked')
  it.at('2026-03-12T11:00:00+08:00')
  assert.equal((await runApprovalClock(it.world)).timed_out, 1)
  assert.equal(await stage(id), 'agreed')
  const [task] = await it.base.db.query<{ comment: string }>(
    sql`select t.comment from approval_task t join approval a on a.id = t.approval where a.record_id = ${id} and t.step = 'chief'`,
  )
  assert.equal(task!.comment, '超时，系统自动同意')
})

test('two who do not answer have one superior: who is asked once, and whose yes is enough for both', async () => {
  const person = (name: string) => ({ person: people[name]!.who.id })
  const lead = {
    approvers: [person('lea'), person('eve')],
    mode: 'all',
    remind_after: null,
    time_out: { after: { working_days: null, days: 1 }, to: [{ role: 'manager' }] },
  }
  const before = it.world.app
  const answer = compileApp(
    book,
    merge(desk, { approvals: { repair_cost: { steps: { lead } } } }) as Changes,
    before.version,
  )
  assert.ok('app' in answer, JSON.stringify(answer))
  it.world.app = answer.app
  it.at('2026-03-13T09:00:00+08:00')
  const { id } = await repair()
  await people.ann!.act('repair', id, 'move', { to: 'asked' })
  it.at('2026-03-14T09:01:00+08:00')
  assert.equal((await runApprovalClock(it.world)).timed_out, 2)
  const waiting = await it.base.db.query<{ n: number }>(
    sql`select count(*)::int as n from approval_task t join approval a on a.id = t.approval where a.record_id = ${id} and t.stage = 'waiting'`,
  )
  assert.equal(waiting[0]!.n, 1)
  await people.boss!.act('repair', id, 'approve')
  assert.equal(await stage(id), 'agreed')
  it.world.app = before
})

test('what the system answers in somebody’s place is the task that was not answered in time, not another of the same step', async () => {
  const person = (name: string) => ({ person: people[name]!.who.id })
  const lead = {
    approvers: [person('lea'), person('eve')],
    mode: 'all',
    remind_after: null,
    time_out: { after: { working_days: null, days: 1 }, then: 'approve' },
  }
  const before = it.world.app
  const answer = compileApp(
    book,
    merge(desk, { approvals: { repair_cost: { steps: { lead } } } }) as Changes,
    before.version,
  )
  assert.ok('app' in answer, JSON.stringify(answer))
  it.world.app = answer.app
  it.at('2026-03-14T10:00:00+08:00')
  const { id } = await repair()
  await people.ann!.act('repair', id, 'move', { to: 'asked' })
  // The time of the first has run out before, and people were told to look at it.
  await it.base.db.query(
    sql`update approval_task set timed_out_at = now() where person = ${people.lea!.who.id}::uuid and approval = (select id from approval where record_id = ${id})`,
  )
  it.at('2026-03-15T10:01:00+08:00')
  assert.equal((await runApprovalClock(it.world)).timed_out, 1)
  const tasks = await it.base.db.query<{ name: string; stage: string }>(
    sql`select p.name, t.stage from approval_task t join approval a on a.id = t.approval join person p on p.id = t.person where a.record_id = ${id} order by t.position`,
  )
  assert.deepEqual(
    tasks.map((one) => [one.name, one.stage]),
    [
      ['lea', 'waiting'],
      ['eve', 'approved'],
    ],
  )
  await people.lea!.act('repair', id, 'approve')
  assert.equal(await stage(id), 'agreed')
  it.world.app = before
})

test('what the model fills in by itself is in the language and the currency of the company', async () => {
  const made = async () => {
    const { unit, currency, tax_rate } = await it.system.create('product', {
      name: `泵${Math.random()}`,
    })
    return [unit, currency, tax_rate]
  }
  assert.deepEqual(await made(), ['台', 'CNY', '0.13'])
  const { company } = it.world
  it.world.company = {
    ...company,
    currency: 'USD',
    record: { ...company.record, currency: 'USD', language: 'en' },
  }
  assert.deepEqual(await made(), ['pcs', 'USD', '0'])
  it.world.company = company
})

test('a stand-in answers from the day on that was named, not before', async () => {
  it.at('2026-03-16T09:00:00+08:00')
  await people.lea!.change('person', people.lea!.who.id, {
    delegate: people.eve!.who.id,
    delegate_from: '2026-03-18',
    delegate_until: '2026-03-20',
  })
  const [early, later] = [await repair(), await repair()]
  await people.ann!.act('repair', early.id, 'move', { to: 'asked' })
  await assert.rejects(people.eve!.act('repair', early.id, 'approve'), refusal('no-approval'))
  it.at('2026-03-18T09:00:00+08:00')
  await people.ann!.act('repair', later.id, 'move', { to: 'asked' })
  await people.eve!.act('repair', later.id, 'approve')
  assert.equal(await stage(later.id), 'agreed')
})

test('what makes no sense is refused where it stands, all at once', () => {
  const problems = (patch: object): string[] => {
    const answer = compileApp(book, merge(desk, patch) as Changes, 2)
    return 'problems' in answer ? answer.problems.map((one) => `${one.path}: ${one.says.en}`) : []
  }
  const lifecycle = (part: object): object => ({ objects: { repair: { lifecycle: part } } })
  assert.match(
    problems(lifecycle({ moves: { ask: { gate: { checks: { cost: { if: '1 = 2' } } } } } }))[0]!,
    /never true/,
  )
  assert.match(
    problems(lifecycle({ stages: { lost_one: { label: words('Lost one') } } }))[0]!,
    /no move leads to/,
  )
  assert.match(
    problems(lifecycle({ stages: { open: { limit_days: 3 } } }))[0]!,
    /more than one unit/,
  )
  assert.match(
    problems(lifecycle({ stages: { open: { raci: { informed: [{ role: 'nobody' }] } } } }))[0]!,
    /no role “nobody”/,
  )
  assert.match(
    problems(lifecycle({ stages: { open: { raci: { informed: [{ field: 'name' }] } } } }))[0]!,
    /is no person/,
  )
  assert.deepEqual(
    problems({
      approvals: {
        repair_cost: { steps: { lead: { approvers: [] }, chief: { time_out: { then: 'wait' } } } },
      },
    }),
    [
      'approvals.repair_cost.steps.lead.approvers: has no approver',
      'approvals.repair_cost.steps.chief.time_out.then: should be escalate, approve, reject or return',
    ],
  )
  assert.match(
    problems({
      approvals: { repair_cost: { steps: { lead: { remind_after: { days: 1 } } } } },
    })[0]!,
    /one of days/,
  )
  const step = (one: object): string[] =>
    problems({
      automations: {
        bad: { label: words('bad'), when: { on: 'create', object: 'repair' }, steps: [one] },
      },
    })
  assert.match(step({ do: 'action', action: 'fly' })[0]!, /no action “fly”/)
  assert.match(step({ do: 'change', set: { nowhere: '1' } })[0]!, /no field “nowhere”/)
  assert.match(step({ do: 'branch', if: 'cost >', then: [] })[0]!, /automations.bad.steps\[0\].if/)
  assert.match(step({ do: 'each', object: 'lead', steps: [] })[0]!, /need a condition/)
  assert.match(step({ do: 'message', to: [], text: words('x') })[0]!, /told to nobody/)
})
