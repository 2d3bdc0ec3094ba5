// How does one steer the driver? It is a process of its own, so that what it does costs the server no turn.
import { fork } from 'node:child_process'
import type { Job, Outcome } from './driver.ts'

export interface Driver {
  /** Opens a stream of live events for each session. */
  open(job: Pick<Job, 'port' | 'sessions'>): Promise<void>
  run(job: Job): Promise<Outcome>
  close(): void
}

export function driver(): Driver {
  const process_ = fork(new URL('./driver.ts', import.meta.url), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const ask = <T>(message: object): Promise<T> =>
    new Promise((resolve, reject) => {
      const gone = (): void => reject(new Error('the driver ended'))
      process_.once('exit', gone)
      process_.once('message', (said: { answer: T } | { error: string }) => {
        process_.off('exit', gone)
        if ('error' in said) reject(new Error(said.error))
        else resolve(said.answer)
      })
      process_.send(message)
    })
  return {
    open: (job) => ask({ open: job }),
    run: (job) => ask({ run: job }),
    close: () => void process_.disconnect(),
  }
}
