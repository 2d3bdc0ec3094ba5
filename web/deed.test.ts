// Is what somebody asked for done once, however often it is sent?
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CallError } from './call.ts'
import { type Again, doOnce, type Form, type Sent, whenAgain } from './deed.ts'

/** A server that hears every key, and answers or refuses as it is told to. */
function server(...says: (string | CallError)[]) {
  const heard: string[] = []
  const texts: string[] = []
  const ask = async (key: string, text: string): Promise<Response> => {
    heard.push(key)
    texts.push(text)
    const next = says.shift() ?? 'done'
    if (typeof next !== 'string') throw next
    return new Response(next)
  }
  return { heard, texts, ask }
}
const no = (code: string, status: number): CallError => new CallError(code, status, code)
const lost = (): CallError => no('offline', 0)
const told = async ({ answer }: { answer: Response }): Promise<string> => answer.text()
const form = (): Form => {
  let now: Sent | null = null
  return { sent: () => now, keep: (sent) => (now = sent) }
}
let n = 0
/** A deed that no other test has done. */
const deed = (more: Partial<Parameters<typeof doOnce>[0]> = {}) => ({
  method: 'POST',
  path: `/api/v1/lead/${n++}`,
  text: '{"name":"A"}',
  ...more,
})

test('two presses in one breath are one request with one answer, so is one just after the answer', async () => {
  const { heard, ask } = server('made')
  const one = deed()
  const both = await Promise.all([doOnce(one, ask), doOnce(one, ask)])
  assert.deepEqual(await Promise.all(both.map(told)), ['made', 'made'])
  assert.equal(await told(await doOnce(one, ask)), 'made')
  assert.equal(heard.length, 1)
  await doOnce(deed(), ask)
  assert.equal(heard.length, 2, 'another deed is another request')
})

test('whoever was not answered asks again under the same key; signed out, busy or failed is no answer', async () => {
  for (const away of [lost(), no('not-signed-in', 401), no('bug', 500), no('too-many', 429)]) {
    const { heard, ask } = server(away)
    const one = deed()
    await assert.rejects(doOnce(one, ask), away)
    await doOnce(one, ask)
    assert.equal(heard.length, 2, away.code)
    assert.equal(heard[0], heard[1], away.code)
  }
})

test('whoever waits hears at once that it is asked again, and what became of it', async () => {
  const heard: Again[] = []
  const stop = whenAgain((again) => void heard.push(again))
  const busy = () => new CallError('busy', 503, 'busy', [], {}, 5)
  await doOnce(deed(), server('done').ask)
  assert.deepEqual(heard, [])
  const going = doOnce(deed(), server(busy(), busy(), 'done').ask)
  await new Promise((resolve) => setImmediate(resolve))
  assert.deepEqual(heard, ['waiting'])
  await going
  assert.deepEqual(heard.splice(0), ['waiting', 'done'])
  await assert.rejects(doOnce(deed(), server(busy(), no('not-valid', 422)).ask))
  await assert.rejects(doOnce(deed(), server(busy(), busy(), busy()).ask))
  assert.deepEqual(heard.splice(0), ['waiting', 'over', 'waiting', 'over'])
  stop()
})

test('a server that is busy is asked again when it says, under the same key, before anybody is told', async () => {
  const busy = () => new CallError('busy', 503, 'busy', [], {}, 5)
  const { heard, ask } = server(busy(), busy(), 'done')
  assert.equal(await told(await doOnce(deed(), ask)), 'done')
  assert.deepEqual([heard.length, new Set(heard).size], [3, 1])
  const away = server(busy(), busy(), busy())
  await assert.rejects(doOnce(deed(), away.ask))
})

test('while the first call is at work its answer is waited for', async () => {
  const { heard, ask } = server(no('still-running', 409))
  assert.equal(await told(await doOnce(deed(), ask)), 'done')
  assert.deepEqual([heard.length, new Set(heard).size], [2, 1])
})

test('what was refused was not done: the next try has a key of its own', async () => {
  const { heard, ask } = server(no('not-valid', 422))
  const one = deed()
  await assert.rejects(doOnce(one, ask))
  await doOnce(one, ask)
  assert.notEqual(heard[0], heard[1])
})

test('words that were put right after a lost answer go under the key of the first, as one deed', async () => {
  const { heard, ask } = server(lost())
  const one = deed({ form: form() })
  await assert.rejects(doOnce(one, ask))
  const { earlier } = await doOnce({ ...one, text: '{"name":"B"}' }, ask)
  assert.equal(heard[0], heard[1])
  assert.equal(earlier, false)
  await doOnce({ ...one, text: '{"name":"C"}' }, ask)
  assert.notEqual(heard[1], heard[2], 'the form is free again')
})

test('where the first had been done after all, its answer is had and the words since are not sent', async () => {
  const { heard, texts, ask } = server(lost(), no('key-reused', 422), 'the first')
  const one = deed({ form: form() })
  await assert.rejects(doOnce(one, ask))
  const done = await doOnce({ ...one, text: '{"name":"B"}' }, ask)
  assert.deepEqual([done.earlier, await told(done)], [true, 'the first'])
  assert.equal(new Set(heard).size, 1)
  assert.deepEqual(texts, [one.text, '{"name":"B"}', one.text])
  assert.equal(one.form!.sent(), null)
})
