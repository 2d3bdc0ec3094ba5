// Which few commands of a long scenario go wrong? Those that are left when all others are taken out.

import type { Called } from './commands.ts'

/** Takes out as much as can be, as long as it fails with the same beginning; gives up after a minute. */
export async function shortest(
  scenario: readonly Called[],
  message: string,
  play: (scenario: readonly Called[]) => Promise<void>,
): Promise<readonly Called[]> {
  const until = Date.now() + 90_000
  const kind = beginning(message)
  const fails = (each: readonly Called[]): Promise<boolean> =>
    play(each).then(
      () => false,
      (error: unknown) => beginning(String(error)) === kind,
    )
  let best = scenario
  for (
    let size = Math.ceil(best.length / 2);
    size >= 1;
    size = size === 1 ? 0 : Math.ceil(size / 2)
  )
    for (let at = 0; at < best.length && Date.now() < until;) {
      const less = [...best.slice(0, at), ...best.slice(at + size)]
      if (await fails(less)) best = less
      else at += size
    }
  return best
}

/** Ids and amounts differ from run to run; what went wrong begins alike. */
const beginning = (message: string): string =>
  message.split(/[:\n]/).slice(0, 2).join(':').slice(0, 120)
