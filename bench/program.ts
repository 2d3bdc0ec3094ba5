// What does the program itself cost: an import of 100,000 rows, a start, memory at rest, what a browser loads?
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { serverFlags } from '#tools/node-flags.mjs'
import { type Place, whole } from './sheet.ts'

/** In a process of its own, with the flags of the server, on a database of its own. */
export function importLeads({ root, small, sheet }: Place): void {
  const n = small ? 10_000 : 100_000
  const text = execFileSync(
    process.execPath,
    [...serverFlags, join(root, 'bench/import-leads.ts'), String(n)],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const { first, again, grown_mb } = JSON.parse(text) as {
    first: { seconds: number; created: number }
    again: { seconds: number; unchanged: number }
    grown_mb: number
  }
  sheet.note(
    `import ${whole(n)} leads from XLSX with validation, duplicates, events`,
    '≤ 18 s, ≤ 200 MB',
    `${first.seconds.toFixed(1)} s for ${whole(first.created)} new, ${again.seconds.toFixed(1)} s for the same file again (${whole(again.unchanged)} unchanged), memory + ${grown_mb} MB`,
  )
}

export async function starts({ root, port, sheet }: Place): Promise<void> {
  const empty = join(root, '.cache', 'bench-start')
  rmSync(empty, { recursive: true, force: true })
  for (const [work, bar] of [
    ['cold start, installed, empty data folder', '≤ 15 s'],
    ['warm start', '≤ 4 s'],
  ] as const) {
    const from = performance.now()
    const it = spawn(process.execPath, [join(root, 'tools/run.mjs'), 'server/main.ts'], {
      cwd: root,
      env: {
        ...process.env,
        PORT: String(port + 1),
        DATA_DIR: empty,
        ADMIN_EMAIL: 'a@example.com',
        ADMIN_PASSWORD: 'Bench-only-4711',
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    for (;;) {
      const up = await fetch(`http://127.0.0.1:${port + 1}/api/health`).then(
        (answer) => answer.ok,
        () => false,
      )
      if (up) break
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    const took = (performance.now() - from) / 1000
    await new Promise((resolve) => setTimeout(resolve, 3000))
    sheet.note(work, bar, `${took.toFixed(1)} s`)
    if (work === 'warm start')
      sheet.note('idle memory of the server process', '≤ 150 MB', `${memoryOf(it.pid!)} MB`)
    it.kill('SIGTERM')
    await new Promise((resolve) => it.once('exit', resolve))
  }
}

/** Resident memory of the newest process in the group of the launcher, MB. */
function memoryOf(launcher: number): number {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  const of = (pid: string, key: string): number =>
    Number(
      new RegExp(`${key}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0,
    )
  const children = pids.filter(
    (pid) => existsSync(`/proc/${pid}/status`) && of(pid, 'PPid') === launcher,
  )
  return Math.round(of(children[0] ?? String(launcher), 'VmRSS') / 1024)
}

/** Gzipped JavaScript that a cold visitor loads: for the page of sign-in, and for a list after it. */
export function bundle({ root, sheet }: Place): void {
  const web = join(root, 'dist/web')
  if (!existsSync(web)) return
  const files = readdirSync(join(web, 'assets')).filter((name) => name.endsWith('.js'))
  const text = (name: string): string => readFileSync(join(web, 'assets', name), 'utf8')
  /** A file, and all that it can't begin without. */
  const gather = (name: string, into: Set<string>): void => {
    if (into.has(name)) return
    into.add(name)
    for (const [, other] of text(name).matchAll(/(?:from|import)\s*"\.\/([\w.-]+\.js)"/g))
      gather(other!, into)
  }
  const loaded = (pages: readonly string[]): number => {
    const names = new Set<string>()
    const html = readFileSync(join(web, 'index.html'), 'utf8')
    for (const [, name] of html.matchAll(/assets\/([\w.-]+\.js)/g)) gather(name!, names)
    for (const page of pages)
      for (const name of files.filter((one) => new RegExp(`^${page}-[\\w-]{8}\\.js$`).test(one)))
        gather(name, names)
    const bytes = [...names].reduce(
      (sum, name) => sum + gzipSync(text(name), { level: 9 }).length,
      0,
    )
    return Math.round(bytes / 1000)
  }
  sheet.note('gzip JS of the page of sign-in', '≤ 290 kB', `${loaded(['sign-in'])} kB`)
  sheet.note(
    'gzip JS of sign-in and a list',
    '≤ 420 kB',
    `${loaded(['sign-in', 'shell', 'list'])} kB`,
  )
}
