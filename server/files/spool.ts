// Where does a file lie that is still coming, or that has to be read to and fro? In the data folder’s `tmp`, for a while.
import { createHash, type Hash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { refuse } from '#kernel/error.ts'
import { diskRefusal } from './disk-refusal.ts'
import type { FileStore, WholeFile } from './file-store.ts'

/** A whole file on this machine; whoever has it removes it. */
export interface Spooled extends WholeFile {
  readonly path: string
}

/** A path of its own for something that is about to be written. */
export async function spoolPath(dataFolder: string, ending = ''): Promise<string> {
  const folder = join(dataFolder, 'tmp')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  return join(folder, `${randomUUID()}${ending}`)
}

/** Lets bytes pass and adds them up. */
export const summed = (hash: Hash, more: (size: number) => void): Transform =>
  new Transform({
    transform(piece: Buffer, _encoding, done) {
      hash.update(piece)
      more(piece.length)
      done(null, piece)
    },
  })

/** Takes in what comes, piece by piece, and adds it up on the way. */
export async function spool(
  dataFolder: string,
  bytes: Readable | AsyncIterable<Buffer>,
): Promise<Spooled> {
  const path = await spoolPath(dataFolder).catch(diskRefusal)
  const hash = createHash('sha256')
  let size = 0
  try {
    await pipeline(
      bytes,
      summed(hash, (more) => (size += more)),
      createWriteStream(path, { mode: 0o600 }),
    )
  } catch (error) {
    await rm(path, { force: true })
    diskRefusal(error)
  }
  return { path, size, sha256: hash.digest('hex'), bytes: () => createReadStream(path) }
}

/** A file of this machine as one that can be kept. */
export async function wholeFile(path: string): Promise<WholeFile> {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer)
  return {
    size: (await stat(path)).size,
    sha256: hash.digest('hex'),
    bytes: () => createReadStream(path),
  }
}

/** Works on a kept file that lies here meanwhile; `file-elsewhere` where this process has none. */
export async function withLocal<T>(
  store: FileStore,
  name: string,
  dataFolder: string,
  work: (path: string) => Promise<T>,
): Promise<T> {
  const kept = (await store.open(name)) ?? refuse('file-elsewhere')
  const { path } = await spool(dataFolder, kept.bytes)
  try {
    return await work(path)
  } finally {
    await rm(path, { force: true })
  }
}

/** Removes what killed processes have left (older than two days: nothing takes that long). */
export async function tidySpool(dataFolder: string, now: Date): Promise<void> {
  const folder = join(dataFolder, 'tmp')
  for (const name of await readdir(folder).catch(() => [])) {
    const at = await stat(join(folder, name)).catch(() => null)
    if (at && now.getTime() - at.mtimeMs > 2 * 86_400_000)
      await rm(join(folder, name), { force: true })
  }
}
