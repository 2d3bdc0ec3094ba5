import { startPostgres } from '#server/database/embedded.ts'
import { openDatabase } from '#server/database/pool.ts'
import { openWorld } from '#server/records/open-world.ts'
import { ensureSystemPerson } from '#server/login/setup.ts'
import { book } from '#ltc/index.ts'
import { fillPeople, fillLeads, fillOpportunities, fillEvents } from '../bench/fill.ts'
import { sql } from '#kernel/sql.ts'
const pg = await startPostgres({ dataDir: '/tmp/benchdata/postgres', keep: true })
const db = openDatabase({ connection: pg.connection, schema: 'openltc' })
const world = await openWorld(db, 'openltc', book, () => new Date())
await ensureSystemPerson(world)
const t=Date.now(); const tell=(s:string)=>console.log(s,(Date.now()-t)/1000)
const f = await fillPeople(world); tell('people')
await fillLeads(world, f, 100000, tell)
await fillOpportunities(world, f, 300000, tell)
await fillEvents(world, 300000); tell('events')
await db.query(sql`vacuum analyze`, {limitMs: 600000}); tell('vacuum')
await db.close(); console.log(JSON.stringify(pg.connection))
process.exit(0)
