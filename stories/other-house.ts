// Which other house vouches for people in the tests? A real OpenID provider, started here on a port of this machine.

import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'

export interface OtherHouse {
  readonly issuer: string
  /** What it says of whoever signs in there under this name; absent: it says nothing but the name. */
  readonly people: Map<string, Readonly<Record<string, unknown>>>
  close(): Promise<void>
}

export const client = { id: 'openltc', secret: 'a-secret-between-two-houses' }

/** Starts the provider for one client whose answers go to `callback`; what a person types as name is its subject. */
export async function openHouse(callback: string): Promise<OtherHouse> {
  const people = new Map<string, Readonly<Record<string, unknown>>>()
  const server: Server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [callback],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    pkce: { required: () => true },
    cookies: { keys: ['only for tests'] },
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({ sub: id, ...people.get(id) }),
    }),
  })
  server.on('request', provider.callback())
  return {
    issuer,
    people,
    close: async () => {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
