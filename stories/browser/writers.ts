// Who else works while an administrator changes the application? Twenty sellers, each in a session of their own, over HTTP.
import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'

export interface Person {
  readonly email: string
  readonly id: string
  /** One call of theirs; what is refused is an error. */
  call<T>(method: string, path: string, body?: object): Promise<T>
}

const password = 'first-day-2026'

/** Makes people by the hand of whoever holds `admin` and signs them in. */
export async function hire(
  address: string,
  admin: (path: string, data: object) => Promise<{ id: string }>,
  people: readonly (readonly [name: string, email: string, role: string])[],
): Promise<Person[]> {
  return Promise.all(
    people.map(async ([name, email, role]) => {
      const { id } = await admin('people', { name, email, roles: [role], team: null, password })
      const headers = { origin: address, 'content-type': 'application/json' }
      const signed = await fetch(`${address}/api/auth/sign-in/email`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ email, password }),
      })
      assert.ok(signed.ok, `${email} ${signed.status}`)
      const cookie = signed.headers
        .getSetCookie()
        .map((one) => one.split(';')[0])
        .join('; ')
      return {
        email,
        id,
        async call<T>(method: string, path: string, body?: object): Promise<T> {
          const answer = await fetch(`${address}/api/v1/${path}`, {
            method,
            headers: { ...headers, cookie },
            ...(body && { body: JSON.stringify(body) }),
          })
          const text = await answer.text()
          assert.ok(answer.ok, `${email} ${method} ${path}: ${answer.status} ${text}`)
          return JSON.parse(text) as T
        },
      }
    }),
  )
}

export interface Written {
  readonly calls: number
  readonly longestMs: number
}

/**
 * Everybody makes, changes and reads leads from before the work until each has written twice more after it. A call that
 * is refused, even once, fails the whole.
 */
export async function whileTheyWrite(
  writers: readonly Person[],
  work: () => Promise<void>,
): Promise<Written> {
  let calls = 0
  let longestMs = 0
  let going = true
  let rounds = 0
  const timed = async <T>(call: Promise<T>): Promise<T> => {
    const began = performance.now()
    const answer = await call
    longestMs = Math.max(longestMs, Math.round(performance.now() - began))
    calls++
    return answer
  }
  const write = async ({ call, email }: Person, n: number): Promise<void> => {
    const phone = `139${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`
    const lead = { name: `${email} ${n}`, company: '示例公司', phone }
    const { id } = await timed(call<{ id: string }>('POST', 'lead', lead))
    await timed(call('PATCH', `lead/${id}`, { need: `第 ${n} 次` }))
    await timed(call('GET', `lead/${id}`))
    rounds++
  }
  const all = writers.map(async (writer) => {
    for (let n = 0; going; n++) {
      await write(writer, n)
      await pause(100)
    }
    for (const n of [-1, -2]) await write(writer, n)
  })
  // Whoever fails ends the work at once, with what was refused.
  const failed = Promise.race(all.map((one) => one.then(() => new Promise<never>(() => {}))))
  try {
    await Promise.race([work(), failed])
    assert.ok(rounds >= writers.length, 'all of them wrote while it went on')
  } finally {
    going = false
    await Promise.allSettled(all)
  }
  await Promise.all(all)
  return { calls, longestMs }
}
