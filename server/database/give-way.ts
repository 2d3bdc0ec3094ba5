// Who gets the processor when all want it? The server first, then PostgreSQL for people at work, then what may wait.

import { writeFileSync } from 'node:fs'
import { setPriority } from 'node:os'

/**
 * Of the usual range 0 … 19, where the server itself is at 0. `people`: a third of its share for each process of
 * PostgreSQL; at equal shares twenty busy ones leave the server a tenth of two processors, and then it can neither take
 * in a call nor say that it is too much. `patient`: a ninth of that, so that it always goes on a little.
 */
const niceness = { people: 5, patient: 15 }

/**
 * Lowers the share of the processor of a process of the embedded PostgreSQL. `patient` is for what only reads: who waits
 * for rows that such a process holds would wait long. That priorities of the processor help quick transactions of
 * PostgreSQL, and that locks are no trouble there: McWherter, Schroeder, Ailamaki, Harchol-Balter, "Priority mechanisms
 * for OLTP and transactional web applications", ICDE 2004.
 */
export function giveWay(pid: number, to: keyof typeof niceness): void {
  wherePossible(() => setPriority(pid, niceness[to]))
  // Each process of PostgreSQL is a session of its own; Linux may share the processor among sessions first.
  if (process.platform === 'linux')
    wherePossible(() => writeFileSync(`/proc/${pid}/autogroup`, String(niceness[to])))
}

/** A system that does not let us do so gives all the same share: slower for others, never wrong. */
function wherePossible(act: () => void): void {
  try {
    act()
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    if (
      !['EACCES', 'EPERM', 'ENOENT', 'ESRCH', 'EAGAIN', 'EINVAL', 'ERR_SYSTEM_ERROR'].includes(code)
    )
      throw error
  }
}
