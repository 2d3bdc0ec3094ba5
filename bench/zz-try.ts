import { testDatabase } from '../stories/database.ts'
import { openWorld } from '../server/records/open-world.ts'
import { book } from '../ltc/index.ts'
import { fillDemo } from '../server/sample/demo.ts'
const base = await testDatabase()
try {
  const now = process.argv[3] ? new Date(process.argv[3]) : new Date()
  const world = await openWorld(base.db, 'test', book, () => now)
  const t0 = performance.now(), c0 = process.cpuUsage()
  let last = 0
  const s = await fillDemo(world, { size: Number(process.argv[2] ?? 120), onProgress: x => { if (x - last > 0.1) { last = x; console.log(x, Math.round(performance.now() - t0)) } } })
  const c = process.cpuUsage(c0)
  console.log(s, 'wall', Math.round(performance.now() - t0), 'node cpu', (c.user + c.system) / 1000)
  const q = async (x: string) => console.log(await base.db.query({ strings: [x] } as never).catch((e: unknown) => e))
  void q
} finally { await base.drop() }
