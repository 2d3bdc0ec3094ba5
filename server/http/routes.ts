// What is an address of the API? A method, a path and a gate; and what its code has in its hands.
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Who } from '#kernel/permission.ts'
import type { Machine } from './machine.ts'

/** open: anybody · signed-in: a person or a key · session: a person at their own browser, never a key · admin: an administrator. */
export type Gate = 'open' | 'signed-in' | 'session' | 'admin'

export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  readonly url: string
  readonly gate: Gate
  /** What OpenAPI says of it. */
  readonly says: string
  readonly run: (call: Call) => Promise<unknown>
  readonly bodyLimit?: number
  /** It takes a form with a file in it; all others take JSON. */
  readonly form?: true
  /** Changes how somebody signs in: a session that began a while ago has to prove its person again. */
  readonly fresh?: true
  /** A POST that only asks: keys that only read may use it. */
  readonly reads?: boolean
  /** It looks after an `Idempotency-Key` itself: in its own transaction (`once`), or once it knows the file. */
  readonly keyed?: boolean
  /** Its answer holds a secret that is kept nowhere. */
  readonly secret?: boolean
}

export interface Call {
  readonly machine: Machine
  /** Signed-in routes always have one; on open routes it is the caller if they are known. */
  readonly who: Who
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  readonly body: unknown
  readonly language: 'zh' | 'en'
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}
