// Which commands are about people? Keys and users.
import type { Command } from 'commander'
import { createKey } from '#server/login/keys.ts'
import { tellEveryProcess } from '#server/login/known.ts'
import {
  createPerson,
  findByEmail,
  loseSecond,
  passwordLink,
  setPassword,
} from '#server/login/people.ts'
import type { PersonAt } from '#server/login/person-at.ts'
import { systemWho, type World } from '#server/world/world.ts'
import { say, tell, withWorld, Wrong } from './open.ts'
import { readSecret } from './read-secret.ts'

export function peopleCommands(program: Command): void {
  program
    .command('key')
    .description('API 密钥 / API keys')
    .command('create')
    .description('为某人创建 API 密钥并打印 / make an API key for a person and print it')
    .requiredOption('--user <email>', '登录邮箱 / e-mail of the person')
    .option('--name <name>', '用途 / what it is for', 'command line')
    .option('--read-only', '只读 / the key only reads')
    .action(
      async ({ user, name, readOnly }: { user: string; name: string; readOnly?: boolean }) => {
        tell(
          await withWorld(async ({ world }) => {
            const person = await findByEmail(world, user)
            if (!person)
              throw new Wrong(`没有邮箱为 ${user} 的人员 / nobody has the e-mail ${user}`)
            return createKey(world.db, person.id, name, {
              now: world.now(),
              onlyRead: readOnly ?? false,
            })
          }),
        )
      },
    )
  const user = program.command('user').description('用户 / people who sign in')
  user
    .command('create')
    .description('创建可登录的人员 / make a person who can sign in')
    .requiredOption('--email <email>', '登录邮箱 / e-mail')
    .requiredOption('--name <name>', '姓名 / name')
    .requiredOption('--role <role>', '角色，可用逗号分隔多个 / role, or several with commas')
    .requiredOption('--password <password>', '密码 / password')
    .option('--language <language>', 'zh | en', 'zh')
    .action(async ({ email, name, role, password, language }: Record<string, string>) => {
      const id = await withWorld(async ({ world }) => {
        const roles = role!
          .split(',')
          .map((one) => one.trim())
          .filter(Boolean)
        const unknown = roles.find((one) => !world.app.roles[one] && one !== 'admin')
        if (unknown)
          throw new Wrong(
            `没有角色 ${unknown} / there is no role ${unknown}: ${Object.keys(world.app.roles).join(', ')}`,
          )
        return createPerson(
          world,
          {
            email: email!,
            name: name!,
            roles,
            password: password!,
            language: language === 'en' ? 'en' : 'zh',
            weakAllowed: true,
          },
          systemWho,
        )
      })
      say(`${name} <${email}>`)
      tell(id)
    })
  user
    .command('password')
    .description(
      '忘记密码：设新密码（键入，或从标准输入读取），或打印一次性链接；结束其全部登录 / a forgotten password: a new one, typed or from standard input, or a link that counts once; every session of the person ends',
    )
    .requiredOption('--email <email>', '登录邮箱 / e-mail of the person')
    .option('--link', '打印重置链接，30 分钟内有效 / print a link, good for 30 minutes')
    .action(async ({ email, link }: { email: string; link?: boolean }) => {
      const typed = link ? null : await readSecret(email)
      await withWorld(async ({ world, settings }) => {
        const { id, name } = await activePerson(world, email)
        if (typed !== null) {
          await setPassword(world, id, typed, systemWho, true)
          say(
            `${name} <${email}>：密码已更新，全部登录已结束 / the password is new, every session has ended`,
          )
        } else {
          const { token } = await passwordLink(world, id, systemWho)
          const at = settings.baseUrl ?? `http://127.0.0.1:${settings.port}`
          tell(`${at}/new-password#${token}`)
        }
        await tellEveryProcess(world.db)
      })
    })
  user
    .command('second-factor')
    .description(
      '丢失第二因素：取消其两步验证，结束其全部登录 / a lost second factor: take it away; every session of the person ends',
    )
    .requiredOption('--email <email>', '登录邮箱 / e-mail of the person')
    .action(async ({ email }: { email: string }) => {
      await withWorld(async ({ world }) => {
        const { id, name } = await activePerson(world, email)
        const had = await loseSecond(world, id, systemWho)
        await tellEveryProcess(world.db)
        say(
          had
            ? `${name} <${email}>：两步验证已取消 / the second factor is gone`
            : `${name} <${email}>：没有第二因素 / there was none`,
        )
      })
    })
}

/** Whoever has left gets no way in: they are taken back in the list of people first. */
async function activePerson(world: World, email: string): Promise<PersonAt> {
  const person = await findByEmail(world, email)
  if (!person) throw new Wrong(`没有邮箱为 ${email} 的人员 / nobody has the e-mail ${email}`)
  if (!person.active)
    throw new Wrong(`${person.name} 已停用 / ${person.name} is not active any more`)
  return person
}
