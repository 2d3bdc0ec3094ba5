// For how long do the random tests go on? As many minutes as the environment says; without it only for a moment.

const asked = Number(process.env.OPENLTC_LONG ?? '0')

export const minutes = {
  asked,
  /** For the runner, in ms: a scenario may be on its way when the time is over. */
  limit: 170_000 + asked * 90_000,
}

/** Seeds, one after the other, until the time is over; none in the short form. */
export function* whileLong(share = 1): Generator<number> {
  const until = Date.now() + asked * 60_000 * share
  for (let seed = Math.floor(Math.random() * 1e9); Date.now() < until; seed++) yield seed
}
