import { pino } from 'pino'
import { randomChains, insertRows, sampleWorld, sampleNow, seeded } from './sample-chains.fixtures.ts'
import { httpServer } from '#server/http/server.ts'
import { deskRoutes } from '#server/http/desk-routes.ts'
import { recordRoutes } from '#server/http/record-routes.ts'
import { insightRoutes } from '#server/http/insight-routes.ts'
import { sql } from '#kernel/sql.ts'
const w = await sampleWorld()
const id = '01900000-0000-7000-8000-00000000000a'
await w.base.db.query(sql`insert into person (id, name, active, created_at, updated_at, version) values (${id}::uuid, '沈嘉禾', true, now(), now(), 1)`)
if (process.argv[2] !== 'empty') {
const rows = randomChains(1600, 5)
// shape it like a machine maker
const r = seeded(3)
await insertRows(w.world, rows)
await w.base.db.query(sql`update opportunity set owner = ${id}::uuid where random() < 0.1`)
await w.base.db.query(sql`update company set sample = true`)
}
const who = { id, name: '沈嘉禾', roles: ['admin'], team: null, teams: [], people: [id], language: 'zh' as const }
const { readCompany } = await import('#server/records/open-world.ts'); await readCompany(w.world)
const login = { who: async () => who, sameOrigin() {}, handler: async () => null, forget() {} } as any
const server = httpServer({ world: w.world, login, webFolder: '/tmp/river/web', dataFolder: '/tmp/river' } as any, [...deskRoutes, ...insightRoutes, ...recordRoutes], pino({ level: 'error' }))
await server.listen({ port: Number(process.argv[3] ?? 4711), host: '127.0.0.1' })
console.log('ready')
process.on('SIGTERM', async () => { await server.close(); await w.base.drop(); process.exit(0) })
