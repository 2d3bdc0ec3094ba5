// What stands around every page? The rail, the bar, the search; and who is asking, before any page is drawn.
import { lazy, Suspense, useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import { useQuery } from '@tanstack/react-query'
import { CatchBoundary, Outlet, useLocation } from '@tanstack/react-router'
import { keys } from './asks.ts'
import { call, CallError } from './call.ts'
import { MakingPlace } from './form/making-place.tsx'
import { useLive } from './live.ts'
import { MetaContext, useMeta } from './meta.ts'
import { useCutText } from './parts/cut-text.ts'
import { NoAnswer } from './parts/no-answer.tsx'
import { HeadSlot } from './parts/page-head.tsx'
import { PageBroken } from './parts/page-missing.tsx'
import { usePageKey } from './parts/page-key.ts'
import { Waiting } from './parts/waiting.tsx'
import { Palette } from './shell/palette.tsx'
import { PreviewBand } from './shell/preview-band.tsx'
import { Rail } from './shell/rail.tsx'
import { TabsBelow } from './shell/tabs-below.tsx'
import { ProveAgain } from './sign-in/prove-again.tsx'
import './shell/shell.css'
import { t } from './words.ts'

/** Looked at now and then. */
const KeyHelp = lazy(() => import('./shell/key-help.tsx'))

export default function Shell() {
  const meta = useQuery({ queryKey: keys.meta, queryFn: call.meta, staleTime: 60_000 })
  if (meta.data) {
    return (
      <MetaContext value={meta.data}>
        <Frame />
      </MetaContext>
    )
  }
  if (!meta.isError) return <Waiting tall />
  // Without a session the window is on its way to the sign-in page.
  if (meta.error instanceof CallError && meta.error.status === 401) return null
  return (
    <>
      <PreviewBand meta={undefined} />
      <NoAnswer error={meta.error} refetch={meta.refetch} />
    </>
  )
}

function Frame() {
  const meta = useMeta()
  useLive(meta.who.id)
  const [slot, setSlot] = useState<HTMLElement | null>(null)
  const [finding, setFinding] = useState(false)
  const [menu, setMenu] = useState(false)
  const [keysShown, setKeysShown] = useState(false)
  const { pathname } = useLocation()
  const closeMenu = useCallback(() => setMenu(false), [])
  useEffect(closeMenu, [pathname, closeMenu])

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        setFinding(true)
      }
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])

  usePageKey('?', () => setKeysShown(true))
  useCutText()

  return (
    <div className="frame">
      <a className="skip" href="#content">
        {t('skip')}
      </a>
      <Rail open={menu} onClose={closeMenu} onSearch={() => setFinding(true)} />
      <div className="frame-main">
        <PreviewBand meta={meta} />
        <header className="bar" ref={setSlot} />
        <OfflineLine />
        <main id="content" className="content" tabIndex={-1}>
          <HeadSlot value={slot}>
            <CatchBoundary getResetKey={() => pathname} errorComponent={PageBroken}>
              <MakingPlace>
                <Outlet />
              </MakingPlace>
            </CatchBoundary>
          </HeadSlot>
        </main>
      </div>
      <TabsBelow onSearch={() => setFinding(true)} onMe={() => setMenu(true)} />
      {finding && <Palette onClose={() => setFinding(false)} onKeys={() => setKeysShown(true)} />}
      {keysShown && (
        <Suspense fallback={null}>
          <KeyHelp onClose={() => setKeysShown(false)} />
        </Suspense>
      )}
      <ProveAgain />
    </div>
  )
}

function OfflineLine() {
  const online = useSyncExternalStore(
    (tell) => {
      addEventListener('online', tell)
      addEventListener('offline', tell)
      return () => {
        removeEventListener('online', tell)
        removeEventListener('offline', tell)
      }
    },
    () => navigator.onLine,
  )
  return online ? null : (
    <p className="offline-line" role="status">
      {t('offline_line')}
    </p>
  )
}
