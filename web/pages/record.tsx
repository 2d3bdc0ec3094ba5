// A page that is still to be written.
import { PageHead } from '#web/parts/page-head.tsx'
import { t } from '#web/words.ts'

export default function Record() {
  return (
    <>
      <PageHead title={t('records')} />
      <p className="page-note">{t('not_built')}</p>
    </>
  )
}
