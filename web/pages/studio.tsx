// How is the application changed without code? Rooms that work on one draft, and the bar that publishes it.
import { Suspense, useMemo, type ReactNode } from 'react'
import { useParams } from '@tanstack/react-router'
import { AdminOnly, Answer } from '#web/admin/answer.tsx'
import { PageHead } from '#web/parts/page-head.tsx'
import { PageMissing } from '#web/parts/page-missing.tsx'
import { Waiting } from '#web/parts/waiting.tsx'
import { MetaContext, useMeta } from '#web/meta.ts'
import { usePreview } from '#web/preview.ts'
import { ThroughContext } from '#web/report/ask-report.ts'
import { metaOfDraft, throughDraft } from '#web/studio/draft-meta.ts'
import { DraftLine } from '#web/studio/versions/draft-line.tsx'
import { PublishBar } from '#web/studio/versions/publish-bar.tsx'
import { roomNames, type RoomName } from '#web/studio/room.ts'
import { rooms } from '#web/studio/rooms.ts'
import { RowsWait } from '#web/studio/objects/rows-wait.tsx'
import { useDraft, type Draft } from '#web/studio/use-draft.ts'
import { say } from '#web/words.ts'
import '#web/studio/studio.css'

const looking = {
  zh: '正在预览。退出预览后继续修改草稿。',
  en: 'This is a preview. Leave it to go on with the draft.',
} as const

export default function StudioPage() {
  const { room = '' } = useParams({ strict: false })
  // A draft is not changed through somebody else's eyes; the band above says how to leave.
  if (usePreview()) return <p className="page-note">{say(looking)}</p>
  return (
    <AdminOnly>
      {Object.hasOwn(rooms, room) ? (
        <div className="studio">
          <Inside key={room} name={room as RoomName} />
        </div>
      ) : (
        <PageMissing />
      )}
    </AdminOnly>
  )
}

function Inside({ name }: { name: RoomName }) {
  const { model, draft } = useDraft()
  const title = say(roomNames[name].label)
  const Page = rooms[name]
  return (
    <Answer of={{ ...model, data: draft }}>
      {(it) => (
        <>
          <DraftLine draft={it} />
          <RowsWait draft={it} />
          <Suspense
            fallback={
              <div className="studio-fill">
                <PageHead title={title} />
                <Waiting />
              </div>
            }
          >
            <InDraft draft={it}>
              <Page draft={it} title={title} />
            </InDraft>
          </Suspense>
          <PublishBar draft={it} />
        </>
      )}
    </Answer>
  )
}

/** The rooms know what the draft adds as if it were there already: it can be chosen, counted and looked at. */
function InDraft({ draft, children }: { draft: Draft; children: ReactNode }) {
  const meta = useMeta()
  const { shown } = draft
  const drafted = useMemo(() => metaOfDraft(meta, shown), [meta, shown])
  const id = throughDraft(draft)?.id
  const version = throughDraft(draft)?.version
  const through = useMemo(
    () => (id === undefined || version === undefined ? null : { id, version }),
    [id, version],
  )
  return (
    <MetaContext value={drafted}>
      <ThroughContext value={through}>{children}</ThroughContext>
    </MetaContext>
  )
}
