import { sampleWorld, randomChains, insertRows } from '/work/main/server/insight/sample-chains.fixtures.ts'
import { riverOf } from '/work/main/server/insight/river.ts'
import { openPart } from '/work/main/server/insight/river-open.ts'
import { brokenIdentities } from '/work/main/kernel/insight/identities.ts'
const w = await sampleWorld()
try {
  const size = Number(process.argv[2] ?? 2000)
  const rows = randomChains(size, 7)
  if (size > 2000) for (let i = 0; i < 64000; i++) { const at = new Date(Date.parse('2026-11-23') - Math.random()*900*864e5).toISOString(); rows.lead!.push({ id: crypto.randomUUID(), created_at: at, updated_at: at, version: 1, currency: 'CNY', number: 'X-'+i, name: 'x', amount: '1000.00', stage: i%9 ? 'disqualified':'contacting', stage_since: at, disqualified_reason: i%9 ? 'r'+(i%60) : null }) }
  console.log(Object.fromEntries(Object.entries(rows).map(([k, v]) => [k, v.length])))
  await insertRows(w.world, rows)
  for (const m of ['amount', 'count', 'amount', 'count'] as const) {
    const t = performance.now()
    const r = await riverOf(w.doing(), 12, m)
    console.log(m, Math.round(performance.now() - t), 'ms', brokenIdentities(r.now, m), brokenIdentities(r.before, m))
    if (size <= 2000 && m==='amount') console.log(JSON.stringify(r, null, 1).slice(0, 6000))
  }
  if (size > 2000) { const { compile } = await import('#kernel/sql.ts'); const { sql } = await import('#kernel/sql.ts'); const { statement, askingOf } = await import('/work/main/server/insight/river.ts') as any; const { momentsOf } = await import('/work/main/server/insight/moment.ts');
    for (const k of ['now','before'] as const) { const st = statement(askingOf(w.doing(), momentsOf(new Date('2026-11-23T02:00:00Z'), 'Asia/Shanghai', 12)[k]), 'amount'); const rows2 = await w.base.db.query(sql`explain (analyze, timing on) ${st}`, {limitMs: 60000}); (await import('node:fs')).writeFileSync('/tmp/river/plan-'+k+'.txt', rows2.map((r: any) => r['QUERY PLAN']).join('\n')) } }
  const t = performance.now()
  const o = await openPart(w.doing(), { reach: 'delivery', part: 'stuck', reason: null, months: 12, measure: 'amount', period: 'now', after: 0 })
  console.log(Math.round(performance.now() - t), o.count, o.amount, o.rows.slice(0, 3))
} finally { await w.base.drop() }
process.exit(0)
