// How does a record get to another day? At once on the screen, then by the write path; a "no" puts it back and says why.
import { App, Button } from 'antd'
import type { MetaObject } from '#kernel/api/meta.ts'
import type { Row, Values } from '#kernel/object.ts'
import { answers, keys } from '#web/asks.ts'
import { call, CallError } from '#web/call.ts'
import { date as dateText, local, todayIn } from '#web/format.ts'
import { useEditConflict } from '#web/list/edit-conflict.tsx'
import { titleOf, useMeta } from '#web/meta.ts'
import { language, say } from '#web/words.ts'
import { putDated } from './use-dated.ts'
import { words } from './words.ts'

/** Answers true once it is saved. */
export type Reschedule = (object: MetaObject, row: Row, values: Values) => Promise<boolean>

export function useReschedule(): Reschedule {
  const { message } = App.useApp()
  const { zone } = useMeta().company
  const decide = useEditConflict()

  const reload = (object: MetaObject) =>
    void answers.invalidateQueries({ queryKey: keys.sum(object.name) })

  const save = async (object: MetaObject, row: Row, values: Values): Promise<Row | null> => {
    try {
      return await call.change(object.name, row.id, values, row.version)
    } catch (error) {
      if (!(error instanceof CallError) || error.status !== 412) throw error
      let now: Row | null = null
      for (const [name, value] of Object.entries(values)) {
        now = await decide(object, row, name, value)
        if (!now) return null
      }
      return now && (await call.change(object.name, row.id, values, now.version))
    }
  }

  const whenOf = (values: Values): string =>
    Object.values(values)
      .map((value) => {
        const text = String(value)
        const day = text.length > 10 ? local(text, zone) : text
        const shown = dateText(day, { today: todayIn(zone), weekday: language() })
        return text.length > 10 ? `${shown} ${day.slice(11)}` : shown
      })
      .join(' – ')

  const reschedule: Reschedule = async (object, row, values) => {
    if (!Object.keys(values).length) return true
    putDated(object.name, { ...row, ...values })
    try {
      const saved = await save(object, row, values)
      if (!saved) {
        reload(object)
        return false
      }
      const now = { ...row, ...saved }
      putDated(object.name, now)
      const back = Object.fromEntries(Object.keys(values).map((name) => [name, row[name] ?? null]))
      const key = `moved ${row.id}`
      void message.success({
        key,
        duration: 6,
        content: (
          <>
            {say(words.moved, { title: titleOf(object, row), when: whenOf(values) })}{' '}
            <Button
              type="link"
              size="small"
              onClick={() => {
                message.destroy(key)
                putDated(object.name, { ...now, ...back })
                call.change(object.name, row.id, back, now.version).then(
                  (undone) => putDated(object.name, { ...now, ...undone }),
                  (error: unknown) => {
                    reload(object)
                    void message.error(saysOf(error), 6)
                  },
                )
              }}
            >
              {say(words.undo)}
            </Button>
          </>
        ),
      })
      return true
    } catch (error) {
      putDated(object.name, row)
      void message.error(saysOf(error), 6)
      return false
    }
  }
  return reschedule
}

/** The sentence of a refusal, with what was wrong with the days. */
function saysOf(error: unknown): string {
  if (!(error instanceof CallError)) return String(error)
  const details = error.errors.map((one) => one.detail).filter(Boolean)
  return [error.message, ...details].join(' ')
}
