// Which letters does the sign-in write? A link for a new password, and an invitation; as jobs, so that asking takes as long for nobody as for somebody.
import { createHash } from 'node:crypto'
import type { Letter } from '#server/automations/step.ts'
import { isUuid } from '#kernel/fields/uuid-value.ts'
import { sql } from '#kernel/sql.ts'
import type { QuickKind } from '#server/jobs/kinds.ts'
import type { World } from '#server/world/world.ts'
import { personAt } from './person-at.ts'
import { noteLogin } from './sign-in-log.ts'
import { endTickets, issue } from './tickets.ts'
import { Tries } from './tries.ts'

/** How letters leave, and the address that their links begin with; it never comes from a request. */
export interface Post {
  readonly mail: ((letter: Letter) => Promise<void>) | null
  readonly baseUrl: string | null
}

/** Can letters with links be sent at all? */
export const hasPost = (post: Post): boolean => post.mail !== null && post.baseUrl !== null

interface Reader {
  readonly name: string
  readonly email: string
  readonly language: string | null
}

/** `recover`: somebody typed an e-mail. Whoever it does not belong to is not told, and nothing is sent. */
export const recoverKind = (post: Post): QuickKind => ({
  async run({ world, data }) {
    const person = typeof data.email === 'string' ? await personAt(world.db, data.email) : null
    if (!person?.active || !hasPost(post)) return
    if (!(await new Tries(world.db).mayMail(person.id))) return
    const device = { agent: String(data.agent ?? ''), address: String(data.address ?? '') }
    await noteLogin(world.db, { kind: 'recovery_asked', person: person.id, device })
    await endTickets(world.db, ['recovery'], person.id)
    const { token } = await issue(world.db, 'recovery', person.id)
    await post.mail!(
      recoveryLetter(
        world,
        await readerOf(world, person.id),
        `${post.baseUrl}/new-password#${token}`,
      ),
    )
  },
})

/** `invite`: an administrator invites somebody by mail. */
export const inviteKind = (post: Post): QuickKind => ({
  async run({ world, data }) {
    if (!isUuid(data.person) || !hasPost(post)) return
    const reader = await readerOf(world, data.person)
    if (!reader.email) return
    await endTickets(world.db, ['invitation'], data.person)
    const { token } = await issue(world.db, 'invitation', data.person)
    await post.mail!(invitationLetter(world, reader, `${post.baseUrl}/welcome#${token}`))
  },
})

async function readerOf(world: World, person: string): Promise<Reader> {
  const [row] = await world.db.query<Reader>(
    sql`select name, coalesce(email, '') as email, language from person where id = ${person}::uuid and active and removed_at is null`,
  )
  return row ?? { name: '', email: '', language: null }
}

function recoveryLetter(world: World, { name, email, language }: Reader, link: string): Letter {
  const house = world.company.name || 'OpenLTC'
  return language === 'en'
    ? {
        id: letterId(link),
        to: email,
        subject: `A new password for ${house}`,
        text: `Hello ${name},\n\nsomebody (you, we hope) asked for a new password. Open this link within 30 minutes; it works once:\n\n${link}\n\nIf it was not you, do nothing: your password stays as it is.\n`,
      }
    : {
        id: letterId(link),
        to: email,
        subject: `${house} 重置密码`,
        text: `${name}，您好：\n\n有人（应该是您）申请重置密码。请在 30 分钟内打开以下链接，链接只能使用一次：\n\n${link}\n\n如果不是您本人操作，请忽略此邮件，密码不会改变。\n`,
      }
}

function invitationLetter(world: World, { name, email, language }: Reader, link: string): Letter {
  const house = world.company.name || 'OpenLTC'
  return language === 'en'
    ? {
        id: letterId(link),
        to: email,
        subject: `You are invited to ${house}`,
        text: `Hello ${name},\n\nyou have an account at ${house}. Open this link within three days to choose your password; it works once:\n\n${link}\n`,
      }
    : {
        id: letterId(link),
        to: email,
        subject: `${house} 邀请您加入`,
        text: `${name}，您好：\n\n${house} 已为您开通账号。请在三天内打开以下链接设置密码，链接只能使用一次：\n\n${link}\n`,
      }
}

/** Of the message, so that one link never arrives under two names; it tells nothing of the link. */
const letterId = (link: string): string =>
  createHash('sha256').update(link).digest('hex').slice(0, 32)
