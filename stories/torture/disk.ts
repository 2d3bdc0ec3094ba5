// On which disk does the tortured company live? On one of its own that can be filled, where the system lets us make one.

import { execFileSync } from 'node:child_process'
import { closeSync, mkdirSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { join } from 'node:path'

export interface Disk {
  readonly folder: string
  /** Null where the folder is on a disk that others use: that one is not filled. */
  readonly fill: (() => void) | null
  free(): void
  remove(): void
}

const megabytes = 3000

/** A file that holds a file system; only root may mount one. */
export function makeDisk(place: string): Disk {
  const folder = join(place, 'data')
  mkdirSync(folder, { recursive: true })
  try {
    const image = join(place, 'disk.img')
    const file = openSync(image, 'w')
    writeSync(file, Buffer.alloc(1), 0, 1, megabytes * 1024 * 1024 - 1)
    closeSync(file)
    execFileSync('mkfs.ext4', ['-q', '-F', '-m', '0', image], { stdio: 'ignore' })
    execFileSync('mount', ['-o', 'loop', image, folder], { stdio: 'ignore' })
  } catch {
    rmSync(join(place, 'disk.img'), { force: true })
    return {
      folder,
      fill: null,
      free: () => {},
      remove: () => rmSync(place, { recursive: true, force: true }),
    }
  }
  const ballast = join(folder, 'ballast')
  return {
    folder,
    fill() {
      const { bavail, bsize } = statfsSync(folder)
      try {
        execFileSync('fallocate', ['-l', String(Math.max(1, bavail - 4) * bsize), ballast], {
          stdio: 'ignore',
        })
        // What fallocate left, byte by byte.
        const file = openSync(ballast, 'a')
        try {
          for (;;) writeSync(file, Buffer.alloc(4096))
        } finally {
          closeSync(file)
        }
      } catch {
        // Full.
      }
    },
    free: () => rmSync(ballast, { force: true }),
    remove() {
      execFileSync('umount', ['-l', folder], { stdio: 'ignore' })
      rmSync(place, { recursive: true, force: true })
    },
  }
}
