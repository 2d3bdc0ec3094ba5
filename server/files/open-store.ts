// Which place has this installation for its files, and does what the administrator said of it hold?
import { randomUUID } from 'node:crypto'
import { Refusal } from '#kernel/error.ts'
import { StartRefused } from '#server/database/start-refusal.ts'
import { type FileStore, importName, readWhole, wholeBytes } from './file-store.ts'
import { folderStore } from './folder-store.ts'
import { s3Store, StoreFault } from './s3-store.ts'
import type { StoreSetting } from './store-setting.ts'

export interface StoreWords {
  readonly dataFolder: string
  /** Null: files are kept in the data folder. */
  readonly store: StoreSetting | null
}

/** The one place. @param problem hears, once, that it has fallen silent. */
export const openStore = (
  { dataFolder, store }: StoreWords,
  problem?: (error: StoreFault) => void,
): FileStore => (store ? s3Store(store, problem) : folderStore(dataFolder))

/**
 * Writes, finds, reads and removes something there. Answers false where the place does not answer just now: that passes.
 * @throws StartRefused for what does not pass: a wrong key, no bucket, another protocol
 */
export async function proveStore(files: FileStore): Promise<boolean> {
  const name = importName(randomUUID())
  const bytes = Buffer.from('OpenLTC')
  try {
    await files.put(name, wholeBytes(bytes))
    let listed = false
    for await (const one of files.list('imports/')) listed ||= one.name === name
    const read = await readWhole(files, name)
    await files.remove(name)
    if (listed && read?.equals(bytes) && (await files.size(name)) === null) return true
  } catch (error) {
    const fault = error instanceof Refusal ? error.cause : null
    if (!(fault instanceof StoreFault)) throw error
    if (fault.passes) return false
    const { place } = files
    if (fault.reason === 'NoSuchBucket') throw new StartRefused('files-no-bucket', { place }, fault)
    throw new StartRefused(
      fault.status === 401 || fault.status === 403 ? 'files-login' : 'files-unfit',
      { place, reason: fault.reason },
      fault,
    )
  }
  throw new StartRefused('files-unfit', { place: files.place, reason: 'not read as written' })
}
