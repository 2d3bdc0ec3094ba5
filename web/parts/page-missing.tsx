// What does one see where there is no page, or where a page failed?
import { useEffect } from 'react'
import { useNavigate, useRouter } from '@tanstack/react-router'
import type { ErrorComponentProps } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { CallError } from '#web/call.ts'
import { isPreviewOver } from '#web/preview.ts'
import { t } from '#web/words.ts'

export function PageMissing() {
  return isPreviewOver() ? <OnlyInTheDraft /> : <Missing />
}

/** What one looked at in the preview is not there for anybody yet: one is led home, and told why. */
function OnlyInTheDraft() {
  const navigate = useNavigate()
  const { message } = App.useApp()
  useEffect(() => {
    void message.info(t('only_in_draft'))
    void navigate({ to: '/', replace: true })
  }, [navigate, message])
  return null
}

function Missing() {
  return (
    <div className="page-note">
      <h1>{t('page_missing')}</h1>
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
        <h1>{t('page_outdated')}</h1>
        <p>{t('page_outdated_help')}</p>
        <p>
          <Button onClick={() => location.reload()}>{t('reload')}</Button>
        </p>
      </div>
    )
  return (
    <div className="page-note" role="alert">
      <h1>{error instanceof CallError ? error.message : t('page_broken')}</h1>
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
