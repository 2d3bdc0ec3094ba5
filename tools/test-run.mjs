// How are test files run?

import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { root } from './install.mjs'

// One more than there are cores: a test waits as much as it works, for a page, a disk or a clock. A browser and its server
// take half a gigabyte, so there is an end to it.
const concurrency = Math.min(availableParallelism() + 1, 4)
// Only what hangs is ended: on a machine that others use as well, a whole company takes minutes to load. Long forms of random
// tests say for how many minutes they go on.
const testMs = 600_000 + Number(process.env.OPENLTC_LONG ?? 0) * 120_000

/** Runs the files with Node's own runner; its exit status. */
export function runTests(files) {
  const flags = [
    '--test',
    `--test-concurrency=${concurrency}`,
    `--test-timeout=${testMs}`,
    '--test-reporter=spec',
  ]
  const child = spawn(process.execPath, [...flags, ...files], { cwd: root, stdio: 'inherit' })
  const handOn = (signal) => child.kill(signal)
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, handOn)
  return new Promise((resolve) => child.once('close', (code) => resolve(code ?? 1)))
}
