// What does one of the eight clients do? It walks from lead to cash, again and again, and asks until it is answered.

import { request } from 'node:http'
import type { Values } from '#kernel/object.ts'
import { type Chance, chanceOf } from '#server/sample/chance.ts'
import type { Diary, Entry } from './diary.ts'
import { pause } from './plant.ts'

export interface Client {
  /** Begins no new call; resolves when the one under way was answered. */
  rest(): Promise<void>
  go(): void
  end(): Promise<void>
}

export interface ClientOptions {
  readonly name: string
  readonly port: number
  readonly keys: Readonly<Record<string, string>>
  readonly diary: Diary
  readonly seed: number
  readonly product: string
  /** Something that no client may ever see: a 500, a "no" where there is no reason for one. */
  readonly wrong: (what: string) => void
  readonly answered: (ms: number) => void
}

interface Answer {
  readonly status: number
  readonly body: Values
  readonly retryAfter: number
}

class Ended extends Error {}

export function beginClient(options: ClientOptions): Client {
  const { name, diary, wrong } = options
  const chance: Chance = chanceOf('torture client', options.seed, name)
  let resting = false
  let ended = false
  let free = (): void => {}
  let idle = (): void => {}
  let calls = 0

  /** One call, asked with the same key until somebody says yes or no. */
  async function ask(as: string, url: string, body: Values = {}): Promise<Values> {
    if (ended) throw new Ended()
    if (resting) {
      idle()
      await new Promise<void>((resolve) => (free = resolve))
      if (ended) throw new Ended()
    }
    const entry = diary.ask({
      client: name,
      as,
      url,
      key: `${options.seed}-${name}-${calls++}`,
      body,
    })
    const from = performance.now()
    for (let turn = 0; ; turn++) {
      const answer = await send(options, entry).catch(() => null)
      if (answer && !again(answer)) {
        options.answered(performance.now() - from)
        diary.answered(entry, answer.status, answer.body)
        if (answer.status >= 300) {
          wrong(
            `${as} ${url} ${JSON.stringify(body)} was refused at turn ${turn + 1}: ${answer.status} ${JSON.stringify(answer.body)}`,
          )
          throw new Error('refused')
        }
        return answer.body
      }
      if (answer?.status === 500)
        wrong(`${as} ${url} ${JSON.stringify(body)}: 500 ${JSON.stringify(answer.body)}`)
      await pause(
        Math.max(answer?.retryAfter ?? 0, Math.min(1000, 40 * 1.5 ** turn)) *
          chance.between(0.7, 1.3),
      )
    }
  }

  const mine = `sales${name}`
  const act = (
    as: string,
    object: string,
    id: unknown,
    action: string,
    body: Values = {},
  ): Promise<Values> => ask(as, `${object}/${String(id)}/actions/${action}`, body)

  async function walk(n: number): Promise<void> {
    const called = `T${options.seed}-${name}-${n}`
    const lead = await ask(mine, 'lead', {
      name: called,
      company: `${called} Works`,
      phone: `139${String(chance.whole(0, 99_999_999)).padStart(8, '0')}`,
    })
    if (chance.happens(0.06)) await importing(called)
    if (chance.happens(0.5))
      await ask(mine, 'activity', { subject: `call ${called}`, kind: 'call', lead: lead.id })
    await act(mine, 'lead', lead.id, 'qualify')
    if (chance.happens(0.2)) return
    const { opportunity, account } = await act(mine, 'lead', lead.id, 'convert', {
      amount: String(chance.whole(100, 90_000)),
    })
    const lines = Array.from({ length: chance.whole(1, 4) }, () => ({
      product: options.product,
      quantity: String(chance.whole(1, 9)),
      unit_price: `${chance.whole(1, 999)}.${chance.whole(10, 99)}`,
      discount_percent: String(chance.pick([0, 0, 5, 30])),
    }))
    const { quote } = await act(mine, 'opportunity', opportunity, 'create_quote', { lines })
    const { stage } = await act(mine, 'quote', quote, 'submit')
    if (stage === 'in_approval') await act('boss', 'quote', quote, 'approve', { comment: 'ok' })
    await act(mine, 'quote', quote, 'send')
    await act(mine, 'quote', quote, 'accept')
    const { contract } = await act(mine, 'quote', quote, 'create_contract')
    const signed = await act(mine, 'contract', contract, 'sign')
    if (signed.stage !== 'signed') return
    const { milestones } = await act(mine, 'contract', contract, 'activate')
    const first = (await act('fay', 'contract', contract, 'bill')).invoices as string[]
    for (const milestone of milestones as string[]) {
      await act('dan', 'milestone', milestone, 'complete')
      await act('dan', 'milestone', milestone, 'accept')
    }
    const more = (await act('fay', 'contract', contract, 'bill', { up_to: '2035-01-01' }))
      .invoices as string[]
    const invoices = [...first, ...more]
    for (const invoice of invoices) await act('fay', 'invoice', invoice, 'issue')
    await money(called, String(account), invoices)
  }

  /** A file of products; its rows are proven at the end, when every job has come to rest. */
  async function importing(called: string): Promise<void> {
    const rows = Array.from({ length: chance.whole(1, 1500) }, (_, i) => `${called} import ${i}`)
    await ask('admin', 'product/import', {
      file: `Name\n${rows.join('\n')}\n`,
      mapping: JSON.stringify({ columns: { Name: 'name' } }),
    })
  }

  async function money(
    called: string,
    account: string,
    invoices: readonly string[],
  ): Promise<void> {
    for (let n = 0; n < chance.whole(1, 3); n++) {
      const amount = `${chance.whole(1, 4000)}.${chance.whole(10, 99)}`
      const payment = await ask('fay', 'payment', {
        account,
        amount,
        received_on: day(),
        reference: `${called}/${n}`,
      })
      const { allocations, unallocated } = await act('fay', 'payment', payment.id, 'allocate')
      const some = (allocations as unknown[]).length > 0
      if (some && chance.happens(0.3)) await act('fay', 'payment', payment.id, 'unallocate')
      else if (unallocated !== '0.00' && chance.happens(0.4))
        await act('fay', 'payment', payment.id, 'refund', { amount: String(unallocated) })
    }
    const last = invoices.at(-1)
    if (last && chance.happens(0.4))
      await act('fay', 'invoice', last, 'credit', { reason: 'torture' })
  }

  const run = (async () => {
    for (let n = 0; !ended; n++) {
      try {
        await walk(n)
      } catch (error) {
        if (error instanceof Ended) break
        if (!(error instanceof Error && error.message === 'refused'))
          wrong(String(error instanceof Error ? error.stack : error))
      }
    }
    idle()
  })()

  return {
    rest() {
      resting = true
      return new Promise<void>((resolve) => (idle = resolve))
    },
    go() {
      resting = false
      free()
    },
    async end() {
      ended = true
      resting = false
      free()
      await run
    },
  }
}

