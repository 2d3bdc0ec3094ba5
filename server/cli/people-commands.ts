// Which commands are about people? Keys and users.
import type { Command } from 'commander'
import { createKey } from '#server/login/keys.ts'
import { createPerson, findByEmail } from '#server/login/people.ts'
import { systemWho } from '#server/records/world.ts'
import { say, tell, withWorld, Wrong } from './open.ts'

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
  program
    .command('user')
    .description('用户 / people who sign in')
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
}
