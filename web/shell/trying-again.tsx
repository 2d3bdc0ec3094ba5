// What does whoever waits hear while the window asks the server again?
import { useEffect } from 'react'
import { App } from 'antd'
import { whenAgain } from '../deed.ts'
import { t } from '../words.ts'

const one = 'trying-again'

/** Says at once that there was no answer and that it is being asked again; then that it was done, or makes way for the "no". */
export function TryingAgain() {
  const { message } = App.useApp()
  useEffect(
    () =>
      whenAgain((again) => {
        if (again === 'waiting')
          void message.open({ key: one, type: 'loading', content: t('trying_again'), duration: 0 })
        else if (again === 'done')
          void message.open({ key: one, type: 'success', content: t('again_done'), duration: 4 })
        else message.destroy(one)
      }),
    [message],
  )
  return null
}
