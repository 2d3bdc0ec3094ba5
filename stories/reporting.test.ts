// Does every figure of a report open to exactly the rows it is made of, for whoever looks?
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Refusal } from '#kernel/error.ts'
import { permit } from '#kernel/query/view.ts'
import { allOf } from '#kernel/view/condition-text.ts'
import { exact } from '#kernel/money/exact.ts'
import type { Report, ReportAnswer, ReportKey } from '#kernel/view/report.ts'
import { insertMany } from '#server/writing/columns.ts'
import type { Doing } from '#server/world/world.ts'
import { reportOf, reportsOf } from '#server/reports/seen-reports.ts'
import { sheetOf } from '#server/reports/report-sheet.ts'
import { runReport, type ReportWish } from '#server/reports/run-report.ts'
import { type Company, company as open, type Person, refused } from './spine-company.ts'

let it: Company
const people: Record<string, Person> = {}

const doing = (name: string): Doing => people[name]!.doing()
const run = (name: string, report: Report, wish?: ReportWish): Promise<ReportAnswer> =>
  runReport(doing(name), report, wish)
const named = (name: string, report: string): Report =>
  reportOf(permit(it.world.app, people[name]!.who), report)

before(async () => {
  it = await open('2026-11-26')
  people.root = it.system
  const north = await it.system.create('team', { name: '北区' })
  for (const [name, role] of [
    ['boss', 'manager'],
    ['ann', 'sales'],
    ['bob', 'sales'],
    ['fay', 'finance'],
  ] as const)
    people[name] = await it.hire(name, {
      roles: [role],
      team: north.id,
      email: `${name}@example.com`,
    })
  const accounts: { id: string }[] = []
  for (const [i, region] of ['苏州', '上海', '', null, '广州'].entries())
    accounts.push(await it.system.create('account', { name: `客户${i}`, region }))
  const stages = ['discovery', 'needs', 'quoting', 'won', 'lost'] as const
  const rows = Array.from({ length: 180 }, (_, i) => {
    const day = new Date(Date.UTC(2025, 0, 3 + i * 4, i % 24)).toISOString()
    const stage = stages[i % 5]!
    return {
      id: `019cb000-0000-7000-8000-${String(i).padStart(12, '0')}`,
      version: 1,
      created_at: day,
      created_by: people.root!.who.id,
      updated_at: day,
      updated_by: people.root!.who.id,
      owner: i % 7 === 0 ? null : people[i % 3 ? 'ann' : 'bob']!.who.id,
      number: `O-${i}`,
      name: `商机${i}`,
      stage,
      stage_since: day,
      currency: i % 90 === 1 ? 'USD' : 'CNY',
      account: accounts[i % 5]!.id,
      amount: i % 11 === 0 ? null : `${(i * 733) % 20_000}.${String(i % 100).padStart(2, '0')}`,
      probability: String((i * 13) % 101),
      close_date: i % 13 === 0 ? null : day.slice(0, 10),
      won_at: stage === 'won' ? day : null,
      lost_at: stage === 'lost' ? day : null,
      lost_reason:
        stage === 'lost' ? (['价格', '交期', '', null, '"竞品" 更强'][i % 7] ?? null) : null,
      forecast: 'pipeline',
    }
  })
  await it.world.db.query(insertMany(it.world.app.objects.opportunity!, rows))
})
after(() => it.close())

/** Opens every cell of the report as a list and compares what is there. Answers how many cells were opened. */
async function tieOut(who: string, report: Report, wish?: ReportWish): Promise<number> {
  const answer = await run(who, report, wish)
  let opened = 0
  const check = async (
    keys: readonly ReportKey[],
    figures: readonly (string | null)[],
  ): Promise<void> => {
    for (const [i, measure] of answer.measures.entries()) {
      if (measure.show !== 'value') continue
      const filter = allOf([answer.where, ...keys.map((key) => key.where), measure.where])
      opened++
      if (report.measures[measure.name]!.of.startsWith('count')) {
        const [page] = await people[who]!.ask({ from: answer.object, where: filter })
        assert.equal(page!.n, Number(figures[i] ?? 0), filter)
        continue
      }
      const [sum] = await people[who]!.ask({
        from: answer.object,
        where: filter,
        measure: { x: report.measures[measure.name]!.of },
      })
      const found = sum!.x === null ? null : exact(String(sum!.x)).toFixed()
      // An empty cell of a sum is nothing, not a row.
      assert.equal(
        found ?? (measure.adds ? '0' : null),
        figures[i] === null ? (measure.adds ? '0' : null) : exact(figures[i]!).toFixed(),
        `${measure.name} of ${filter}`,
      )
    }
  }
  await Promise.all(
    [...answer.lines, answer.total].map(async (line) => {
      await check(line.keys, line.total)
      for (const [c, cell] of line.cells.entries())
        await check([...line.keys, answer.columns[c]!], cell)
    }),
  )
  return opened
}

