// How does a file become known? First the store has it, then the database says so.
import { sql } from '#kernel/sql.ts'
import { mayHaveCommitted } from '#server/database/errors.ts'
import type { Tx } from '#server/database/pool.ts'
import type { World } from '#server/world/world.ts'
import { uuid7 } from '#server/writing/uuid7.ts'
import { cameNot, hasCome, isComing } from './coming-files.ts'
import { type FileStore, uploadName, type WholeFile } from './file-store.ts'

export interface NamedFile extends WholeFile {
  readonly name: string
  readonly type: string
}

/**
 * Keeps the file; `then` is what goes with it in the transaction that makes it known.
 * @param by whose file it is
 */
export async function keepUpload<T>(
  world: World,
  files: FileStore,
  given: NamedFile,
  by: string,
  then: (tx: Tx, id: string) => Promise<T>,
): Promise<T> {
  const id = uuid7(world.now().getTime())
  const name = uploadName(id)
  await isComing(world.db, name)
  try {
    await files.put(name, given)
    return await world.db.transaction(async (tx) => {
      await hasCome(tx, name)
      await tx.query(sql`insert into file (id, name, type, size, sha256, by, at) values
      (${id}::uuid, ${given.name}, ${given.type}, ${given.size}::bigint, ${given.sha256}, ${by}::uuid, ${world.now().toISOString()}::timestamptz)`)
      return then(tx, id)
    })
  } catch (error) {
    // A row without its file would be worse than a file without its row; what stays is tidied later.
    if (!mayHaveCommitted(error)) await cameNot(world.db, files, name).catch(() => {})
    throw error
  }
}
