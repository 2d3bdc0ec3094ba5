// How often can something be done per second, and how long does it take at the 99th percentile?

export interface Rate {
  readonly perSecond: number
  /** ms */
  readonly p50: number
  readonly p99: number
  readonly errors: number
}

/** Runs `once` from so many callers for so many seconds; each caller asks again as soon as it has its answer. */
export async function rate(
  callers: number,
  seconds: number,
  once: (i: number) => Promise<boolean>,
): Promise<Rate> {
  const times: number[] = []
  let errors = 0
  let i = 0
  const end = performance.now() + seconds * 1000
  const began = performance.now()
  await Promise.all(
    Array.from({ length: callers }, async () => {
      while (performance.now() < end) {
        const from = performance.now()
        if (!(await once(i++))) errors++
        times.push(performance.now() - from)
      }
    }),
  )
  const took = (performance.now() - began) / 1000
  times.sort((a, b) => a - b)
  const at = (share: number): number =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  return { perSecond: times.length / took, p50: at(0.5), p99: at(0.99), errors }
}

export const median = (list: readonly number[]): number =>
  [...list].sort((a, b) => a - b)[list.length >> 1]!
