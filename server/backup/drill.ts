// Would this backup really bring the company back? It is restored into an empty workspace beside ours, checked, and thrown away.
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Book } from '#kernel/app.ts'
import { refuse } from '#kernel/error.ts'
import { ident, sql } from '#kernel/sql.ts'
import { reconcile } from '#server/cli/reconcile.ts'
import { openDatabase, type Target } from '#server/database/pool.ts'
import { openWorld } from '#server/records/open-world.ts'
import { proveSeals } from '#server/seal/prove-seals.ts'
import { folderStore } from '#server/files/folder-store.ts'
import type { BackupFile, Seen } from './frames.ts'
import { restore } from './restore.ts'

/** Refuses a backup that can't be restored, or in which a sentence about money or a seal does not hold. */
export async function drill(
  target: Target,
  book: Book,
  file: BackupFile,
  say: (text: string) => void = () => {},
): Promise<Seen> {
  const schema = `drill_${randomBytes(6).toString('hex')}`
  const folder = await mkdtemp(join(tmpdir(), 'openltc-drill-'))
  const db = openDatabase({ ...target, schema, lanes: 2, seats: 3 })
  try {
    const seen = await restore(db, schema, book, folder, folderStore(folder), file, say)
    const world = await openWorld(db, schema, book, () => new Date())
    for await (const one of reconcile(world))
      if (one.broken > 0) refuse('backup-not-sound', { why: `${one.id} ${one.on}: ${one.broken}` })
    const [first] = await proveSeals(world, null, new Map(), 1)
    if (first) refuse('backup-not-sound', { why: first.says })
    return seen
  } finally {
    await db
      .query(sql`drop schema if exists ${ident(schema)} cascade`, { limitMs: 120_000 })
      .catch(() => {})
    await db.close()
    await rm(folder, { recursive: true, force: true })
  }
}
