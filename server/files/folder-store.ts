// How are files kept in a folder of this machine, or of a disk that several share?
import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { diskRefusal } from './disk-refusal.ts'
import type { FileStore, ListedFile, OpenFile, WholeFile } from './file-store.ts'
import { summed } from './spool.ts'

/** Files lie under `folder` by their names; what is being written lies in its `tmp`. */
export function folderStore(folder: string): FileStore {
  const at = (name: string): string => join(folder, name)
  return {
    place: folder,
    put: (name, file) => put(folder, at(name), file).catch(diskRefusal),
    open: (name) => openAt(at(name)).catch(diskRefusal),
    size: (name) =>
      stat(at(name))
        .then((one) => one.size)
        .catch(absent)
        .catch(diskRefusal),
    remove: (name) => rm(at(name), { force: true }).catch(diskRefusal),
    list: (beginning) => listed(folder, beginning),
  }
}

async function put(folder: string, to: string, file: WholeFile): Promise<void> {
  const part = join(folder, 'tmp', randomUUID())
  await mkdir(dirname(part), { recursive: true, mode: 0o700 })
  try {
    const hash = createHash('sha256')
    let size = 0
    await pipeline(
      await file.bytes(),
      summed(hash, (more) => (size += more)),
      createWriteStream(part, { mode: 0o600, flush: true, flags: 'wx' }),
    )
    if (size !== file.size || hash.digest('hex') !== file.sha256)
      throw new Error(`what was to be kept as ${to} is not what was said`)
    await mkdir(dirname(to), { recursive: true, mode: 0o700 })
    await rename(part, to)
    await synced(dirname(to))
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}

/** A name in a folder is on disk when the folder is. Not every system can. */
async function synced(folder: string): Promise<void> {
  const handle = await open(folder).catch(() => null)
  await handle?.sync().catch(() => {})
  await handle?.close()
}

async function openAt(path: string): Promise<OpenFile | null> {
  const handle = await open(path).catch(absent)
  if (!handle) return null
  try {
    const { size } = await handle.stat()
    return { size, bytes: handle.createReadStream() }
  } catch (error) {
    await handle.close()
    throw error
  }
}

async function* listed(folder: string, beginning: string): AsyncGenerator<ListedFile> {
  const entries = await readdir(join(folder, beginning), {
    recursive: true,
    withFileTypes: true,
  }).catch(absent)
  for (const entry of entries ?? []) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const facts = await stat(path).catch(absent)
    if (!facts) continue
    const name = path.slice(join(folder, '/').length).replaceAll('\\', '/')
    yield { name, size: facts.size, at: facts.mtime }
  }
}

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}
