// Where do tests of signing in begin? In a company that was set up a moment ago, with its administrator in it.

import { openLogin, type Login, type LoginOptions } from '#server/login/login.ts'
import { createPerson } from '#server/login/people.ts'
import { setup } from '#server/login/setup.ts'
import { systemWho } from '#server/world/world.ts'
import { freshWorld, type FreshWorld } from './fresh-world.ts'

export interface FirstCompany extends FreshWorld {
  readonly login: Login
  /** The administrator; everybody signs in by `goodPassword`. */
  readonly admin: string
  /** Takes somebody on; answers who it is. */
  hire(name: string, email: string, role: string): Promise<string>
  /** Ends what was opened. */
  close(): Promise<void>
}

export const goodPassword = 'Sturdy-Bridge-42'
export const loginSecret = 'k3Jx9-qWvT2_mZr8LpYb4NcDfGhSaEu7'

/**
 * @param email of the administrator
 * @param schema the workspace
 * @param how the sign-in is set
 */
export async function firstCompany({
  email: adminEmail = 'admin@sample.example',
  schema = 'test',
  ...how
}: Partial<LoginOptions> & { email?: string; schema?: string } = {}): Promise<FirstCompany> {
  const { base, world } = await freshWorld(() => new Date(), { schema })
  const login = await openLogin({ world, secret: loginSecret, ...how })
  const admin = await setup(world, {
    company: 'Sample Works',
    name: '示例管理员',
    email: adminEmail,
    password: goodPassword,
    sample: false,
    language: 'zh',
  })
  return {
    base,
    world,
    login,
    admin,
    hire: (name, email, role) =>
      createPerson(world, { name, email, roles: [role], password: goodPassword }, systemWho),
    async close() {
      await login.close()
      await base.drop()
    },
  }
}
