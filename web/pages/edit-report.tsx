// How is a report of one's own changed? In the one report builder, and saved for those who may see it.
import { useParams } from '@tanstack/react-router'
import { Input } from 'antd'
import type { MetaObject } from '#kernel/api/meta.ts'
import type { OwnCard } from '#kernel/view/own.ts'
import type { Report } from '#kernel/view/report.ts'
import { useMeta } from '#web/meta.ts'
import { EditFrame, EditHead } from '#web/own/edit-frame.tsx'
import { named } from '#web/own/own.ts'
import { useEditing } from '#web/own/use-editing.ts'
import { words } from '#web/own/words.ts'
import { FormField } from '#web/parts/form-field.tsx'
import { PageMissing } from '#web/parts/page-missing.tsx'
import { ReportForm } from '#web/studio/reports/report-form.tsx'
import '#web/studio/views.css'
import { say } from '#web/words.ts'

export default function EditReport() {
  const { name = '' } = useParams({ strict: false })
  const meta = useMeta()
  const card = meta.own.reports[name]
  const report = card?.unfit ?? meta.reports[name]
  const object = report && meta.objects[report.object]
  if (!card?.mine || !report || !object) return <PageMissing />
  return <Opened key={name} id={name} card={card} report={report} object={object} />
}

function Opened({
  id,
  card,
  report,
  object,
}: {
  id: string
  card: OwnCard
  report: Report
  object: MetaObject
}) {
  const editing = useEditing('report', id, card, report)
  const { now, put } = editing
  return (
    <EditFrame editing={editing}>
      <EditHead kind="report" id={id} editing={editing} />
      <div className="own-names">
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
        <FormField label={say(words.help)}>
          {(ids) => (
            <Input
              id={ids.id}
              value={now.help ? say(now.help) : ''}
              maxLength={500}
              onChange={(event) => put(helped(now, event.target.value))}
            />
          )}
        </FormField>
      </div>
      <ReportForm report={now} object={object} onChange={put} />
    </EditFrame>
  )
}

function helped({ help: _, ...rest }: Report, text: string): Report {
  return text ? { ...rest, help: { zh: text, en: text } } : rest
}
