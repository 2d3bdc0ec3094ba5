// What does one see where there is no page, or where a page failed?
import { useRouter } from '@tanstack/react-router'
import type { ErrorComponentProps } from '@tanstack/react-router'
import { Button } from 'antd'
import { CallError } from '#web/call.ts'
import { t } from '#web/words.ts'

export function PageMissing() {
  return (
    <div className="page-note">
      <h2>{t('page_missing')}</h2>
      <p>{t('page_missing_help')}</p>
      <p>
        <a href="/cockpit">{t('cockpit')}</a>
      </p>
    </div>
  )
}

/** A part of the window that the server no longer has: it was upgraded while the window was open. */
const isOutdated = (error: unknown): boolean =>
  error instanceof Error &&
  /dynamically imported module|importing a module script|preload css/i.test(error.message)

export function PageBroken({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  if (isOutdated(error))
    return (
      <div className="page-note" role="alert">
        <h2>{t('page_outdated')}</h2>
        <p>{t('page_outdated_help')}</p>
        <p>
          <Button onClick={() => location.reload()}>{t('reload')}</Button>
        </p>
      </div>
    )
  return (
    <div className="page-note" role="alert">
      <h2>{error instanceof CallError ? error.message : t('page_broken')}</h2>
      {error instanceof Error && !(error instanceof CallError) && (
        <p className="small ink-3">{error.message}</p>
      )}
      <p>
        <Button
          onClick={() => {
            reset()
            void router.invalidate()
          }}
        >
          {t('again')}
        </Button>
      </p>
    </div>
  )
}
