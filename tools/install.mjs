// Is everything installed that the lock file names, the pinned Node included? If not, install it.

import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

/** Progress is for people and goes to stderr; stdout belongs to results. */
export const say = (line) => process.stderr.write(`${line}\n`)

/** Says one sentence and ends with an error. */
export function giveUp(sentence) {
  say(sentence)
  process.exit(1)
}

/** Installs exactly what the lock file says, unless that is what is there. */
export async function install() {
  if (isInstalled()) return
  const free = await lock()
  try {
    if (isInstalled()) return
    say('Installing packages (once) …')
    const start = Date.now()
    await npmCi()
    if (!isInstalled())
      giveUp('npm has finished, but packages are missing; is a setting of npm leaving some out?')
    say(`Installed in ${Math.round((Date.now() - start) / 1000)} s.`)
  } finally {
    free()
  }
}

/**
 * npm writes `node_modules/.package-lock.json` last, so it tells what is wholly there. A package that
 * is optional may be missing only when it is for another machine.
 */
function isInstalled() {
  let wanted, there
  try {
    wanted = readJson('package-lock.json').packages
    there = readJson('node_modules/.package-lock.json').packages
  } catch {
    return false
  }
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '' || entry.link) return true
    if (there[path]) return there[path].version === entry.version
    return (entry.optional || entry.devOptional || entry.peer) && !isForHere(entry)
  })
}

/** npm knows which C library is here and we do not, so what names one may be missing. */
const isForHere = ({ os, cpu, libc }) =>
  (os !== undefined || cpu !== undefined) &&
  libc === undefined &&
  fits(os, process.platform) &&
  fits(cpu, process.arch)

const fits = (list, value) =>
  list === undefined || [list].flat().includes(value) || [list].flat().includes('any')

const readJson = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'))

function npmCi() {
  const args = [
    'ci',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    '--include=optional',
    '--include=dev',
  ]
  const own = process.env.npm_execpath?.endsWith('.js') ? process.env.npm_execpath : undefined
  const child = own
    ? spawn(process.execPath, [own, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    : spawn('npm', args, {
        cwd: root,
        stdio: ['ignore', 'pipe', 'pipe'],
        shell: process.platform === 'win32',
      })
  let said = ''
  child.stdout.on('data', (data) => (said += data))
  child.stderr.on('data', (data) => (said += data))
  return new Promise((resolve) => {
    child.once('error', () => giveUp('npm was not found; it comes with Node.js.'))
    child.once('close', (code) => {
      if (code === 0) return resolve()
      say(said.trim())
      giveUp('The packages could not be installed; npm says why above.')
    })
  })
}

/** Two starters at once: one installs, the other waits. A lock of a dead process does not count. */
async function lock() {
  mkdirSync(join(root, '.cache'), { recursive: true })
  const file = join(root, '.cache', 'installing')
  for (let told = false; ; told = true) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' })
      return () => rmSync(file, { force: true })
    } catch (error) {
      if (error.code !== 'EEXIST') giveUp(`The folder ${root} can't be written (${error.code}).`)
    }
    if (isLeft(file)) rmSync(file, { force: true })
    else {
      if (!told) say('Another process is installing; waiting for it …')
      await new Promise((resolve) => setTimeout(resolve, 300))
    }
  }
}

function isLeft(file) {
  try {
    const pid = Number(readFileSync(file, 'utf8'))
    if (!(pid > 0)) return Date.now() - statSync(file).mtimeMs > 5_000
    process.kill(pid, 0)
    return false
  } catch (error) {
    return error.code === 'ESRCH'
  }
}
