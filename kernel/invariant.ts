// What is no answer to anybody but a bug?

/** What must be true whatever people do; failing it is a bug (500), never an answer. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`invariant broken: ${message}`)
}
