// Where does one arrive? At the home page of one's role.
import { Navigate } from '@tanstack/react-router'
import { useMeta } from '#web/meta.ts'
import { placeOfItem } from '#web/shell/place-of-item.ts'

export default function Home() {
  const meta = useMeta()
  const place =
    meta.home.includes('/') || meta.objects[meta.home] ? placeOfItem(meta, meta.home) : null
  const to = place?.to ?? (meta.home === 'inbox' ? '/inbox' : '/cockpit')
  return <Navigate to={to as '/'} {...(place?.search ? { search: place.search } : {})} replace />
}
