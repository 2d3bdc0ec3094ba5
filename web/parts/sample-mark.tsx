// Is what one sees made up? Then the page says so.
import { useContext } from 'react'
import { MetaContext } from '#web/meta.ts'
import { t } from '#web/words.ts'

export function SampleMark() {
  const meta = useContext(MetaContext)
  return meta?.company.sample ? <span className="sample-mark">{t('sample_data')}</span> : null
}
