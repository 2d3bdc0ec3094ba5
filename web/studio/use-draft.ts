// How do the rooms of the studio share one draft? It lies on the desk, is kept by the server, and each room changes only it.
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { useQuery } from '@tanstack/react-query'
import { admin, adminKeys } from '#web/admin/admin-calls.ts'
import type { WholeModel } from '#web/admin/admin-calls.ts'
import { useMeta } from '#web/meta.ts'
import { drafted } from './draft.ts'
import type { Patch } from './draft.ts'
import { desk } from './draft-desk.ts'
import type { DeskState } from './draft-desk.ts'
import { learnPinyin } from './pinyin-name.ts'

export interface Draft {
  /** As it is published. */
  readonly published: WholeModel
  /** As it will be. */
  readonly shown: WholeModel
  readonly patch: Patch
  /** Sets what stands at a path; null retires it. Several at once are one change. */
  readonly put: (...changes: (readonly [path: readonly string[], value: unknown])[]) => void
  readonly drop: () => void
  /** One step back; null where there is none. */
  readonly undo: (() => void) | null
  readonly redo: (() => void) | null
  /** Which draft it is, whether it is saved, which others there are. */
  readonly about: DeskState
}

/** The model with the draft over it; `draft` is absent until both are there. */
export function useDraft() {
  const { who } = useMeta()
  const model = useQuery({ queryKey: adminKeys.model, queryFn: admin.model, enabled: who.admin })
  const about = useSyncExternalStore(desk.subscribe, desk.now)
  const published = model.data
  useEffect(() => void learnPinyin().catch(() => undefined), [])
  useEffect(() => {
    if (published) void desk.begin(who.id, published).catch(() => undefined)
  }, [who.id, published])
  const draft = useMemo((): Draft | undefined => {
    if (!published || !about.open) return undefined
    return {
      published,
      patch: about.patch,
      shown: drafted(published, about.patch),
      put: (...changes) => desk.put(changes),
      drop: () => void desk.drop().catch(() => undefined),
      undo: about.past.length ? () => desk.undo() : null,
      redo: about.future.length ? () => desk.redo() : null,
      about,
    }
  }, [published, about])
  return { model, draft }
}
