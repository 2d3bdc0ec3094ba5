// Where does each full piece of the log go? PostgreSQL runs `store-wal.ts FOLDER PATH NAME`; done only when it is on disk.
import { open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'

const [folder, path, name] = process.argv.slice(2) as [string, string, string]
const goal = join(folder, `${name}.gz`)
const bytes = await readFile(path)
const known = await readFile(goal).catch(() => null)
if (known) {
  // Asked again after a crash; another content under the same name would be somebody else's log.
  if (!gunzipSync(known).equals(bytes)) {
    process.stderr.write(`${goal} exists with another content\n`)
    process.exit(1)
  }
} else {
  const part = `${goal}.${process.pid}.part`
  const file = await open(part, 'w', 0o600)
  // Most of a piece that is stored for its age is empty.
  await file.writeFile(gzipSync(bytes, { level: 1 }))
  await file.sync()
  await file.close()
  await rename(part, goal)
  const there = await open(folder)
  await there.sync().catch(() => {})
  await there.close()
}
