// Where does PostgreSQL get a piece of its log from while it is brought back? `fetch-wal.ts FOLDER NAME PATH`; 1 where there is no such piece.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

const [folder, name, path] = process.argv.slice(2) as [string, string, string]
const packed = await readFile(join(folder, `${name}.gz`)).catch(() => null)
if (!packed) process.exit(1)
await writeFile(path, gunzipSync(packed))
