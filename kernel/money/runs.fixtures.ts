// How often is a law of money tried? Some times always, a hundred times as often where a long form is asked for.

const long = Number(process.env.OPENLTC_LONG ?? '0')

export const runs = (count: number): { numRuns: number } => ({
  numRuns: long > 0 ? count * 100 : count,
})
