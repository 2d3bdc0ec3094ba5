// Which commands change the secret of this machine?
import type { Command } from 'commander'
import { rotate } from '#server/login/rotate.ts'
import { openSecrets } from '#server/login/secrets.ts'
import { tell, withWorld, Wrong } from './open.ts'

export function secretCommands(program: Command): void {
  program
    .command('secret')
    .description('登录密钥 / the secret that signs sessions')
    .command('rotate')
    .description(
      '换一个新的：所有人需重新登录，两步验证与单点登录不受影响 / a new one: everybody signs in anew, second factors and single sign-on stay',
    )
    .action(async () => {
      const done = await withWorld(async ({ db, settings }) => {
        if (settings.secret)
          throw new Wrong(
            '密钥来自 OPENLTC_SECRET：请换成新值，并在下一次启动时把旧值写在 OPENLTC_SECRET_BEFORE / the secret comes from OPENLTC_SECRET: replace it there, and give the old one as OPENLTC_SECRET_BEFORE for one start',
          )
        return rotate(db, settings.dataFolder, await openSecrets(settings.dataFolder))
      })
      tell(JSON.stringify(done))
    })
}
