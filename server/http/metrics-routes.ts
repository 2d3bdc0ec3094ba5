// Who may read the figures of the machine? An administrator, or a program with an administrator's key.
import { sql } from '#kernel/sql.ts'
import { type Figure, printFigure } from './metrics.ts'
import type { Call, Route } from './routes.ts'

/** Figures of the moment: connections, memory, work that waits. */
async function figures(call: Call): Promise<Figure[]> {
  const { db } = call.machine.world
  const jobs = await db.query<{ stage: string; n: number }>(
    sql`select stage, count(*)::int as n from job where stage in ('waiting', 'running') group by stage`,
  )
  const { shared, asked, idle, taken, waiting, patient } = db.load()
  const memory = process.memoryUsage()
  const of = (stage: string): number => jobs.find((one) => one.stage === stage)?.n ?? 0
  return [
    {
      name: 'openltc_database_connections',
      help: 'Connections to PostgreSQL by use',
      kind: 'gauge',
      values: [
        { labels: { use: 'shared' }, value: shared },
        { labels: { use: 'transaction' }, value: taken },
        { labels: { use: 'idle' }, value: idle },
      ],
    },
    {
      name: 'openltc_database_statements',
      help: 'Single statements under way',
      kind: 'gauge',
      values: [{ value: asked }],
    },
    {
      name: 'openltc_database_waiting',
      help: 'Transactions that wait for a connection',
      kind: 'gauge',
      values: [{ value: waiting }],
    },
    {
      name: 'openltc_database_patient',
      help: 'Sums over everything that are under way or wait for their turn',
      kind: 'gauge',
      values: [{ value: patient }],
    },
    {
      name: 'openltc_jobs',
      help: 'Long jobs by stage',
      kind: 'gauge',
      values: ['waiting', 'running'].map((stage) => ({ labels: { stage }, value: of(stage) })),
    },
    {
      name: 'openltc_model_version',
      help: 'Version of the model',
      kind: 'gauge',
      values: [{ value: call.machine.world.app.version }],
    },
    {
      name: 'process_resident_memory_bytes',
      help: 'Memory of the process',
      kind: 'gauge',
      values: [{ value: memory.rss }],
    },
    {
      name: 'nodejs_heap_size_used_bytes',
      help: 'Heap in use',
      kind: 'gauge',
      values: [{ value: memory.heapUsed }],
    },
    {
      name: 'process_cpu_seconds_total',
      help: 'Processor time',
      kind: 'counter',
      values: [{ value: (process.cpuUsage().user + process.cpuUsage().system) / 1e6 }],
    },
    {
      name: 'process_uptime_seconds',
      help: 'Time since the start',
      kind: 'gauge',
      values: [{ value: process.uptime() }],
    },
  ]
}

// Loopback would be no gate: behind a proxy on the same machine everybody comes from there.
export const metricsRoutes: readonly Route[] = [
  {
    method: 'GET',
    url: '/metrics',
    gate: 'admin',
    says: 'Figures of this process for Prometheus',
    run: async (call) => {
      const now = await figures(call)
      return call.reply
        .header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
        .header('cache-control', 'no-store')
        .send(`${call.machine.requests.print()}${now.map(printFigure).join('')}`)
    },
  },
]