/** Sums of the lines of each level are the figures of the level above. */
function addUp(answer: ReportAnswer): void {
  for (const [i, measure] of answer.measures.entries()) {
    if (!measure.adds || measure.show === 'running') continue
    const sum = (list: readonly (string | null | undefined)[]): string =>
      list.reduce((all, one) => all.plus(exact(one ?? '0')), exact('0')).toFixed()
    const level = (depth: number, above: readonly ReportKey[]) =>
      answer.lines.filter(
        (line) =>
          line.keys.length === depth &&
          above.every((key, k) => line.keys[k] === key || line.keys[k]!.where === key.where),
      )
    const same = (a: string, b: string | null | undefined, what: string): void =>
      measure.show === 'share'
        ? assert.ok(
            exact(a)
              .minus(exact(b ?? '0'))
              .abs()
              .lte(exact('0.2')),
            what,
          )
        : assert.equal(a, exact(b ?? '0').toFixed(), what)
    if (answer.heads.length)
      same(
        sum(level(1, []).map((line) => line.total[i])),
        answer.total.total[i],
        `${measure.name}: lines`,
      )
    for (const line of answer.lines) {
      if (line.keys.length < answer.heads.length)
        same(
          sum(level(line.keys.length + 1, line.keys).map((one) => one.total[i])),
          line.total[i],
          `${measure.name}: below`,
        )
      if (answer.columns.length)
        same(sum(line.cells.map((cell) => cell[i])), line.total[i], `${measure.name}: across`)
    }
  }
}

const label = { zh: '数', en: 'Figures' }
const count = { label, of: 'count()' }
const amount = { label, of: 'sum(amount)' }
const report = (more: Partial<Report>): Report => ({
  label,
  object: 'opportunity',
  measures: { n: count, amount },
  as: 'table',
  ...more,
})

test('each cell of a pivot opens the rows it is made of, blanks and the largest with all others among them', async () => {
  const reports: Report[] = [
    report({ rows: [{ by: 'owner' }], columns: [{ by: 'stage' }] }),
    report({
      rows: [{ by: 'account.region', top: 2 }, { by: 'stage' }],
      columns: [{ by: 'year(close_date)' }],
      filter: 'amount > 100 or owner is empty',
    }),
    report({
      rows: [{ by: 'lost_reason', top: 2 }],
      measures: { n: count, lost: { label, of: 'countif(stage = "lost")' } },
    }),
    report({
      rows: [{ by: 'month(created_at)' }],
      columns: [{ by: 'owner', top: 1 }],
      period: { by: 'created_at', is: 'last_12_months' },
    }),
    report({
      rows: [{ by: 'bins(amount, 0, 500, 5000.5)' }, { by: 'week(close_date)' }],
      period: { by: 'close_date', is: 'last_4_weeks' },
    }),
    report({ rows: [{ by: 'step(amount, 5000)' }], columns: [{ by: 'amount > 3000' }] }),
    report({
      rows: [
        { by: 'probability', top: 2 },
        { by: 'close_date', top: 3 },
      ],
      filter: 'stage = "won"',
    }),
  ]
  let opened = 0
  for (const one of reports) {
    opened += await tieOut('boss', one)
    addUp(await run('boss', one))
  }
  assert.ok(opened > 250, String(opened))
})

test('what lies below the first edge is called what the report calls it, or by the edge', async () => {
  const below = { zh: '小单', en: 'Small' }
  const first = async (more: object) => {
    const { lines } = await run('boss', report({ rows: [{ by: 'bins(amount, 500)', ...more }] }))
    return lines.find(({ keys }) => keys[0]?.value === '0')!.keys[0]!.label
  }
  assert.deepEqual(await first({ below }), below)
  assert.deepEqual(await first({}), { zh: '< 500', en: '< 500' })
})

test('quotients, averages, medians and distinct values of all others and of the whole come from their rows, not from other figures', async () => {
  const measures = {
    rate: {
      label,
      of: '100 * countif(stage = "won") / countif(stage in ("won", "lost"))',
      unit: 'percent' as const,
    },
    weighted: { label, of: 'sum(amount * probability / 100)' },
    middle: { label, of: 'median(amount)' },
    mean: { label, of: 'avg(amount)' },
    accounts: { label, of: 'distinct(account)' },
    largest: { label, of: 'max(amount)' },
  }
  assert.ok(
    (await tieOut(
      'boss',
      report({ rows: [{ by: 'owner', top: 1 }], columns: [{ by: 'year(close_date)' }], measures }),
    )) > 60,
  )
})

test('sums and medians are exact to the last digit', async () => {
  const [row] = await people.root!.ask({
    from: 'opportunity',
    where: 'number in ("O-1", "O-2")',
    measure: {
      sum: 'sum(amount)',
      middle: 'median(amount)',
      third: 'sum(amount) / 3',
      product: 'sum(amount * probability / 100)',
    },
  })
  assert.deepEqual(row, {
    sum: '2199.03',
    middle: '1099.515',
    third: '733.01',
    product: '476.4565',
  })
})

