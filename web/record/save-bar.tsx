// What is not saved yet, and why? The bar below while fields are open.
import { useEffect } from 'react'
import { Button } from 'antd'
import type { MetaObject } from '#kernel/api/meta.ts'
import { useWidth } from '#web/parts/width.ts'
import { say, t } from '#web/words.ts'
import { ConflictNote } from './conflict-note.tsx'
import { many } from './fact.tsx'
import type { Editing } from './use-edit.ts'
import { words } from './words.ts'

export function SaveBar({ object, editing }: { object: MetaObject; editing: Editing }) {
  const { all, open, dirty, says, conflict, saving } = editing
  // A text of several lines is not saved by leaving it, so it needs its button.
  const long = [...open].some((name) => many.has(object.fields[name]?.kind ?? 'text'))
  const shown = all || open.size > 1 || long || says !== null || conflict !== null
  useEffect(() => {
    if (!dirty.length) return
    const ask = (event: BeforeUnloadEvent) => {
      if (saving) event.preventDefault()
    }
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [dirty.length, saving])
  const phone = useWidth() === 'phone'
  if (!shown) return null
  return (
    <div className="save-bar" role="region" aria-label={t('save')}>
      {conflict ? (
        <ConflictNote
          object={object}
          mine={editing.draft}
          theirs={conflict.theirs}
          fields={conflict.fields}
          busy={saving}
          onDecide={(choice) => void editing.decide(choice)}
          onCancel={editing.cancel}
        />
      ) : (
        <>
          <span className={says ? 'bad' : 'ink-2'} role={says ? 'alert' : undefined}>
            {says ??
              (dirty.length
                ? say(words.changes_n, { n: dirty.length })
                : phone
                  ? null
                  : say(words.keys_help))}
          </span>
          <span className="grow" />
          <Button onClick={editing.cancel}>{t('cancel')}</Button>
          <Button type="primary" loading={saving} onClick={() => void editing.save()}>
            {t('save')}
          </Button>
        </>
      )}
    </div>
  )
}
