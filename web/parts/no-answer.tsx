// What stands where an answer should be that did not come? Why it did not, and a button that asks again.
import { Button } from 'antd'
import { t } from '#web/words.ts'

interface NoAnswerProps {
  error: Error
  refetch: () => unknown
}

export function NoAnswer({ error, refetch }: NoAnswerProps) {
  return (
    <div className="page-note" role="alert">
      <p>{error.message}</p>
      <Button onClick={() => void refetch()}>{t('again')}</Button>
    </div>
  )
}
