// Is the built web the one of these sources? If not, build it.

import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { giveUp, root, say } from './install.mjs'

const place = join(root, 'dist', 'web')
const stamp = join(place, '.stamp')

/** Builds `dist/web` when anything that goes into it has changed since. */
export async function buildWeb() {
  if (!existsSync(join(root, 'web', 'index.html')))
    return say('There is no web/index.html yet: only the API is served.')
  const hash = hashOfSources()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return
  say(existsSync(stamp) ? 'Building the web (after a change) …' : 'Building the web …')
  const start = Date.now()
  // Beside its place, then moved: what is being served is never half of each.
  const fresh = join(root, 'dist', `web.new-${process.pid}`)
  const old = join(root, 'dist', `web.old-${process.pid}`)
  await vite(fresh)
  writeFileSync(join(fresh, '.stamp'), hash)
  if (existsSync(place)) renameSync(place, old)
  renameSync(fresh, place)
  rmSync(old, { recursive: true, force: true })
  say(`Built in ${((Date.now() - start) / 1000).toFixed(1)} s.`)
}

function hashOfSources() {
  const hash = createHash('sha256')
  const files = globSync(['web/**/*', 'kernel/**/*'], { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  for (const file of [...files, join(root, 'package-lock.json')])
    hash
      .update(`${file.slice(root.length)}\0`)
      .update(readFileSync(file))
      .update('\0')
  return hash.digest('hex')
}

function vite(outDir) {
  const program = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  const args = [
    program,
    'build',
    '--config',
    join(root, 'web', 'vite.config.ts'),
    '--outDir',
    outDir,
    '--emptyOutDir',
    '--logLevel',
    'warn',
  ]
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  child.stdout.on('data', (data) => (said += data))
  child.stderr.on('data', (data) => (said += data))
  return new Promise((resolve) => {
    child.once('close', (code) => {
      if (code === 0) return resolve()
      rmSync(outDir, { recursive: true, force: true })
      say(said.trim())
      giveUp('The web could not be built; the reason is above.')
    })
  })
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await buildWeb()
