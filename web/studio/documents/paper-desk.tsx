// What does the document look like, filled with a real record? Nothing, a page or a sentence why there is none.
import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query'
import { Button } from 'antd'
import type { Words } from '#kernel/error.ts'
import type { Row } from '#kernel/object.ts'
import type { DocumentTemplate } from '#kernel/view/document.ts'
import { admin } from '#web/admin/admin-calls.ts'
import { CallError } from '#web/call.ts'
import { Waiting } from '#web/parts/waiting.tsx'
import { say, t } from '#web/words.ts'
import { PaperView } from './paper-view.tsx'
import { WordView } from './word-view.tsx'
import { words } from './words.ts'

interface PaperDeskProps {
  template: DocumentTemplate
  /** The name of the object whose records are printed. */
  label: Words
  records: UseQueryResult<{ data: Row[] }>
  /** The record that fills it; none where there is no record. */
  id: string | undefined
  wish: Parameters<typeof admin.print>[0]
  /** Of the model that is published. */
  version: number
  chosen: number | null
  onChoose: (block: number | null) => void
  onMove: (from: number, to: number) => void
}

export function PaperDesk(props: PaperDeskProps) {
  const { template, label, records, id, wish, version, chosen, onChoose, onMove } = props
  const print = useQuery({
    queryKey: ['model', 'print', version, JSON.stringify(wish)],
    queryFn: ({ signal }) => admin.print(wish, signal),
    enabled: id !== undefined && template.word === undefined,
    placeholderData: keepPreviousData,
    retry: false,
  })
  const refused = print.error instanceof CallError ? print.error : null
  if (records.error)
    return <Failed says={records.error.message} again={() => void records.refetch()} />
  if (records.data && !id)
    return <p className="page-note">{say(words.no_record, { object: say(label) })}</p>
  if (template.word !== undefined && id) return <WordView wish={wish} version={version} />
  if (refused?.status === 404) return <p className="page-note">{say(words.not_for)}</p>
  if (print.data)
    return (
      <PaperView
        model={print.data}
        template={template.blocks}
        chosen={chosen}
        onChoose={onChoose}
        onMove={onMove}
      />
    )
  if (print.isPending) return <Waiting rows={8} />
  return (
    <Failed
      says={refused?.errors?.[0]?.detail ?? print.error?.message}
      again={() => void print.refetch()}
    />
  )
}

function Failed({ says, again }: { says: string | undefined; again: () => void }) {
  return (
    <div className="page-note" role="alert">
      <p className="bad">{says}</p>
      <Button size="small" onClick={again}>
        {t('again')}
      </Button>
    </div>
  )
}
