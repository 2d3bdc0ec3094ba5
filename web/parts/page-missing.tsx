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

export function PageBroken({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  return (
    <div className="page-note" role="alert">
      <h2>{error instanceof CallError ? error.message : t('page_broken')}</h2>
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
