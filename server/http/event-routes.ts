// How does a page learn that others changed what it shows? A stream of server-sent events, narrowed to what one may see.
import type { ServerResponse } from 'node:http'
import type { Who } from '#kernel/permission.ts'
import { sql } from '#kernel/sql.ts'
import { type Heard, seenBy } from '#server/reading/live.ts'
import type { World } from '#server/world/world.ts'
import type { Call, Route } from './routes.ts'
import { safetyHeaders } from './safety-headers.ts'

interface Listener {
  who: Who
  /** The same for all windows of a person, as long as they are seen in the same roles. */
  person: string
  readonly out: ServerResponse
  readonly call: Call
  told: number
}
/** A listener that was here before: it is told first what came after the event it heard last. */
interface Returning {
  readonly listener: Listener
  readonly last: bigint
}
/** A place in the log, in the order in which others could see its events. */
interface Place {
  readonly xact: string
  readonly seq: string
}

/** Without a ring of the bell the log is looked at so often: a process that was killed may not have rung. */
const lookMs = 5000
/** A turn waits this long for more to tell, and longer where many listen: each of them is one packet per turn. */
const gatherMs = (listeners: number): number => 50 + listeners / 2
/** A silent line is given a sign of life so often, or proxies close it. */
const silentMs = 20_000
const together = 500
/** Whoever missed more than this is told to ask anew instead. */
const mostMissed = 5000

/** One reader of the log per process, working only while somebody listens; it reads below the oldest open transaction. */
class Stream {
  readonly world: World
  readonly listeners = new Set<Listener>()
  private readonly returning = new Set<Returning>()
  private clock: NodeJS.Timeout | null = null
  private next: NodeJS.Timeout | null = null
  private deaf: (() => void) | null = null
  private seen: Place | null = null
  private placing: Promise<void> | null = null
  private busy = false
  private model: number
  constructor(world: World) {
    this.world = world
    this.model = world.app.version
  }

  /** @param last the id of the event that it heard last, before its line broke */
  async add(listener: Listener, last: bigint | null): Promise<void> {
    if (last === null) this.listeners.add(listener)
    else this.returning.add({ listener, last })
    this.clock ??= setInterval(() => void this.turn(), lookMs)
    this.deaf ??= this.world.bell.hear(() => this.soon())
    // What happens from its answer on is told, so the place in the log is known before that.
    if (!this.seen)
      await (this.placing ??= this.read()
        .then(() => {})
        .finally(() => (this.placing = null)))
    if (last !== null) void this.turn()
  }

  drop(listener: Listener): void {
    this.listeners.delete(listener)
    for (const one of this.returning) if (one.listener === listener) this.returning.delete(one)
    if (this.listeners.size || this.returning.size || !this.clock) return
    clearInterval(this.clock)
    clearTimeout(this.next ?? undefined)
    this.deaf?.()
    this.clock = this.next = this.deaf = this.seen = null
  }

  private soon(): void {
    this.next ??= setTimeout(() => {
      this.next = null
      void this.turn()
    }, gatherMs(this.listeners.size))
  }

  private async turn(): Promise<void> {
    if (this.busy) return this.soon()
    this.busy = true
    try {
      await this.placing
      this.tellModel()
      const heard = await this.read()
      if (heard.length) await this.tell(heard, this.listeners)
      for (const one of this.returning) await this.welcome(one)
      const now = Date.now()
      for (const one of this.listeners) if (now - one.told > silentMs) write(one, ': \n\n')
    } catch (error) {
      for (const one of [...this.listeners].slice(0, 1))
        one.call.request.log.warn({ err: error }, 'live events are late')
    } finally {
      this.busy = false
    }
  }

  /** A new version of the model changes what every page shows. */
  private tellModel(): void {
    const { version } = this.world.app
    if (version === this.model) return
    this.model = version
    for (const one of this.listeners) write(one, modelEvent(version))
  }

  /** What is new below the oldest open transaction; what lies above it is looked for again soon. */
  private async read(): Promise<Heard[]> {
    if (this.seen === null) {
      const [row] = await this.world.db.query<{ at: string }>(
        sql`select pg_snapshot_xmin(pg_current_snapshot())::text as at`,
      )
      this.seen = { xact: row!.at, seq: '-1' }
      return []
    }
    const rows = await this.world.db.query<
      Heard & { xact: string; edge: string; more: boolean }
    >(sql`
      select e.seq, e.object, e.record, e.parent, e.deed, e.version, e.who, e.xact, s.edge::text as edge, s.more
      from (select pg_snapshot_xmin(pg_current_snapshot()) as edge, exists (select 1 from event where xact >= pg_snapshot_xmin(pg_current_snapshot())) as more) s
      left join lateral (select seq, object, record, parent, deed, version, who, xact::text from event
        where (xact, seq) > (${this.seen.xact}::xid8, ${this.seen.seq}::bigint) and xact < s.edge order by event.xact, seq limit ${together}::bigint) e on true`)
    const heard = rows.filter((row) => row.seq !== null)
    const last = heard.at(-1)
    const full = heard.length === together
    this.seen =
      full && last ? { xact: last.xact, seq: String(last.seq) } : { xact: rows[0]!.edge, seq: '-1' }
    if (full || rows[0]!.more) this.soon()
    return heard
  }

