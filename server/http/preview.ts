// Does the caller look through a draft, or through somebody else's eyes? Administrators only, reading only, nobody is touched.
import type { FastifyRequest } from 'fastify'
import { refuse } from '#kernel/error.ts'
import type { App } from '#kernel/app.ts'
import { isUuid } from '#kernel/fields/uuid-value.ts'
import { mayAdminister, type Who } from '#kernel/permission.ts'
import { readWho } from '#server/login/who.ts'
import { readDraft } from '#server/model/drafts.ts'
import { draftedApp } from '#server/model/effects.ts'
import type { World } from '#server/world/world.ts'
import type { Machine } from './machine.ts'
import type { Route } from './routes.ts'

export const previewHeader = 'x-openltc-preview'

interface Seen {
  readonly machine: Machine
  readonly who: Who
}

/** The header says `draft=ID; role=NAME` or `person=ID`; without a draft the application is the published one. */
export async function previewed(
  machine: Machine,
  who: Who,
  request: FastifyRequest,
  route: Route,
): Promise<Seen> {
  const header = request.headers[previewHeader]
  if (typeof header !== 'string' || header === '') return { machine, who }
  if (!mayAdminister(who)) refuse('not-allowed', { deed: { zh: '预览', en: 'preview' } })
  // How somebody signs in is theirs alone, also for whoever looks through their eyes.
  if ((route.method !== 'GET' && !route.reads) || route.gate === 'session')
    refuse('preview-only-reads')
  const wish = wishOf(header)
  const { world } = machine
  const seen: World =
    wish.draft === null ? world : { ...world, app: await draftApp(world, who, wish.draft) }
  return { machine: { ...machine, world: seen }, who: await eyesOf(world, seen.app, who, wish) }
}

interface Wish {
  readonly draft: string | null
  readonly role: string | null
  readonly person: string | null
}

function wishOf(header: string): Wish {
  const parts = new Map(
    header.split(';').map((part) => part.trim().split('=', 2) as [string, string | undefined]),
  )
  const good =
    [...parts].every(([key, value]) => ['draft', 'role', 'person'].includes(key) && value) &&
    [parts.get('draft'), parts.get('person')].every((id) => id === undefined || isUuid(id))
  if (!good) refuse('malformed', { reason: previewHeader })
  return {
    draft: parts.get('draft') ?? null,
    role: parts.get('role') ?? null,
    person: parts.get('person') ?? null,
  }
}

/** A person with what they may; or the administrator with one role instead of their own. */
async function eyesOf(world: World, app: App, who: Who, { role, person }: Wish): Promise<Who> {
  if (person !== null)
    return (
      (await readWho(world.db, person)) ??
      refuse('not-found', { what: { zh: '在职人员', en: 'active person' } })
    )
  if (role === null) return who
  return Object.hasOwn(app.roles, role)
    ? { ...who, roles: [role] }
    : refuse('not-found', { what: { zh: '角色', en: 'role' } })
}

interface Kept {
  readonly key: string
  readonly app: App
}
const known = new WeakMap<World['db'], Kept[]>()
const most = 8

/** The draft as an application. It is made once per save of the draft, not once per request. */
async function draftApp(world: World, who: Who, id: string): Promise<App> {
  const draft = await readDraft(world.db, who, id)
  const key = `${id} ${draft.version} ${world.app.version}`
  let list = known.get(world.db)
  if (!list) known.set(world.db, (list = []))
  const found = list.find((one) => one.key === key)
  if (found) return found.app
  const app = (await draftedApp(world, world.book, { patch: draft.patch })).readable
  list.unshift({ key, app })
  list.splice(most)
  return app
}
