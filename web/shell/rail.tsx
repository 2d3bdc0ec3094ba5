// Which way can one go? The rail at the left: search, places by area with own open work, and oneself.
import { Link, useLocation } from '@tanstack/react-router'
import { Tooltip } from 'antd'
import { SearchOutlined } from '@ant-design/icons'
import { lazy, Suspense } from 'react'
import { useMeta } from '#web/meta.ts'
import { useCurrentInView } from '#web/parts/current-in-view.ts'
import { Icon } from '#web/parts/icon.tsx'
import { Brand } from '#web/parts/brand.tsx'
import { useWidth } from '#web/parts/width.ts'
import { t } from '#web/words.ts'
import { useFolded } from './folded.ts'
import { useInboxCount, useMyCounts } from './my-counts.ts'
import { PersonMenu } from './person-menu.tsx'
import { placesOf } from './places.ts'
import type { Place } from './place-of-item.ts'

/** Only phones have it. */
const RailDrawer = lazy(() => import('./rail-drawer.tsx'))

export interface RailProps {
  /** On a phone the rail is a drawer behind the tab 我的. */
  open: boolean
  onClose: () => void
  onSearch: () => void
}

export function Rail(props: RailProps) {
  const width = useWidth()
  if (width === 'phone') {
    return (
      <Suspense fallback={null}>
        <RailDrawer open={props.open} onClose={props.onClose}>
          <RailBody {...props} narrow={false} />
        </RailDrawer>
      </Suspense>
    )
  }
  return (
    <aside className="rail">
      <RailBody {...props} narrow={width !== 'wide'} />
    </aside>
  )
}

function RailBody({ narrow, onSearch }: RailProps & { narrow: boolean }) {
  const meta = useMeta()
  const counts = useMyCounts()
  const inbox = useInboxCount()
  const [folded, fold] = useFolded()
  const { pathname } = useLocation()
  const list = useCurrentInView<HTMLElement>(`${pathname} ${meta.version}`)
  const mac = /Mac|iPhone|iPad/.test(navigator.userAgent)
  const countOf = (place: Place) =>
    place.to === '/inbox' ? inbox : place.object && !place.search ? counts[place.object] : undefined
  return (
    <>
      <Brand company={meta.company.name} narrow={narrow} />
      <button className="find" type="button" onClick={onSearch} aria-label={t('search')}>
        <SearchOutlined />
        {!narrow && (
          <>
            <span>{t('search')}</span>
            <kbd aria-hidden="true">{mac ? '⌘ K' : 'Ctrl K'}</kbd>
          </>
        )}
      </button>
      <nav className="nav" aria-label={t('menu')} ref={list}>
        {placesOf(meta).map((group) => {
          const links = group.places.map((place) => (
            <RailLink
              key={place.to + (place.search?.view ?? '')}
              place={place}
              count={countOf(place)}
              narrow={narrow}
            />
          ))
          if (narrow || !group.label)
            return (
              <div key={group.key} className="nav-group">
                {group.label && <hr />}
                {links}
              </div>
            )
          return (
            <details
              key={group.key}
              className="nav-group"
              open={!folded.has(group.key)}
              onToggle={(event) => fold(group.key, !event.currentTarget.open)}
            >
              <summary
                // Kept at once: the browser tells of the toggle a moment later, when the page may be gone.
                onClick={(event) => {
                  event.preventDefault()
                  fold(group.key, !folded.has(group.key))
                }}
              >
                {group.label}
              </summary>
              {links}
            </details>
          )
        })}
      </nav>
      <PersonMenu narrow={narrow} />
    </>
  )
}

function RailLink({
  place,
  count,
  narrow,
}: {
  place: Place
  count: number | undefined
  narrow: boolean
}) {
  const { pathname, search } = useLocation()
  const here =
    (pathname === place.to || pathname.startsWith(`${place.to}/`)) &&
    (!place.search || place.search.view === (search as { view?: string }).view)
  return (
    <Tooltip title={narrow ? [place.label, count].filter(Boolean).join(' ') : ''} placement="right">
      <Link
        to={place.to as '/'}
        {...(place.search ? { search: place.search } : {})}
        className={here ? 'nav-link here' : 'nav-link'}
        aria-current={here ? 'page' : undefined}
        aria-label={count ? `${place.label} ${count}` : place.label}
      >
        <Icon name={place.icon} {...(place.fallback ? { fallback: place.fallback } : {})} />
        {!narrow && (
          <span className="ellipsis" title={place.label}>
            {place.label}
          </span>
        )}
        {count && !narrow ? <i>{count > 999 ? '999+' : count}</i> : null}
      </Link>
    </Tooltip>
  )
}
