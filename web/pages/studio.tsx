// How is the application changed without code? Rooms that work on one draft, and the bar that publishes it.
import { Suspense } from 'react'
import { useParams } from '@tanstack/react-router'
import { AdminOnly, Answer } from '#web/admin/answer.tsx'
import { PageMissing } from '#web/parts/page-missing.tsx'
import { Waiting } from '#web/parts/waiting.tsx'
import { DraftLine } from '#web/studio/draft-line.tsx'
import { PublishBar } from '#web/studio/publish-bar.tsx'
import { rooms, type Room } from '#web/studio/rooms.ts'
import { useDraft } from '#web/studio/use-draft.ts'
import '#web/studio/studio.css'

export default function StudioPage() {
  const { room = '' } = useParams({ strict: false })
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
          <Suspense fallback={<Waiting />}>
            <room.page draft={it} />
          </Suspense>
          <PublishBar draft={it} />
        </div>
      )}
    </Answer>
  )
}
