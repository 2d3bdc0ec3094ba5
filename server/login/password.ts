// How does a person get a password? As a scrypt hash; every session that there was ends with it.
import { hashPassword } from 'better-auth/crypto'
import { sql } from '#kernel/sql.ts'
import type { Asks } from '#server/database/pool.ts'

export { hashPassword }

/** Inside the caller's transaction: stores the hash and ends the person's sessions. */
export async function storePassword(tx: Asks, person: string, hash: string): Promise<void> {
  await tx.query(sql`insert into login_account (person, password) values (${person}::uuid, ${hash})
    on conflict (person) do update set password = excluded.password, updated_at = now()`)
  await tx.query(sql`delete from login_session where person = ${person}::uuid`)
}
