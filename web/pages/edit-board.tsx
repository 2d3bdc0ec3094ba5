// How is a dashboard of one's own changed? In the one board editor, and saved for those who may see it.
import { useParams } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { PlusOutlined } from '@ant-design/icons'
import type { Board } from '#kernel/view/board.ts'
import type { OwnCard } from '#kernel/view/own.ts'
import { useMeta } from '#web/meta.ts'
import { EditFrame, EditHead } from '#web/own/edit-frame.tsx'
import { makeOwn, saveOwn } from '#web/own/own-calls.ts'
import { boardsWith, named } from '#web/own/own.ts'
import { useEditing } from '#web/own/use-editing.ts'
import { words } from '#web/own/words.ts'
import { FormField } from '#web/parts/form-field.tsx'
import { PageMissing } from '#web/parts/page-missing.tsx'
import { type BoardChange, BoardWork } from '#web/studio/boards/board-work.tsx'
import { words as boardWords } from '#web/studio/boards/words.ts'
import { withValue } from '#web/studio/draft.ts'
import { say } from '#web/words.ts'

export default function EditBoard() {
  const { name = '' } = useParams({ strict: false })
  const meta = useMeta()
  const card = meta.own.dashboards[name]
  const board = meta.dashboards[name]
  if (!card?.mine || !board) return <PageMissing />
  return <Opened key={name} id={name} card={card} board={board} />
}

function Opened({ id, card, board }: { id: string; card: OwnCard; board: Board }) {
  const meta = useMeta()
  const editing = useEditing('dashboard', id, card, board)
  const { now, put } = editing
  const change = (...changes: BoardChange[]) =>
    put(
      changes.reduce<Board>(
        // Nothing lies below it that would have to be retired: what is gone is gone.
        (whole, [path, value]) => withValue(whole, path, value ?? undefined) as Board,
        now,
      ),
    )
  return (
    <EditFrame editing={editing}>
      <BoardWork
        board={now}
        reports={meta.reports}
        views={meta.views}
        hands={{
          // It is kept at once, as all of one's own reports; that it stands here when the board is saved.
          make: async (report, stands) => change(stands(await makeOwn('report', report))),
          change: (name) => {
            const own = meta.own.reports[name]
            return own?.mine
              ? {
                  elsewhere: boardsWith(meta, name).filter((one) => one !== card.name),
                  save: (report) => saveOwn('report', name, report, own.version),
                }
              : null
          },
          oneName: true,
        }}
        put={change}
        head={(add) => (
          <EditHead
            kind="dashboard"
            id={id}
            editing={editing}
            tools={add(<Button icon={<PlusOutlined />}>{say(boardWords.add)}</Button>)}
          />
        )}
        settings={
          <FormField label={say(words.name)} required>
            {(ids) => (
              <Input
                id={ids.id}
                value={say(now.label)}
                maxLength={100}
                onChange={(event) => put(named(now, event.target.value))}
              />
            )}
          </FormField>
        }
      />
    </EditFrame>
  )
}
