// Is what one sees made up? Then the page says so.
import { useContext } from 'react'
import { MetaContext } from '#web/meta.ts'
import { useWidth } from '#web/parts/width.ts'
import { t } from '#web/words.ts'

export function SampleMark() {
  const meta = useContext(MetaContext)
  const phone = useWidth() === 'phone'
  if (!meta?.company.sample) return null
  // On a phone the name of the page needs the room.
  return (
    <span className="sample-mark" title={t('sample_data')}>
      {t(phone ? 'sample_short' : 'sample_data')}
    </span>
  )
}
