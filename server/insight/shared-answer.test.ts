// Is a dear answer made once for those who may see the same, and never shown to those who may not?
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sourcesOf } from '#kernel/query/sources.ts'
import { permit } from '#kernel/query/view.ts'
import { circumstances, type Doing, systemWho } from '#server/world/world.ts'
import { type Company, company, type Person } from '../../stories/spine-company.ts'
import { sharedAnswer } from './shared-answer.ts'

let firm: Company
let people: Record<'boss' | 'chief' | 'ann' | 'bob', Person>
before(async () => {
  firm = await company('2026-03-02')
  const hire = (name: string, role: string) =>
    firm.hire(name, { roles: [role], email: `${name}@example.com` })
  people = {
    boss: await hire('boss', 'manager'),
    chief: await hire('chief', 'manager'),
    ann: await hire('ann', 'sales'),
    bob: await hire('bob', 'sales'),
  }
})
after(() => firm.close())

const doing = ({ who }: Person | { who: typeof systemWho }): Doing => ({
  world: firm.world,
  app: firm.world.app,
  tx: firm.world.db,
  who,
  at: circumstances(firm.world, who),
  cause: { kind: 'person' },
  action: null,
})

/** Counts how often it is made; looks at rows as the sums do. */
function sum(): { times: number; work: (of: Doing) => Promise<number> } {
  const made = {
    times: 0,
    work: async (of: Doing) => {
      made.times++
      const view = permit(of.app, of.who)
      sourcesOf(of.app, view, of.at).right(
        'opportunity',
        't',
        view.objects.opportunity!.right('read'),
      )
      await new Promise((resolve) => setTimeout(resolve, 50))
      return made.times
    },
  }
  return made
}

const told = async <T>(of: Doing, name: string, work: (of: Doing) => Promise<T>): Promise<T> =>
  (await sharedAnswer(of, name, false, work)).value

test('people of the same roles who ask at the same time get one answer', async () => {
  const { boss, chief } = people
  const asked = sum()
  assert.deepEqual(
    await Promise.all([boss, chief, boss].map((one) => told(doing(one), 'same', asked.work))),
    [1, 1, 1],
  )
})

test('other roles get their own', async () => {
  const asked = sum()
  await Promise.all([
    told(doing(people.boss), 'roles', asked.work),
    told(doing({ who: systemWho }), 'roles', asked.work),
  ])
  assert.equal(asked.times, 2)
})

test('where a rule of rows names the person, everybody gets an answer of their own', async () => {
  const asked = sum()
  const answers = await Promise.all(
    [people.ann, people.bob].map((one) => told(doing(one), 'mine', asked.work)),
  )
  assert.notEqual(answers[0], answers[1])
})

test('a quick answer is made anew each time', async () => {
  const asked = sum()
  await told(doing(people.boss), 'quick', asked.work)
  await told(doing(people.boss), 'quick', asked.work)
  assert.equal(asked.times, 2)
})

test('what failed is tried again by the next who asks', async () => {
  let times = 0
  const work = async (): Promise<string> => {
    if (++times === 1) throw new Error('away')
    return 'here'
  }
  await assert.rejects(told(doing(people.boss), 'fails', work))
  assert.equal(await told(doing(people.boss), 'fails', work), 'here')
})

test('in a crowd an answer of the last minute will do, and says from when it is', async () => {
  const asked = sum()
  assert.deepEqual(await sharedAnswer(doing(people.boss), 'crowd', true, asked.work), {
    value: 1,
    as_of: null,
  })
  const { value, as_of } = await sharedAnswer(doing(people.chief), 'crowd', true, asked.work)
  assert.equal(value, 1)
  assert.equal(as_of!.getTime(), doing(people.boss).at.now.getTime())
  assert.equal((await sharedAnswer(doing(people.boss), 'crowd', false, asked.work)).value, 2)
})

test('in a crowd those share an answer who are the same in what was looked at', async () => {
  const asked = sum()
  const ann = doing(people.ann)
  const likeAnn: Doing = {
    ...doing(people.bob),
    at: { ...doing(people.bob).at, people: ann.at.people },
    who: { ...people.bob.who, people: people.ann.who.people },
  }
  await sharedAnswer(ann, 'team', true, asked.work)
  assert.equal((await sharedAnswer(likeAnn, 'team', true, asked.work)).value, 1)
  assert.equal((await sharedAnswer(doing(people.bob), 'team', true, asked.work)).value, 2)
})

test('a slow answer whose time is over is handed out once more while the next one is made', async () => {
  const asked = sum()
  const patience = { slowMs: 20, times: 8 }
  const ask = () => sharedAnswer(doing(people.boss), 'slow', false, asked.work, patience)
  assert.deepEqual(await ask(), { value: 1, as_of: null })
  for (;;) {
    const { value, as_of } = await ask()
    assert.ok(as_of, 'nobody waited')
    if (value === 2) break
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
})

test('whoever makes an answer anew is told that the last one was dear', async () => {
  const dear: boolean[] = []
  const work = async (_: Doing, known: boolean): Promise<void> => {
    dear.push(known)
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
  const patience = { slowMs: 20, times: 0.1 }
  await sharedAnswer(doing(people.boss), 'dear', false, work, patience)
  await new Promise((resolve) => setTimeout(resolve, 30))
  await sharedAnswer(doing(people.boss), 'dear', false, work, patience)
  assert.deepEqual(dear, [false, true])
})
