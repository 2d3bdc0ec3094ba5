// Does an installation listen at its own door only, and does the torture leave nothing of it behind when it is ended half way?

import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { pause } from './plant.ts'

/** Processes that were started with something in this folder: servers by their DATA_DIR, PostgreSQL by its command. */
const at = (place: string): string[] =>
  readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid))
    .filter((pid) => {
      try {
        return ['environ', 'cmdline'].some((name) =>
          readFileSync(`/proc/${pid}/${name}`, 'utf8').includes(place),
        )
      } catch {
        return false
      }
    })

/**
 * Where these processes listen on the network, `127.0.0.1:port`, each once however many sockets share it; addresses as
 * Linux writes them, in hexadecimal, backwards.
 */
function doorsOf(pids: readonly string[]): string[] {
  const own = new Set(
    pids.flatMap((pid) => {
      try {
        return readdirSync(`/proc/${pid}/fd`).map((fd) => {
          try {
            return /socket:\[(\d+)\]/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? ''
          } catch {
            return ''
          }
        })
      } catch {
        return []
      }
    }),
  )
  const all = ['tcp', 'tcp6', 'udp', 'udp6'].flatMap((kind) =>
    readFileSync(`/proc/net/${kind}`, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter((cells) => (kind.startsWith('udp') || cells[3] === '0A') && own.has(cells[9]!))
      .map((cells) => cells[1]!.split(':'))
      .map(
        ([address, port]) =>
          `${address!
            .match(/../g)!
            .reverse()
            .map((part) => parseInt(part, 16))
            .join('.')}:${parseInt(port!, 16)}`,
      ),
  )
  return [...new Set(all)]
}

test('PostgreSQL has no door and a server one, on this machine; ended by a signal all are ended and the disk is given back', async () => {
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('./torture.ts', import.meta.url)), '--minutes', '1'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  let text = ''
  child.stdout.on('data', (piece: Buffer) => (text += piece))
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  try {
    let place: string | undefined
    while (
      child.exitCode === null &&
      !(place && existsSync(join(place, 'data/postgres/database/postmaster.pid')))
    ) {
      await pause(50)
      place = /\((\/.*)\)/.exec(text)?.[1]
    }
    assert.ok(place && at(place).length >= 2, text)
    let doors: string[] = []
    while (child.exitCode === null && doors.length === 0) {
      await pause(50)
      doors = doorsOf(at(place))
    }
    // PostgreSQL has none; each server has one, for this machine only.
    assert.ok(doors.length >= 1 && doors.length <= 3, doors.join(' '))
    for (const door of doors) assert.match(door, /^127\.0\.0\.1:\d+$/)
    // Whoever ends npm ends it several times over.
    for (let n = 0; n < 3; n++) {
      child.kill('SIGTERM')
      await pause(200)
    }
    assert.equal(await ended, 143, text)
    assert.deepEqual(at(place), [])
    assert.ok(!existsSync(place))
  } finally {
    child.kill('SIGKILL')
  }
})
