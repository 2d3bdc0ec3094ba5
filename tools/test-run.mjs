// How are test files run?

import { spawn } from 'node:child_process'
import { root } from './install.mjs'

const concurrency = 2
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
