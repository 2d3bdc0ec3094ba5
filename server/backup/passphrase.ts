// With which passphrase are backups sealed, and where does it lie? In the environment, or in the data folder for its owner only.
import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { newPassphrase } from './cipher.ts'

const file = (dataFolder: string): string => join(dataFolder, 'backup-passphrase')

/** BACKUP_PASSPHRASE, else what lies in the data folder; null where nobody has made one. */
export async function readPassphrase(
  dataFolder: string,
  given: string | null,
): Promise<string | null> {
  if (given) return given
  const text = await readFile(file(dataFolder), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  return text.trim() || null
}

/** Makes one; answers it, for whoever must keep it elsewhere: without it no backup of today can be opened. */
export async function makePassphrase(dataFolder: string): Promise<string> {
  const made = newPassphrase()
  const handle = await open(file(dataFolder), 'wx', 0o600)
  try {
    await handle.writeFile(`${made}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
  return made
}
