// Where is it? One search over records, pages and actions, by keyboard (Ctrl/⌘-K).
import { useDeferredValue, useEffect, useId, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { CloseOutlined, SearchOutlined } from '@ant-design/icons'
import type { MetaObject } from '#kernel/api/meta.ts'
import { call } from '#web/call.ts'
import { useMeta } from '#web/meta.ts'
import { Icon } from '#web/parts/icon.tsx'
import { useHands } from '#web/parts/hands.ts'
import { useWidth } from '#web/parts/width.ts'
import { isComposing } from '#web/parts/composing.ts'
import { say, t } from '#web/words.ts'
import { actionsOf, pagesOf } from './palette-items.ts'
import type { PaletteItem } from './palette-items.ts'
import { useSignOut } from './person-menu.tsx'
import { isNamed, useSpelling } from './spelling.ts'

interface PaletteProps {
  onClose: () => void
  /** Shows all keys. */
  onKeys: () => void
}

export function Palette({ onClose, onKeys }: PaletteProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [q, setQ] = useState('')
  const [at, setAt] = useState(0)
  const listId = useId()
  const navigate = useNavigate()
  const groups = useGroups(q.trim(), onKeys)
  const items = groups.flatMap((group) => group.items)
  const phone = useWidth() === 'phone'
  const current = Math.min(at, Math.max(0, items.length - 1))

  useHands()
  useEffect(() => {
    dialog.current?.showModal()
  }, [])
  useEffect(() => setAt(0), [q])

  const go = (item: PaletteItem) => {
    onClose()
    if (item.to) void navigate({ to: item.to as '/' })
    else item.run?.()
  }
  const press = (event: KeyboardEvent) => {
    if (isComposing(event)) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      const step = event.key === 'ArrowDown' ? 1 : -1
      setAt((current + step + items.length) % Math.max(1, items.length))
    }
    const item = items[current]
    if (event.key === 'Enter' && item) {
      event.preventDefault()
      go(item)
    }
  }

  let index = -1
  return (
    <dialog
      ref={dialog}
      className="palette"
      aria-label={t('search')}
      onClose={onClose}
      // Closed at once: the browser tells of its own closing only later, and would then close what was opened again meanwhile.
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || isComposing(event)) return
        event.preventDefault()
        // A drawer below would take it for its own.
        event.stopPropagation()
        onClose()
      }}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <div className="palette-body">
        <div className="palette-input">
          <SearchOutlined />
          <input
            autoFocus
            value={q}
            placeholder={say({
              zh: '编号、名称、拼音首字母，或要做的事',
              en: 'Number, name, initials, or what to do',
            })}
            role="combobox"
            aria-label={t('search')}
            aria-expanded
            aria-controls={listId}
            aria-activedescendant={items[current] ? `${listId}-${current}` : undefined}
            onChange={(event) => setQ(event.target.value)}
            onKeyDown={press}
          />
          <button
            type="button"
            className="bare palette-close"
            aria-label={t('close')}
            onClick={onClose}
          >
            {phone ? <CloseOutlined /> : <kbd>Esc</kbd>}
          </button>
        </div>
        <div className="palette-list" role="listbox" id={listId} aria-label={t('search')}>
          {groups.map((group) => (
            <div key={group.label} role="group" aria-label={group.label}>
              <h4 role="presentation">{group.label}</h4>
              {group.items.map((item) => {
                index += 1
                const mine = index
                return (
                  <PaletteRow
                    key={item.key}
                    id={`${listId}-${mine}`}
                    item={item}
                    current={mine === current}
                    onPoint={() => setAt(mine)}
                    onGo={() => go(item)}
                  />
                )
              })}
            </div>
          ))}
          {!items.length && q.trim() && (
            <p className="palette-none">{t('nothing_found', { q: q.trim() })}</p>
          )}
        </div>
      </div>
    </dialog>
  )
}

interface PaletteRowProps {
  id: string
  item: PaletteItem
  current: boolean
  onPoint: () => void
  onGo: () => void
}

function PaletteRow({ id, item, current, onPoint, onGo }: PaletteRowProps) {
  const row = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (current) row.current?.scrollIntoView({ block: 'nearest' })
  }, [current])
  return (
    <div
      ref={row}
      id={id}
      role="option"
      aria-selected={current}
      className={current ? 'palette-row current' : 'palette-row'}
      onMouseMove={current ? undefined : onPoint}
      onClick={onGo}
    >
      <Icon name={item.icon} fallback="file" />
      <span className="ellipsis">{item.label}</span>
      {item.detail && <span className="ink-3 small ellipsis">{item.detail}</span>}
    </div>
  )
}

/** A stage or a choice by its label; anything else as it is. */
function worded(object: MetaObject, detail: string | null): string | null {
  const { industry } = object.fields
  const choice = industry?.kind === 'choice' ? industry.choices[detail ?? ''] : undefined
  const label = object.lifecycle?.stages[detail ?? '']?.label ?? choice?.label
  return label ? say(label) : detail
}

interface Group {
  readonly label: string
  readonly items: PaletteItem[]
}

/** What fits the words: records from the server, pages and actions from the model. */
function useGroups(q: string, onKeys: () => void): Group[] {
  const meta = useMeta()
  const asked = useDeferredValue(q)
  const { data } = useQuery({
    queryKey: ['search', asked],
    queryFn: async ({ signal }) => {
      // A moment's patience, so that not every letter is a question.
      await new Promise((done) => setTimeout(done, 120))
      return call.search(asked, signal)
    },
    enabled: asked !== '',
    placeholderData: (before) => before,
    staleTime: 10_000,
  })
  const records = (q && data ? data.hits : []).map((hit): PaletteItem => {
    const object = meta.objects[hit.object]
    return {
      key: `${hit.object}/${hit.id}`,
      label: hit.title,
      detail: [object && say(object.label), hit.number, object && worded(object, hit.detail)]
        .filter(Boolean)
        .join(' · '),
      icon: object?.icon ?? hit.object,
      to: `/o/${hit.object}/${hit.id}`,
    }
  })
  const onSignOut = useSignOut()
  const spell = useSpelling(/[a-z]/i.test(q))
  const pages = pagesOf(meta, q, spell)
  const actions = actionsOf(meta, q, spell, { onKeys, onSignOut })
  const groups = [
    { label: t('records'), items: records },
    { label: t('pages'), items: pages.slice(0, q ? 6 : 30) },
    { label: t('actions'), items: actions.slice(0, q ? 6 : 8) },
  ]
  // Whoever types the whole name of a page or of an action, or its initials, wants just that.
  const [, ofPages, ofActions] = groups
  if (pages.some((page) => isNamed(page.label, q, spell)))
    return filled([ofPages!, ...groups.filter((group) => group !== ofPages)])
  if (actions.some((action) => isNamed(action.label, q, spell)))
    return filled([ofActions!, ...groups.filter((group) => group !== ofActions)])
  return filled(groups)
}

const filled = (groups: readonly Group[]): Group[] => groups.filter((group) => group.items.length)
