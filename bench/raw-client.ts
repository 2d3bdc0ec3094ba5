// What can the same PostgreSQL do when nothing stands before it? One statement, prepared, from a process of its own.
import { Client } from 'pg'
import type { ConnectionSettings } from '#server/database/settings.ts'
import { rate } from './workload.ts'

interface Job {
  connection: ConnectionSettings
  schema: string
  text: string
  values: unknown[][]
  callers: number
  seconds: number
}

process.on('message', async (job: Job) => {
  const clients = await Promise.all(
    Array.from({ length: job.callers }, async () => {
      const client = new Client({
        ...job.connection,
        options: `-c search_path=${job.schema} -c timezone=UTC`,
      })
      await client.connect()
      return client
    }),
  )
  const free = [...clients]
  const result = await rate(job.callers, job.seconds, async (i) => {
    const client = free.pop()!
    try {
      const answer = await client.query({
        name: 'it',
        text: job.text,
        values: job.values[i % job.values.length],
        rowMode: 'array',
        types: { getTypeParser: () => String },
      })
      return (answer.rowCount ?? 0) >= 0
    } finally {
      free.push(client)
    }
  })
  await Promise.all(clients.map((client) => client.end()))
  process.send!(result)
})
