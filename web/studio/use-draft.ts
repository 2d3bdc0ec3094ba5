// How do the pages of the studio share one draft? It is kept in this browser until it is published or dropped.
import { useEffect, useMemo, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { admin, adminKeys } from '#web/admin/admin-calls.ts'
import type { WholeModel } from '#web/admin/admin-calls.ts'
import { draftOf, keepDraft } from '#web/form/drafts.ts'
import { useMeta } from '#web/meta.ts'
import { changed, drafted } from './draft.ts'
import type { Patch } from './draft.ts'
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
}

/** The model with the draft over it; `draft` is absent until the model is there. */
export function useDraft() {
  const { who } = useMeta()
  const model = useQuery({ queryKey: adminKeys.model, queryFn: admin.model, enabled: who.admin })
  const [patch, setPatch] = useState<Patch>(() => draftOf(who.id, 'model') ?? {})
  useEffect(() => void learnPinyin().catch(() => undefined), [])
  useEffect(() => keepDraft(who.id, 'model', patch), [who.id, patch])
  const published = model.data
  const draft = useMemo((): Draft | undefined => {
    if (!published) return undefined
    return {
      published,
      patch,
      shown: drafted(published, patch),
      put: (...changes) =>
        setPatch((before) =>
          changes.reduce<Patch>(
            (now, [path, value]) => changed(published, now, path, value),
            before,
          ),
        ),
      drop: () => setPatch({}),
    }
  }, [published, patch])
  return { model, draft }
}
