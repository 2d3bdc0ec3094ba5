// Through whose eyes is this window looking? One line above all pages: the draft, the role, the person, and the way out.
import { useEffect } from 'react'
import { useNavigate, useRouter } from '@tanstack/react-router'
import { notifyManager, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { EyeOutlined } from '@ant-design/icons'
import { answers, keys } from '#web/asks.ts'
import { send } from '#web/call.ts'
import { Picker } from '#web/fields/picker.tsx'
import type { ListAnswer } from '#web/call.ts'
import { byLabel } from '#web/parts/by-label.ts'
import type { Meta } from '#kernel/api/meta.ts'
import { setPreview, tellPreview, usePreview } from '#web/preview.ts'
import type { Preview } from '#web/preview.ts'
import { say } from '#web/words.ts'
import './preview-band.css'

const words = {
  draft: {
    zh: '预览：以{who}的身份看草稿「{draft}」',
    en: 'Preview: the draft “{draft}” as {who}',
  },
  live: { zh: '预览：以{who}的身份看线上的应用', en: 'Preview: what is live, as {who}' },
  admin: { zh: '管理员', en: 'administrator' },
  whose: { zh: '{role}（{name}）', en: '{role} ({name})' },
  only: {
    zh: '只能看，不会保存，别人看不到',
    en: 'You only look: nothing is saved, nobody else sees it',
  },
  role: { zh: '角色', en: 'Role' },
  person: { zh: '看谁的数据', en: 'Whose records' },
  nobody: { zh: '没有人有这个角色', en: 'Nobody has this role' },
  leave: { zh: '退出预览', en: 'Leave the preview' },
} as const

interface Someone {
  id: string
  name: string
  roles: string[] | null
}

/** What the administrator knows, whoever is looked through. */
const people = () =>
  send<ListAnswer>(
    'GET',
    '/api/v1/person?filter=active&select=id,name,roles&sort=name&limit=1000',
    undefined,
    {
      real: true,
    },
  ).then((page) => page.data as unknown as Someone[])

/** Every answer was another's: all are asked again. */
export function look(next: Preview | null): void {
  setPreview(next)
  answers.removeQueries({ predicate: (query) => query.queryKey[0] !== keys.meta[0] })
  void answers.resetQueries()
  // Heard together with the answers that are gone: no page is drawn of the one and not the other.
  notifyManager.schedule(tellPreview)
}

export function PreviewBand({ meta }: { meta: Meta | undefined }) {
  const preview = usePreview()
  const navigate = useNavigate()
  const router = useRouter()
  const persons = useQuery({ queryKey: ['preview', 'people'], queryFn: people, enabled: !!preview })
  useEffect(() => {
    document.documentElement.toggleAttribute('data-preview', !!preview)
  }, [preview])
  if (!preview) return null
  const { draft, role, person, from } = preview
  const roles = Object.entries(meta?.roles ?? {})
  const label = roles.find(([name]) => name === role)?.[1].label
  const roleName = role === null || !label ? say(words.admin) : say(label)
  const who = person ? say(words.whose, { role: roleName, name: person.name }) : roleName
  const fitting = (persons.data ?? []).filter((one) => role === null || one.roles?.includes(role))
  const choose = (next: string) => {
    const first = (persons.data ?? []).find((one) => one.roles?.includes(next))
    look({
      ...preview,
      role: next === 'admin' ? null : next,
      person: first && next !== 'admin' ? { id: first.id, name: first.name } : null,
    })
  }
  // First away from the page, which may be only in the draft: the studio is there before the draft is gone.
  const leave = async () => {
    const to = {
      to: '/studio/$room',
      params: { room: from?.room ?? 'objects' },
      search: from?.search ?? {},
    } as const
    await router.preloadRoute(to)
    await navigate({ ...to, replace: true })
    look(null)
  }
  return (
    <div className="preview-band" role="region" aria-label={say(words.only)}>
      <EyeOutlined aria-hidden="true" />
      <b className="ellipsis">
        {say(draft ? words.draft : words.live, { who, draft: draft?.name ?? '' })}
      </b>
      <span className="preview-only ellipsis">{say(words.only)}</span>
      <Picker
        size="small"
        value={role ?? 'admin'}
        aria-label={say(words.role)}
        popupMatchSelectWidth={false}
        options={roles.map(([value, one]) => ({ value, label: say(one.label) }))}
        onChange={choose}
      />
      {role !== null && (
        <Picker
          size="small"
          value={person?.id ?? null}
          aria-label={say(words.person)}
          placeholder={say(fitting.length ? words.person : words.nobody)}
          popupMatchSelectWidth={false}
          showSearch={byLabel}
          options={fitting.map((one) => ({ value: one.id, label: one.name }))}
          onChange={(id: string) => {
            const found = fitting.find((one) => one.id === id)
            if (found) look({ ...preview, person: { id, name: found.name } })
          }}
        />
      )}
      <Button size="small" onClick={() => void leave()}>
        {say(words.leave)}
      </Button>
    </div>
  )
}
