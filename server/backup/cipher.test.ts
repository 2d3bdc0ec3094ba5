// Does a sealed file open for whoever has the passphrase, and for nobody else, and not when a bit of it was changed?
import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { randomBytes } from 'node:crypto'
import { newPassphrase, opened, sealed } from './cipher.ts'

let folder: string
let path: string
const frame = 256 * 1024
const passphrase = newPassphrase()
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openltc-cipher-'))
  path = join(folder, 'file')
})
after(() => rm(folder, { recursive: true, force: true }))

async function* pieces(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 70_001) yield bytes.subarray(at, at + 70_001)
}
const all = async (stream: AsyncIterable<Buffer>): Promise<Buffer> => {
  const list: Buffer[] = []
  for await (const piece of stream) list.push(piece)
  return Buffer.concat(list)
}

test('what was sealed comes back, of every length around a frame', async () => {
  for (const length of [0, 1, frame, frame + 1, 2 * frame]) {
    const plain = randomBytes(length)
    const file = await all(sealed(pieces(plain), passphrase, 12))
    await writeFile(path, file)
    assert.deepEqual(await all(opened(path, passphrase)), plain)
    if (length > 100) assert.equal(file.includes(plain.subarray(0, 100)), false)
  }
})

test('another passphrase, none, a flipped bit anywhere and a cut anywhere are refused', async () => {
  await writeFile(path, await all(sealed(pieces(randomBytes(2 * frame + 99)), passphrase, 12)))
  const file = await readFile(path)
  await assert.rejects(all(opened(path, 'another one')), { code: 'wrong-passphrase' })
  await assert.rejects(all(opened(path, null)), { code: 'backup-sealed' })
  // Salt, first frame, its tag, the head and the body of the last frame, its tag.
  for (const at of [
    12,
    40,
    27 + 4 + frame + 3,
    file.length - 99 - 18,
    file.length - 60,
    file.length - 3,
  ]) {
    const wrong = Buffer.from(file)
    wrong[at]! ^= 4
    await writeFile(path, wrong)
    await assert.rejects(
      all(opened(path, passphrase)),
      (error: { code?: string }) =>
        ['wrong-passphrase', 'backup-damaged'].includes(String(error.code)),
      `at ${at}`,
    )
  }
  for (const length of [27, 300, 27 + 4 + frame + 16, 27 + 2 * (4 + frame + 16), file.length - 1]) {
    await writeFile(path, file.subarray(0, length))
    await assert.rejects(
      all(opened(path, passphrase)),
      { code: 'backup-damaged' },
      `cut at ${length}`,
    )
  }
  await writeFile(path, Buffer.concat([file, file.subarray(27)]))
  await assert.rejects(all(opened(path, passphrase)), { code: 'backup-damaged' })
  const swapped = Buffer.concat([
    file.subarray(0, 27),
    file.subarray(27 + 4 + frame + 16, 27 + 2 * (4 + frame + 16)),
    file.subarray(27, 27 + 4 + frame + 16),
    file.subarray(27 + 2 * (4 + frame + 16)),
  ])
  await writeFile(path, swapped)
  await assert.rejects(all(opened(path, passphrase)), { code: 'wrong-passphrase' })
})

test('a passphrase can be written down', () => {
  assert.match(newPassphrase(), /^([A-HJ-NP-Z2-9]{5}-){7}[A-HJ-NP-Z2-9]{5}$/)
})
