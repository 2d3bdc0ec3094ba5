// How often may one try to sign in, or send from a form? Counted in PostgreSQL, so that all processes count together.
import { refuse } from '#kernel/error.ts'
import { sql } from '#kernel/sql.ts'
import type { Database } from '#server/database/pool.ts'
import { hashOf } from './hash.ts'

/** Wrong tries of one account from one address. Never of the account alone: that would lock out its owner. */
const perAccount = { most: 10, seconds: 300 }
/** Wrong tries of any account from one address; who has signed in from there before is not held up by it. */
const perAddress = { most: 100, seconds: 600 }

/** Wrong second steps of one account. Only who knows the password gets there, so no stranger can use it up. */
const perSecond = { most: 20, seconds: 3600 }
/** Mails that one address may ask for, and that one account may get, each without the other being told. */
const perAsking = { most: 10, seconds: 3600 }
const perMailbox = { most: 3, seconds: 3600 }

/** What one network sends from one form before it looks like a machine; at a fair all visitors come from the same one. */
const perForm = { usual: 120, most: 600, seconds: 600 }

/** How often one network may open and answer offers; a guess would need more than the age of the world anyway. */
const perOffer = { most: 120, seconds: 600 }

interface Rule {
  readonly most: number
  readonly seconds: number
}

/** One try of one account from one address, counted before the password is looked at. */
export class Tries {
  private readonly db: Database
  constructor(db: Database) {
    this.db = db
  }

  /** Counts a try; refuses `too-many` with the seconds to wait. */
  async take(address: string, account: string): Promise<void> {
    const { own, known, all } = keys(address, account)
    const [wait, waitAll] = await Promise.all([
      this.count(own, perAccount),
      this.count(all, perAddress),
    ])
    if (wait > 0) refuse('too-many', { seconds: wait })
    if (waitAll > 0 && !(await this.has(known))) refuse('too-many', { seconds: waitAll })
  }

  /** The try was right: it does not count, and this address is known for the account. */
  async forgive(address: string, account: string): Promise<void> {
    const { own, known, all } = keys(address, account)
    await Promise.all([
      this.db.query(sql`delete from login_try where key = ${own}`),
      this.db.query(sql`update login_try set count = count - 1 where key = ${all} and count > 0`),
      this.db.query(sql`insert into login_try (key, count, since) values (${known}, 1, now())
        on conflict (key) do update set since = now()`),
    ])
  }

  /** Counts a second step; refuses `too-many`. */
  async takeSecond(person: string): Promise<void> {
    const wait = await this.count(`second:${hashOf(person)}`, perSecond)
    if (wait > 0) refuse('too-many', { seconds: wait })
  }

  /** The second step was right. */
  async forgiveSecond(person: string): Promise<void> {
    await this.db.query(sql`delete from login_try where key = ${`second:${hashOf(person)}`}`)
  }

  /** Counts somebody who asks for a mail; refuses `too-many`, for any address that they typed alike. */
  async takeAsking(address: string): Promise<void> {
    const wait = await this.count(`asking:${hashOf(networkOf(address))}`, perAsking)
    if (wait > 0) refuse('too-many', { seconds: wait })
  }

  /** May this account get one more mail? Nobody is told. */
  async mayMail(person: string): Promise<boolean> {
    return (await this.count(`mail:${hashOf(person)}`, perMailbox)) === 0
  }

  /**
   * Counts what is sent from a form: is it more than usual by now, so that somebody should look? Refuses `too-many` where it
   * is far more.
   */
  async takeForm(address: string, form: string): Promise<boolean> {
    const key = `form:${hashOf(`${networkOf(address)} ${form}`)}`
    const { count, wait } = await this.tally(key, perForm.seconds)
    if (count > perForm.most) refuse('too-many', { seconds: wait })
    return count > perForm.usual
  }

  /** Counts whoever opens an offer or answers it; refuses `too-many`. */
  async takeOffer(address: string): Promise<void> {
    const wait = await this.count(`offer:${hashOf(networkOf(address))}`, perOffer)
    if (wait > 0) refuse('too-many', { seconds: wait })
  }

  /** Seconds to wait, 0 = go on. The window starts with its first try, so that nobody can keep it shut. */
  private async count(key: string, { most, seconds }: Rule): Promise<number> {
    const { count, wait } = await this.tally(key, seconds)
    return count > most ? wait : 0
  }

  private async tally(key: string, seconds: number): Promise<{ count: number; wait: number }> {
    const [row] = await this.db.query<{
      count: number
      wait: number
    }>(sql`insert into login_try as t (key, count, since)
      values (${key}, 1, now()) on conflict (key) do update set
        count = case when t.since < now() - make_interval(secs => ${seconds}::int) then 1 else least(t.count, 1000000) + 1 end,
        since = case when t.since < now() - make_interval(secs => ${seconds}::int) then now() else t.since end
      returning count, greatest(1, ceil(extract(epoch from since - now()) + ${seconds}::int))::int as wait`)
    return row!
  }

  private async has(key: string): Promise<boolean> {
    const rows = await this.db.query(
      sql`select 1 from login_try where key = ${key} and since > now() - interval '60 days'`,
    )
    return rows.length > 0
  }
}

// What people type as an e-mail may be their password: only hashes are kept.
function keys(address: string, account: string): { own: string; known: string; all: string } {
  const network = networkOf(address)
  const both = hashOf(`${network} ${account.trim().toLowerCase()}`)
  return { own: `try:${both}`, known: `known:${both}`, all: `from:${hashOf(network)}` }
}

/** IPv4 as it is; of IPv6 the first 64 bits, because a single customer has all the rest. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  if (mapped) return mapped[1]!
  if (!address.includes(':')) return address
  const [head = '', tail] = address.split('%')[0]!.toLowerCase().split('::')
  const front = head ? head.split(':') : []
  const back = tail ? tail.split(':') : []
  const middle =
    tail === undefined ? [] : Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0')
  return [...front, ...middle, ...back]
    .slice(0, 4)
    .map((part) => part.replace(/^0+(?=.)/, ''))
    .join(':')
}