const day = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)

/** Nothing is known yet: the same key is asked again. */
const again = ({ status, body }: Answer): boolean =>
  status >= 500 || status === 429 || body.code === 'still-running'

function send({ port, keys }: ClientOptions, { as, url, key, body }: Entry): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const isFile = typeof body.file === 'string'
    const text = isFile ? formOf(body) : JSON.stringify(body)
    const call = request(
      {
        host: '127.0.0.1',
        port,
        path: `/api/v1/${url}`,
        method: 'POST',
        agent: false,
        timeout: 9000,
        headers: {
          authorization: `Bearer ${keys[as]}`,
          'content-type': isFile ? `multipart/form-data; boundary=${boundary}` : 'application/json',
          'content-length': Buffer.byteLength(text),
          'idempotency-key': key,
        },
      },
      (response) => {
        let said = ''
        response.setEncoding('utf8')
        response.on('data', (piece: string) => (said += piece))
        response.on('error', reject)
        response.on('end', () => {
          if (!response.complete) return reject(new Error('cut off'))
          try {
            resolve({
              status: response.statusCode ?? 0,
              body: said === '' ? {} : (JSON.parse(said) as Values),
              retryAfter: Number(response.headers['retry-after'] ?? 0) * 1000,
            })
          } catch (error) {
            reject(error as Error)
          }
        })
      },
    )
    call.on('timeout', () => call.destroy(new Error('no answer')))
    call.on('error', reject)
    call.end(text)
  })
}

const boundary = 'torture-7041'

const formOf = ({ file, mapping }: Values): string =>
  `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\ncontent-type: text/csv\r\n\r\n${String(file)}\r\n` +
  `--${boundary}\r\ncontent-disposition: form-data; name="mapping"\r\n\r\n${String(mapping)}\r\n--${boundary}--\r\n`
