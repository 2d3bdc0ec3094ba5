// How is the server doing? Counts and times per route, kept in memory, as text that Prometheus reads.

/** Upper ends in seconds. */
const ends = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const

interface Times {
  readonly method: string
  readonly route: string
  readonly buckets: number[]
  count: number
  sum: number
}

/** One figure of the moment. */
export interface Figure {
  readonly name: string
  readonly help: string
  readonly kind: 'gauge' | 'counter'
  readonly values: readonly {
    readonly labels?: Readonly<Record<string, string>>
    readonly value: number
  }[]
}

/** Requests that were answered by this process. */
export class Requests {
  readonly #answers = new Map<string, { labels: Record<string, string>; value: number }>()
  readonly #times = new Map<string, Times>()

  /** @param route the address as declared (`/api/v1/:object`), so that ids make no series of their own */
  note(method: string, route: string, status: number, seconds: number): void {
    const answer = `${method} ${route} ${status}`
    const known = this.#answers.get(answer)
    if (known) known.value++
    else this.#answers.set(answer, { labels: { method, route, status: String(status) }, value: 1 })
    const key = `${method} ${route}`
    let times = this.#times.get(key)
    if (!times)
      this.#times.set(
        key,
        (times = { method, route, buckets: ends.map(() => 0), count: 0, sum: 0 }),
      )
    const bucket = ends.findIndex((end) => seconds <= end)
    if (bucket >= 0) times.buckets[bucket]!++
    times.count++
    times.sum += seconds
  }

  /** Both families in the text format 0.0.4; buckets add up, as the format wants it. */
  print(): string {
    const count = printFigure({
      name: 'openltc_http_requests_total',
      help: 'Requests answered',
      kind: 'counter',
      values: [...this.#answers.values()],
    })
    const name = 'openltc_http_request_seconds'
    const lines = [`# HELP ${name} Time to answer`, `# TYPE ${name} histogram`]
    for (const { method, route, buckets, count: n, sum } of this.#times.values()) {
      let below = 0
      ends.forEach((end, i) =>
        lines.push(
          `${name}_bucket${labelsOf({ method, route, le: String(end) })} ${(below += buckets[i]!)}`,
        ),
      )
      lines.push(`${name}_bucket${labelsOf({ method, route, le: '+Inf' })} ${n}`)
      lines.push(
        `${name}_sum${labelsOf({ method, route })} ${sum}`,
        `${name}_count${labelsOf({ method, route })} ${n}`,
      )
    }
    return `${count}${lines.join('\n')}\n`
  }
}

export const printFigure = ({ name, help, kind, values }: Figure): string =>
  `# HELP ${name} ${help}\n# TYPE ${name} ${kind}\n${values.map((one) => `${name}${labelsOf(one.labels ?? {})} ${one.value}\n`).join('')}`

function labelsOf(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(
    ([name, value]) =>
      `${name}="${value.replace(/["\\\n]/g, (one) => (one === '\n' ? '\\n' : `\\${one}`))}"`,
  )
  return pairs.length ? `{${pairs.join(',')}}` : ''
}
