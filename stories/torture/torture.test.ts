// Does a whole installation lose nothing and do nothing twice while its parts are killed, cut off and filled up? The short form of `npm run torture`.

import assert from 'node:assert/strict'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { goneBySignal } from './gone.ts'
import { run } from './run.ts'

const seed = Number(process.env.TORTURE_SEED ?? Math.floor(Math.random() * 1_000_000))

test(
  `what was promised is there once, whatever is killed (TORTURE_SEED=${seed})`,
  { timeout: 600_000 },
  async (t) => {
    const place = mkdtempSync(join(tmpdir(), 'openltc-torture-'))
    // One fault of each sort, and then what the seed chooses until the time is over.
    const first = [
      'kill_app',
      'lost_answers',
      'kill_worker',
      'publish_killed',
      'kill_postgres',
      'cut_wire',
    ]
    const figures = await run({
      place,
      seed,
      seconds: 30,
      say: (text) => t.diagnostic(text),
      first,
      // Neither a signal nor the end of this test's time leaves anything behind.
      gone: AbortSignal.any([goneBySignal(), t.signal]),
    })
    assert.deepEqual(figures.wrong, [])
    assert.ok(figures.promises > 50, `${figures.promises} calls were answered`)
    assert.ok(figures.proofs >= first.length)
  },
)
