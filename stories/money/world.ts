// Where do random people trade? In one company behind the real HTTP API, with its clock in the hand.

import { readCompany } from '#server/records/open-world.ts'
import { reconcile } from '#server/cli/reconcile.ts'
import { replay } from '#server/cli/replay.ts'
import type { Values } from '#kernel/object.ts'
import { attacked, type Attacked } from '../attacks/attacked.ts'

export interface Request {
  readonly who: 'ann' | 'fay' | 'mia' | 'dan' | 'root'
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  readonly url: string
  readonly body?: Values
}

export interface Said {
  readonly status: number
  /** Of a refusal. */
  readonly code: string | null
  readonly body: Readonly<Record<string, unknown>>
}

export interface Market {
  readonly it: Attacked
  /** Asks over HTTP; an answer of 500 or more fails the test, whatever it was for. */
  ask(request: Request): Promise<Said>
  rows(object: string, filter: string, select: string): Promise<Values[]>
  /** Moves the clock; each question has a moment of its own. */
  at(day: string): void
  tick(): void
  readonly today: string
  account(): Promise<string>
  /** Every sentence about money that does not hold now. */
  broken(): Promise<string[]>
  /** What the log makes otherwise than the tables say (L7). */
  unlike(): Promise<string[]>
  close(): Promise<void>
}

export const firstDay = '2026-03-02'

export async function openMarket(): Promise<Market> {
  const it = await attacked(undefined, firstDay)
  await it.hire('root', ['admin'])
  await it.hire('ann', ['sales'])
  await it.hire('fay', ['finance'])
  await it.hire('mia', ['manager'])
  await it.hire('dan', ['delivery'])
  const address = await it.server.listen({ port: 0, host: '127.0.0.1' })
  let day = firstDay
  let moment = 0
  const set = (): void => {
    const clock = new Date(moment).toISOString().slice(11, 19)
    it.firm.at(`${day}T${clock}+08:00`)
  }
  // The company's settings are heard of as a running server hears of them.
  await it.firm.world.db.listen('openltc_company', () => void readCompany(it.firm.world))
  const [company] = await it.firm.system.list('company')
  const ask = async (request: Request, turn = 1): Promise<Said> => {
    const { who, method, url, body } = request
    const path = url.replace('company/-', `company/${company!.id}`)
    const answer = await fetch(`${address}/api/v1/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${it.keys[who]}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    // A machine with much else to do may say that it is busy; nothing has happened then.
    if (answer.status === 503 && turn < 6) {
      await new Promise((resolve) => setTimeout(resolve, 200 * turn))
      return ask(request, turn + 1)
    }
    if (answer.status >= 500) {
      const why = it.log.filter((line) => line.includes('"bug"')).at(-1) ?? ''
      throw new Error(`${method} ${url} ${JSON.stringify(body)}: ${answer.status} ${text} ${why}`)
    }
    const said = (text ? JSON.parse(text) : {}) as Record<string, unknown>
    return {
      status: answer.status,
      code: answer.ok ? null : String(said.code),
      body: said,
    }
  }
  return {
    it,
    ask: (request) => ask(request),
    async rows(object, filter, select) {
      const query = new URLSearchParams({ filter, select, limit: '1000', sort: 'id' })
      const { status, body } = await ask({ who: 'root', method: 'GET', url: `${object}?${query}` })
      if (status !== 200) throw new Error(`${object} ${filter}: ${JSON.stringify(body)}`)
      return body.data as Values[]
    },
    at(to) {
      day = to
      moment = 8 * 3_600_000
      set()
    },
    tick() {
      moment += 1000
      set()
    },
    get today() {
      return day
    },
    async account() {
      const name = `Trade ${Math.random().toString(36).slice(2)}`
      const { body } = await ask({ who: 'ann', method: 'POST', url: 'account', body: { name } })
      return String(body.id)
    },
    async broken() {
      const found: string[] = []
      for await (const one of reconcile(it.firm.world))
        if (one.broken) found.push(`${one.id} ${one.on}: ${one.says.en} (${one.broken})`)
      return found
    },
    async unlike() {
      const found: string[] = []
      for await (const one of replay(it.firm.world)) found.push(...one.differs)
      return found
    },
    close: () => it.close(),
  }
}

export const daysAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
