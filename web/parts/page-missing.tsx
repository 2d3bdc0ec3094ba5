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
      <p>{t('page_missing')}</p>
      <p>
        <a href="/cockpit">{t('cockpit')}</a>
      </p>
    </div>
  )
}

export function PageBroken({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  return (
    <div className="page-note" role="alert">
      <p>{error instanceof CallError ? error.message : t('page_broken')}</p>
      <p className="small ink-3">
        {error instanceof Error && !(error instanceof CallError) ? error.message : null}
      </p>
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
