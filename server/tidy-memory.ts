// How does a server that has started give back the memory that only starting needed?
import { flushCompileCache } from 'node:module'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Until here whoever waited for the start has been let in, and hardly anybody has come yet. ms */
const afterMs = 1000

type Collect = (how: { type: 'major'; flavor: 'last-resort' }) => void

/**
 * Once, soon after the start: 30 MB of objects and of young space were needed for starting alone, and Node by itself gives
 * them back only when memory runs short. It stops the process for about as long as one slow question. What Node compiled is
 * kept for the next start before that, since it goes with the rest; it would else be kept at a peaceful end only, and after
 * a kill the next start would take half as long again.
 */
export function tidyAfterStart(): void {
  setTimeout(() => {
    flushCompileCache()
    // Node offers this to whoever asks for it while it runs, too; the word is only known to a context made afterwards.
    setFlagsFromString('--expose-gc')
    const collect = runInNewContext('gc') as Collect
    setFlagsFromString('--no-expose-gc')
    collect({ type: 'major', flavor: 'last-resort' })
  }, afterMs).unref()
}
