// How is the application changed without code? Rooms that work on one draft, and the bar that publishes it.
import { Suspense } from 'react'
import { useParams } from '@tanstack/react-router'
import { AdminOnly, Answer } from '#web/admin/answer.tsx'
import { PageMissing } from '#web/parts/page-missing.tsx'
import { Waiting } from '#web/parts/waiting.tsx'
import { usePreview } from '#web/preview.ts'
import { DraftLine } from '#web/studio/draft-line.tsx'
import { PublishBar } from '#web/studio/publish-bar.tsx'
import { rooms, type Room } from '#web/studio/rooms.ts'
import { useDraft } from '#web/studio/use-draft.ts'
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
        <Inside key={room} room={rooms[room as keyof typeof rooms]} />
      ) : (
        <PageMissing />
      )}
    </AdminOnly>
  )
}

function Inside({ room }: { room: Room }) {
  const { model, draft } = useDraft()
  return (
    <Answer of={{ ...model, data: draft }}>
      {(it) => (
        <div className="studio">
          <DraftLine draft={it} />
          <Suspense
            fallback={
              <div className="studio-fill">
                <Waiting />
              </div>
            }
          >
            <room.page draft={it} title={say(room.label)} />
          </Suspense>
          <PublishBar draft={it} />
        </div>
      )}
    </Answer>
  )
}
