// Whose e-mail is this?
import { sql } from '#kernel/sql.ts'
import type { Asks } from '#server/database/pool.ts'
import { systemWho } from '#server/world/world.ts'

export interface PersonAt {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly active: boolean
}

/** The person with this e-mail, however it is written; not those in the recycle bin. */
export async function personAt(db: Asks, email: string): Promise<PersonAt | null> {
  const address = email.normalize('NFC').trim().toLowerCase()
  const [row] =
    await db.query<PersonAt>(sql`select id, name, email, coalesce(active, false) as active from person
    where email = ${address} and removed_at is null and id <> ${systemWho.id}::uuid`)
  return row ?? null
}
