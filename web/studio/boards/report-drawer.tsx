// How is a chart made, or changed, without leaving the board on which it stands? In the one report builder, in a drawer over it.
import { useState } from 'react'
import { Input, Select } from 'antd'
import type { Words } from '#kernel/error.ts'
import type { Report } from '#kernel/view/report.ts'
import { SideForm } from '#web/admin/side-form.tsx'
import { bothWords, WordsField } from '#web/admin/words-field.tsx'
import { useMeta } from '#web/meta.ts'
import { byLabel } from '#web/parts/by-label.ts'
import { FormField } from '#web/parts/form-field.tsx'
import { say } from '#web/words.ts'
import { firstChart } from '../first-views.ts'
import { ReportForm } from '../reports/report-form.tsx'
import { reportObjects } from '../reports/report-objects.ts'
import { words as reportWords } from '../reports/words.ts'
import { words } from './words.ts'
import '../views.css'

export interface ReportDrawerProps {
  /** The one that is changed; null: a new one. */
  report: Report | null
  /** Other boards on which it stands, by what they are called: they change with it. */
  elsewhere: readonly string[]
  /** One name serves both languages, as for what people make for themselves. */
  oneName: boolean
  onSave: (report: Report) => Promise<void> | void
  onClose: () => void
}

const roomy = 1120

export function ReportDrawer({ report: given, elsewhere, oneName, ...rest }: ReportDrawerProps) {
  const { onSave, onClose } = rest
  const meta = useMeta()
  const objects = reportObjects(meta)
  const start = objects.find(({ value }) => value === 'opportunity') ?? objects[0]
  const [label, setLabel] = useState<Words>(given?.label ?? { zh: '', en: '' })
  const [report, setReport] = useState<Report | null>(
    () => given ?? (start ? firstChart(label, meta.objects[start.value]!) : null),
  )
  const object = report && meta.objects[report.object]
  const named = label.zh.trim() || label.en.trim()
  return (
    <SideForm
      title={say(given ? words.change_chart : words.new_chart)}
      width={Math.min(roomy, window.innerWidth)}
      onClose={onClose}
      saveLabel={say(given ? words.done : words.put_on)}
      disabled={!report || !named}
      onSave={() => report && onSave({ ...report, label: bothWords(label) })}
    >
      {() => (
        <div
          onKeyDown={(event) => {
            // Enter ends what is typed, not the whole chart.
            if (event.key === 'Enter' && event.target instanceof HTMLInputElement)
              event.preventDefault()
          }}
        >
          {elsewhere.length > 0 && (
            <p className="form-note">
              {say(words.stands_elsewhere, { boards: elsewhere.join(say(words.comma)) })}
            </p>
          )}
          <div className="report-names">
            {oneName ? (
              <FormField label={say(words.name)} required>
                {(ids) => (
                  <Input
                    id={ids.id}
                    value={say(label)}
                    autoFocus={!given}
                    maxLength={100}
                    onChange={(event) =>
                      setLabel({ zh: event.target.value, en: event.target.value })
                    }
                  />
                )}
              </FormField>
            ) : (
              <WordsField
                label={say(words.name)}
                value={label}
                onChange={setLabel}
                autoFocus={!given}
              />
            )}
            <FormField label={say(reportWords.object)}>
              {(ids) => (
                <Select
                  id={ids.id}
                  value={report?.object ?? null}
                  disabled={given !== null}
                  style={{ width: '100%' }}
                  showSearch={byLabel}
                  options={objects}
                  onChange={(next: string) =>
                    setReport(firstChart({ zh: '', en: '' }, meta.objects[next]!))
                  }
                />
              )}
            </FormField>
          </div>
          {report && object && (
            <ReportForm
              key={report.object}
              // Shown before it has a name, too.
              report={{ ...report, label: named ? bothWords(label) : object.label }}
              object={object}
              onChange={setReport}
            />
          )}
        </div>
      )}
    </SideForm>
  )
}
