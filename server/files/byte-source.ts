// Where do the bytes of a file come from, without holding all of them?
import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'

export type FileSource = { readonly path: string } | { readonly bytes: Uint8Array }

export interface ByteSource {
  readonly size: number
  /** A piece; shorter where the file ends. */
  readonly read: (start: number, length: number) => Promise<Buffer>
  readonly stream: (start?: number, length?: number) => AsyncIterable<Uint8Array>
}

/** Opens a file, or bytes that are at hand already, in the one way that the readers know. */
export async function byteSource(source: FileSource): Promise<ByteSource> {
  return 'bytes' in source
    ? fromBytes(source.bytes)
    : fromPath(source.path, (await stat(source.path)).size)
}

const chunk = 64 * 1024

function fromBytes(bytes: Uint8Array): ByteSource {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return {
    size: all.length,
    read: async (start, length) => all.subarray(start, start + length),
    // In pieces, so that a limit is noticed before everything has been inflated.
    async *stream(start = 0, length = all.length - start) {
      for (let at = start; at < start + length; at += chunk) {
        yield all.subarray(at, Math.min(at + chunk, start + length))
      }
    },
  }
}

function fromPath(path: string, size: number): ByteSource {
  return {
    size,
    async read(start, length) {
      const file = await open(path)
      try {
        const buffer = Buffer.alloc(Math.max(0, Math.min(length, size - start)))
        const { bytesRead } = await file.read(buffer, 0, buffer.length, start)
        return buffer.subarray(0, bytesRead)
      } finally {
        await file.close()
      }
    },
    async *stream(start = 0, length = size - start) {
      if (length > 0)
        yield* createReadStream(path, { start, end: start + length - 1 }) as AsyncIterable<Buffer>
    },
  }
}
