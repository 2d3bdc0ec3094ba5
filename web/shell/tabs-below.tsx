// How does one get about on a phone? Four tabs under the thumb.
import { Link } from '@tanstack/react-router'
import { DashboardOutlined, InboxOutlined, SearchOutlined, UserOutlined } from '@ant-design/icons'
import { useWidth } from '#web/parts/width.ts'
import { t } from '#web/words.ts'
import { useInboxCount } from './my-counts.ts'

export function TabsBelow({ onSearch, onMe }: { onSearch: () => void; onMe: () => void }) {
  const width = useWidth()
  const inbox = useInboxCount()
  if (width !== 'phone') return null
  return (
    <nav className="tabs-below" aria-label={t('menu')}>
      <Link to="/cockpit" activeProps={{ className: 'here' }}>
        <DashboardOutlined />
        {t('cockpit')}
      </Link>
      <Link to="/inbox" activeProps={{ className: 'here' }}>
        <InboxOutlined />
        <span>
          {t('work_short')}
          {inbox > 0 && <i>{inbox > 99 ? '99+' : inbox}</i>}
        </span>
      </Link>
      <button type="button" onClick={onSearch}>
        <SearchOutlined />
        {t('search')}
      </button>
      <button type="button" onClick={onMe}>
        <UserOutlined />
        {t('me')}
      </button>
    </nav>
  )
}
