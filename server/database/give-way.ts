// How does work that may wait leave the processor to people at work? Its process of PostgreSQL asks the machine for less.

import { writeFileSync } from 'node:fs'
import { setPriority } from 'node:os'

/** Of the usual range 0 … 19: about a tenth of the share of a process at 0, so that it always goes on a little. */
const niceness = '10'

/**
 * Lowers the share of the processor of a process of the embedded PostgreSQL. For what only reads: who waits for rows
 * that such a process holds would wait long. That priorities of the processor help quick transactions of PostgreSQL, and
 * that locks are no trouble there: McWherter, Schroeder, Ailamaki, Harchol-Balter, "Priority mechanisms for OLTP and
 * transactional web applications", ICDE 2004.
 */
export function giveWay(pid: number): void {
  wherePossible(() => setPriority(pid, Number(niceness)))
  // Each process of PostgreSQL is a session of its own; Linux may share the processor among sessions first.
  if (process.platform === 'linux')
    wherePossible(() => writeFileSync(`/proc/${pid}/autogroup`, niceness))
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
