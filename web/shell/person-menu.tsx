// Who is signed in, and how do they like the window? Name, language, look, settings, the way out.
import { useNavigate } from '@tanstack/react-router'
import { App, Dropdown } from 'antd'
import type { MenuProps } from 'antd'
import { answers } from '#web/asks.ts'
import { call, CallError, messageOf } from '#web/call.ts'
import { useMeta } from '#web/meta.ts'
import { Initial } from '#web/parts/initial.tsx'
import { setLook, useLookChoice } from '#web/theme.ts'
import type { LookChoice } from '#web/theme.ts'
import { language, say, setLanguage, t } from '#web/words.ts'
import type { Language } from '#web/words.ts'

/** Leaves the session, and this browser forgets what it knew. Where the server cannot be reached one is still in, and is told. */
export async function signOut(): Promise<void> {
  try {
    await call.signOut()
  } catch (error) {
    if (error instanceof CallError && error.status === 0) throw error
  }
  answers.clear()
}

/** The way out, from wherever it is pressed. */
export function useSignOut(): () => void {
  const navigate = useNavigate()
  const { message } = App.useApp()
  return () =>
    void signOut().then(
      () => navigate({ to: '/sign-in' }),
      (error: unknown) => message.error(messageOf(error)),
    )
}

export function PersonMenu({ narrow }: { narrow: boolean }) {
  const meta = useMeta()
  const navigate = useNavigate()
  const leave = useSignOut()
  const look = useLookChoice()
  const role = meta.who.roles.map((name) => meta.roles[name]).find(Boolean)

  const items: MenuProps['items'] = [
    { key: 'profile', label: t('profile') },
    { type: 'divider' },
    {
      key: 'languages',
      type: 'group',
      label: t('language'),
      children: [
        { key: 'language:zh', label: '中文' },
        { key: 'language:en', label: 'English' },
      ],
    },
    {
      key: 'looks',
      type: 'group',
      label: t('look'),
      children: [
        { key: 'look:system', label: t('look_system') },
        { key: 'look:light', label: t('look_light') },
        { key: 'look:dark', label: t('look_dark') },
      ],
    },
    { type: 'divider' },
    { key: 'out', label: t('sign_out') },
  ]

  const choose: MenuProps['onClick'] = ({ key }) => {
    const [what, value = ''] = key.split(':')
    if (what === 'profile') void navigate({ to: '/profile' })
    if (what === 'language') {
      setLanguage(value as Language)
      // The mails and notices of this person follow; where that fails, the window still speaks as asked.
      void call.change('person', meta.who.id, { language: value }).catch(() => undefined)
    }
    if (what === 'look') setLook(value as LookChoice)
    if (what === 'out') leave()
  }

  return (
    <Dropdown
      trigger={['click']}
      placement="topLeft"
      menu={{
        items,
        onClick: choose,
        selectable: true,
        selectedKeys: [`language:${language()}`, `look:${look}`],
      }}
    >
      <button className="me" type="button" aria-label={meta.who.name}>
        <Initial name={meta.who.name} />
        {!narrow && (
          <span className="ellipsis">
            {meta.who.name}{' '}
            {role && say(role.label) !== meta.who.name && (
              <span className="ink-3" aria-hidden="true">
                {say(role.label)}
              </span>
            )}
          </span>
        )}
      </button>
    </Dropdown>
  )
}
