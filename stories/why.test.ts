// Does the answer to “why can’t I see it?” agree with what happens, and name the role, the rule and what it came to?
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { ModelFigures, Why } from '#kernel/api/model.ts'
import { type Attacked, attacked } from './attacks/attacked.ts'

let it: Attacked
let lead: string
let product: string
before(async () => {
  it = await attacked()
  const north = await it.firm.system.create('team', { name: '北区' })
  const south = await it.firm.system.create('team', { name: '南区' })
  for (const [name, roles, team] of [
    ['ada', ['admin'], null],
    ['sue', ['sales'], north.id],
    ['bob', ['sales'], south.id],
    ['fay', ['finance'], null],
    ['nil', [], null],
  ] as const)
    await it.hire(name, roles, team as string | null)
  lead = (
    await it.people.sue!.create('lead', { name: '王工', company: '示例公司', phone: '13800138000' })
  ).id
  product = (
    await it.firm.system.create('product', {
      name: '压机',
      list_price: '100',
      cost: '60',
      tax_rate: '0.13',
    })
  ).id
})
after(() => it.close())

const why = async (person: string, object: string, id: string, more = ''): Promise<Why> => {
  const answer = await it.knock('ada', {
    url: `/api/v1/model/why?person=${it.people[person]!.who.id}&object=${object}&id=${id}${more}`,
  })
  assert.equal(answer.statusCode, 200, answer.body)
  return answer.json() as Why
}

test('what the answer says is what happens, for every person and deed', async () => {
  for (const person of ['sue', 'bob', 'fay', 'nil', 'ada']) {
    assert.equal(
      (await why(person, 'lead', lead)).may,
      (await it.knock(person, { url: `/api/v1/lead/${lead}` })).statusCode === 200,
      `${person} sees`,
    )
    assert.equal(
      (await why(person, 'lead', lead, '&deed=change')).may,
      (
        await it.knock(person, {
          method: 'PATCH',
          url: `/api/v1/lead/${lead}`,
          body: { need: person },
        })
      ).statusCode === 200,
      `${person} changes`,
    )
  }
})

test('a yes names the role and the rule; a no says what the rule met', async () => {
  const yes = await why('sue', 'lead', lead)
  assert.match(yes.says.zh, /^sue可以查看这条线索：角色「销售」的条件「.+」成立（负责人是sue/)
  const no = await why('bob', 'lead', lead)
  assert.match(no.says.zh, /^bob不能查看这条线索：角色「销售」只限「.+」，而负责人是sue/)
  assert.match(no.says.en, /^bob can’t see this Lead: the role “.+” is limited to/)
  assert.equal(
    no.lines.some((line) => line.holds),
    false,
  )
  assert.match((await why('nil', 'lead', lead)).says.zh, /都没有「查看」线索的权限/)
})

test('a field that is kept from a role is told with the roles that see it', async () => {
  const answer = await why('sue', 'product', product, '&field=cost')
  const row = (await it.knock('sue', { url: `/api/v1/product/${product}` })).json()
  assert.equal(answer.may, 'cost' in row)
  if (!answer.may) assert.match(answer.says.zh, /看不到「.+」：这个字段只给 .+ 看/)
  assert.equal((await why('sue', 'lead', lead, '&field=stage&deed=change')).may, false)
})

test('what is asked wrongly is refused at its place', async () => {
  assert.equal((await it.knock('ada', { url: '/api/v1/model/why' })).json().errors.length, 3)
  assert.equal(
    (
      await it.knock('ada', {
        url: `/api/v1/model/why?person=${it.people.sue!.who.id}&object=nothing&id=${lead}`,
      })
    ).statusCode,
    404,
  )
  assert.equal(
    (
      await it.knock('ada', {
        url: `/api/v1/model/why?person=${it.people.sue!.who.id}&object=lead&id=${lead}&field=constructor`,
      })
    ).statusCode,
    404,
  )
  assert.equal(
    (
      await it.knock('ada', {
        url: `/api/v1/model/why?person=${it.people.sue!.who.id}&object=lead&id=${lead}&deed=fly`,
      })
    ).statusCode,
    422,
  )
})

test('a version has its figures: how long stages took and how many were won, before and after', async () => {
  const { firm } = it
  const deal = async (start: string, moved: string, end: 'win' | 'lose'): Promise<void> => {
    firm.at(start)
    const account = await firm.system.create('account', { name: `客户 ${start}` })
    const made = await firm.system.create('opportunity', {
      name: `商机 ${start}`,
      account: account.id,
      amount: '1000',
    })
    firm.at(moved)
    await firm.system
      .act('opportunity', made.id, 'lose', { reason: 'price' })
      .catch(() => firm.system.act('opportunity', made.id, end))
  }
  await deal('2026-03-02', '2026-03-12', 'lose')
  firm.at('2026-03-20')
  const { version } = (
    await it.knock('ada', {
      method: 'POST',
      url: '/api/v1/model/publish',
      body: {
        changes: {
          objects: { opportunity: { lifecycle: { stages: { discovery: { limit_days: 3 } } } } },
        },
        note: '收紧',
      },
    })
  ).json()
  await deal('2026-03-21', '2026-03-23', 'lose')
  firm.at('2026-04-09')
  const answer = await it.knock('ada', { url: `/api/v1/model/figures/${version}` })
  assert.equal(answer.statusCode, 200, answer.body)
  const figures = answer.json() as ModelFigures
  const of = (period: ModelFigures['before']) =>
    period.objects.find((one) => one.object === 'opportunity')
  assert.deepEqual([figures.days, of(figures.before)?.lost, of(figures.after)?.lost], [20, 1, 1])
  assert.deepEqual(
    [of(figures.before)?.stages[0]?.days, of(figures.after)?.stages[0]?.days],
    ['10.0', '2.0'],
  )
  assert.deepEqual(
    [of(figures.after)?.rate, of(figures.after)?.stages[0]?.onward],
    ['0.0000', '0.0000'],
  )
  assert.equal((await it.knock('ada', { url: '/api/v1/model/figures/99' })).statusCode, 404)
})