test('a seller’s figures are of their own rows, and the report says that it is a part', async () => {
  const one = report({ rows: [{ by: 'stage' }] })
  const [boss, ann] = [await run('boss', one), await run('ann', one)]
  const mine = (await people.ann!.list('opportunity')).length
  assert.equal(ann.total.total[0], String(mine))
  assert.ok(mine < Number(boss.total.total[0]))
  assert.deepEqual([boss.partial, ann.partial], [false, true])
  assert.ok(
    (await tieOut('ann', report({ rows: [{ by: 'owner' }], columns: [{ by: 'stage' }] }))) > 10,
  )
})

test('a report over a field that may not be read is not there, and one that is being built says nothing of it', async () => {
  assert.ok(reportsOf(permit(it.world.app, people.boss!.who)).product_margin)
  assert.equal(reportsOf(permit(it.world.app, people.ann!.who)).product_margin, undefined)
  assert.throws(
    () => named('ann', 'product_margin'),
    (error: unknown) => error instanceof Refusal && error.status === 404,
  )
  const secret = report({
    object: 'product',
    rows: [{ by: 'name' }],
    measures: { cost: { label, of: 'sum(cost)' } },
  })
  assert.equal((await refused(run('ann', secret))).code, 'not-valid')
  assert.equal(
    (
      await refused(
        run('ann', report({ rows: [{ by: 'stage' }] }), { filter: 'account.credit_limt > 1' }),
      )
    ).code,
    'not-valid',
  )
})

test('every standard report is answered for whoever has it, and its cells add up', async () => {
  for (const who of ['boss', 'ann', 'fay', 'root'])
    for (const [name, one] of Object.entries(reportsOf(permit(it.world.app, people[who]!.who)))) {
      const answer = await run(who, one)
      addUp(answer)
      for (const { length } of sheetOf(answer, 'zh').rows)
        assert.equal(length, sheetOf(answer, 'zh').columns.length, name)
    }
  assert.ok((await tieOut('boss', named('boss', 'pipeline_by_month'))) > 20)
  assert.ok((await tieOut('boss', named('boss', 'win_rate'))) > 5)
})

test('a year is compared month by month up to the same day, and months without anything are shown', async () => {
  const one = report({
    rows: [{ by: 'month(created_at)' }],
    period: { by: 'created_at', is: 'last_12_months' },
    compare: 'year',
    measures: { n: count },
  })
  const answer = await run('boss', one)
  assert.deepEqual(
    answer.lines.map((line) => line.keys[0]!.value),
    ['2025-12', ...Array.from({ length: 11 }, (_, i) => `2026-${String(i + 1).padStart(2, '0')}`)],
  )
  assert.deepEqual(answer.compared, { from: '2024-12-01', to: '2025-11-26' })
  const march = async (year: number): Promise<string> =>
    String(
      (
        await people.boss!.list(
          'opportunity',
          `created_at between "${year}-03-01" and "${year}-03-31"`,
        )
      ).length,
    )
  assert.deepEqual(
    [answer.lines[3]!.total[0], answer.lines[3]!.before![0]],
    [await march(2026), await march(2025)],
  )
  assert.equal(
    answer.total.before![0],
    String(
      (await people.boss!.list('opportunity', 'created_at between "2024-12-01" and "2025-11-26"'))
        .length,
    ),
  )
  assert.equal(answer.lines[0]!.before![0], '0')
})

test('what runs up ends at the whole, and the parts of a whole make a hundred', async () => {
  const answer = await run(
    'boss',
    report({
      rows: [{ by: 'month(created_at)' }],
      filter: 'created_at >= "2026-01-01"',
      measures: {
        up: { label, of: 'sum(amount)', show: 'running' },
        part: { label, of: 'count()', show: 'share' },
      },
    }),
  )
  assert.equal(answer.lines.at(-1)!.total[0], answer.total.total[0])
  assert.ok(
    Math.abs(answer.lines.reduce((sum, line) => sum + Number(line.total[1]), 0) - 100) < 0.1,
  )
  assert.equal(answer.total.total[1], '100')
})

test('amounts in several currencies are called mixed; in one they have its name', async () => {
  assert.deepEqual(
    [(await run('boss', report({}))).mixed, (await run('boss', report({}))).currency],
    [true, null],
  )
  const one = await run('boss', report({ filter: 'currency = "CNY"' }))
  assert.deepEqual([one.mixed, one.currency], [false, 'CNY'])
})

test('a filter and a period from outside narrow the report, and what is no period is told', async () => {
  const one = report({ rows: [{ by: 'stage' }], period: { by: 'created_at', is: 'this_year' } })
  const answer = await run('boss', one, {
    filter: `owner = "${people.ann!.who.id}"`,
    period: '2026-02-01..2026-02-28',
  })
  assert.deepEqual(answer.period, { from: '2026-02-01', to: '2026-02-28' })
  assert.equal(
    Number(answer.total.total[0]),
    (
      await people.boss!.list(
        'opportunity',
        `owner = "${people.ann!.who.id}" and created_at between "2026-02-01" and "2026-02-28"`,
      )
    ).length,
  )
  assert.deepEqual(await refused(run('boss', one, { period: 'next_tuesday' })), {
    code: 'not-valid',
    paths: ['period'],
  })
})
