// How does a page learn that others changed what it shows? A stream of server-sent events, narrowed to what one may see.
import type { ServerResponse } from 'node:http'
import { permit } from '#kernel/query/view.ts'
import { readRight, sourcesOf } from '#kernel/query/sources.ts'
import type { Who } from '#kernel/permission.ts'
import { ident, sql } from '#kernel/sql.ts'
import { circumstances, type World } from '#server/records/world.ts'
import type { Call, Route } from './routes.ts'
import { safetyHeaders } from './safety-headers.ts'

interface Heard { seq: number; object: string; record: string; parent: string | null; deed: string; version: number; who: string }
interface Listener { who: Who; readonly out: ServerResponse; readonly call: Call }

/** One poller per process, running only while somebody listens; the log is read below the oldest open transaction. */
class Stream {
  readonly world: World
  readonly listeners = new Set<Listener>()
  private timer: NodeJS.Timeout | null = null
  private seen: string | null = null
  private busy = false
  private model: number
  constructor(world: World) {
    this.world = world
    this.model = world.app.version
  }

  add(listener: Listener): void {
    this.listeners.add(listener)
    this.timer ??= setInterval(() => void this.turn(), 500)
  }

  drop(listener: Listener): void {
    this.listeners.delete(listener)
    if (this.listeners.size || !this.timer) return
    clearInterval(this.timer)
    this.timer = null
    this.seen = null
  }

  private async turn(): Promise<void> {
    if (this.busy) return
    this.busy = true
    try {
      this.tellModel()
      const heard = await this.read()
      if (heard.length) await Promise.all([...this.listeners].map(one => this.tell(one, heard)))
      else for (const one of this.listeners) if (Date.now() - beat(one) > 20_000) write(one, ': \n\n')
    } catch (error) {
      for (const one of this.listeners) one.call.request.log.warn({ err: error }, 'live events are late')
    } finally {
      this.busy = false
    }
  }

  /** A new version of the model changes what every page shows. */
  private tellModel(): void {
    const { version } = this.world.app
    if (version === this.model) return
    this.model = version
    for (const one of this.listeners) write(one, `event: change\ndata: ${JSON.stringify({ model_version: version })}\n\n`)
  }

  private async read(): Promise<Heard[]> {
    if (this.seen === null) {
      const [row] = await this.world.db.query<{ at: string }>(sql`select pg_snapshot_xmin(pg_current_snapshot())::text as at`)
      this.seen = row!.at
      return []
    }
    const rows = await this.world.db.query<Heard & { edge: string }>(sql`select seq, object, record, parent, deed, version, who, pg_snapshot_xmin(pg_current_snapshot())::text as edge
      from event where xact >= ${this.seen}::xid8 and xact < pg_snapshot_xmin(pg_current_snapshot()) order by xact, seq limit 2000`)
    const edge = rows[0]?.edge
    if (edge) this.seen = edge
    return rows
  }

  /** Ids and deeds only; a listener asks for the record itself, through the same door as ever. */
  private async tell(listener: Listener, heard: readonly Heard[]): Promise<void> {
    const view = permit(this.world.app, listener.who)
    const byObject = new Map<string, Heard[]>()
    for (const one of heard) if (view.objects[one.object]) byObject.set(one.object, [...(byObject.get(one.object) ?? []), one])
    for (const [object, list] of byObject) {
      const allowed = await this.readable(listener.who, object, list)
      for (const one of list)
        if (allowed.has(one.record)) write(listener, `id: ${one.seq}\nevent: change\ndata: ${JSON.stringify({ object, id: one.record, parent: one.parent, deed: one.deed, version: one.version, who: one.who })}\n\n`)
    }
  }

  private async readable(who: Who, object: string, list: readonly Heard[]): Promise<Set<string>> {
    const view = permit(this.world.app, who)
    const ids = [...new Set(list.map(one => one.record))]
    const sources = sourcesOf(this.world.app, view, circumstances(this.world, who))
    const rule = sources.right(object, 't', readRight(view, object))
    if (!rule) return new Set(ids)
    const rows = await this.world.db.query<{ id: string }>(sql`select t.id from ${ident(object)} t ${sources.joins()} where t.id = any(${ids}::uuid[]) and ${rule}`)
    return new Set(rows.map(row => row.id))
  }
}

const beats = new WeakMap<Listener, number>()
const beat = (listener: Listener): number => beats.get(listener) ?? 0
function write(listener: Listener, text: string): void {
  beats.set(listener, Date.now())
  // A reader that does not read is let go: its page connects again and reloads.
  if (!listener.out.write(text) && listener.out.writableLength > 1_000_000) listener.out.destroy()
}

const streams = new WeakMap<World, Stream>()
const streamOf = (world: World): Stream => {
  let stream = streams.get(world)
  if (!stream) streams.set(world, (stream = new Stream(world)))
  return stream
}

/** Ends every stream of this process: a server that closes would wait for them for ever. */
export const endStreams = (world: World): void => {
  for (const one of streams.get(world)?.listeners ?? []) one.out.end()
}

export const eventRoutes: readonly Route[] = [
  {
    method: 'GET', url: '/api/v1/events', gate: 'signed-in', says: 'Changes that the caller may see, as server-sent events',
    run: async call => {
      // A HEAD has no body to wait for.
      if (call.request.method === 'HEAD') return call.reply.header('content-type', 'text/event-stream; charset=utf-8').send()
      call.reply.hijack()
      const out = call.reply.raw
      out.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no', ...Object.fromEntries(safetyHeaders('text/event-stream')) })
      const listener: Listener = { who: call.who, out, call }
      const stream = streamOf(call.machine.world)
      // Rights may change and sign-outs happen while a page listens.
      const look = (): void => void call.machine.login.who(call.request.headers).then(who => (who ? (listener.who = who) : out.end()), () => out.end())
      const again = setInterval(look, 15_000)
      const unheard = call.machine.login.whenForgotten(look)
      out.on('close', () => {
        clearInterval(again)
        unheard()
        stream.drop(listener)
      })
      write(listener, 'retry: 2000\n\n')
      stream.add(listener)
    },
  },
]