  /** Tells what was missed, up to where the others have heard; from then on it is one of them. */
  private async welcome({ listener, last }: Returning): Promise<void> {
    const found = await this.missed(last)
    if (found === null) write(listener, 'event: reload\ndata: {"reload":true}\n\n')
    else {
      if (found.model !== this.model) write(listener, modelEvent(this.model))
      await this.tell(found.missed, [listener])
    }
    for (const one of this.returning)
      if (one.listener === listener) {
        this.returning.delete(one)
        this.listeners.add(listener)
      }
  }

  /** What came after that event; null where nobody knows it any more, or too much has happened. */
  private async missed(last: bigint): Promise<{ missed: Heard[]; model: number } | null> {
    const [from] = await this.world.db.query<Place & { model: number }>(
      sql`select xact::text as xact, seq::text as seq, model_version as model from event where seq = ${String(last)}::bigint`,
    )
    if (!from || !this.seen) return null
    const missed = await this.world.db
      .query<Heard>(sql`select seq, object, record, parent, deed, version, who from event
      where (xact, seq) > (${from.xact}::xid8, ${from.seq}::bigint) and (xact, seq) <= (${this.seen.xact}::xid8, ${this.seen.seq}::bigint)
      order by event.xact, event.seq limit ${mostMissed + 1}::bigint`)
    return missed.length > mostMissed ? null : { missed, model: from.model }
  }

  /** Ids and deeds only; a listener asks for the record itself, through the same door as ever. */
  private async tell(heard: readonly Heard[], listeners: Iterable<Listener>): Promise<void> {
    // A person with five windows is one person.
    const people = new Map([...listeners].map((one) => [one.person, one.who]))
    const seen = await seenBy(this.world, [...people.values()], heard)
    const texts = new Map(
      heard.map((one) => [
        one,
        `id: ${one.seq}\nevent: change\ndata: ${JSON.stringify({ object: one.object, id: one.record, parent: one.parent, deed: one.deed, version: one.version, who: one.who })}\n\n`,
      ]),
    )
    const all = heard.map((one) => texts.get(one)).join('')
    for (const listener of listeners) {
      const own = seen.get(people.get(listener.person)!)
      if (own?.length)
        write(
          listener,
          own.length === heard.length ? all : own.map((one) => texts.get(one)).join(''),
        )
    }
  }
}

const modelEvent = (version: number): string =>
  `event: change\ndata: ${JSON.stringify({ model_version: version })}\n\n`

function write(listener: Listener, text: string): void {
  listener.told = Date.now()
  // A reader that does not read is let go: its page connects again and reloads. A thousand of them would fill the memory.
  if (!listener.out.write(text) && listener.out.writableLength > 100_000) listener.out.destroy()
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

/** Browsers and other clients say by themselves what they heard last; one that cannot set headers says it in the address. */
function lastHeard(call: Call): bigint | null {
  const said = call.request.headers['last-event-id'] ?? call.query.last_event_id
  return typeof said === 'string' && /^\d{1,18}$/.test(said) ? BigInt(said) : null
}

export const eventRoutes: readonly Route[] = [
  {
    method: 'GET',
    url: '/api/v1/events',
    gate: 'signed-in',
    says: 'Changes that the caller may see, as server-sent events; Last-Event-ID goes on after that event, `reload` says that too much was missed',
    run: async (call) => {
      // A HEAD has no body to wait for.
      if (call.request.method === 'HEAD')
        return call.reply.header('content-type', 'text/event-stream; charset=utf-8').send()
      call.reply.hijack()
      const out = call.reply.raw
      out.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
        ...Object.fromEntries(safetyHeaders('text/event-stream')),
      })
      const listener: Listener = {
        who: call.who,
        person: JSON.stringify(call.who),
        out,
        call,
        told: 0,
      }
      const stream = streamOf(call.machine.world)
      // Rights may change and sign-outs happen while a page listens.
      const look = (): void =>
        void call.machine.login.who(call.request.headers).then(
          (who) => {
            if (!who) out.end()
            else if (who !== listener.who)
              [listener.who, listener.person] = [who, JSON.stringify(who)]
          },
          () => out.end(),
        )
      const again = setInterval(look, 15_000)
      const unheard = call.machine.login.whenForgotten(look)
      out.on('close', () => {
        clearInterval(again)
        unheard()
        stream.drop(listener)
      })
      try {
        await stream.add(listener, lastHeard(call))
        write(listener, 'retry: 2000\n\n')
      } catch (error) {
        call.request.log.warn({ err: error }, 'live events do not begin')
        out.end()
      }
    },
  },
]
