// Which reports does the company have, and how is each made? A list by object, and one open beside its preview.
import { useState } from 'react'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { living } from '#kernel/merge.ts'
import type { Report } from '#kernel/view/report.ts'
import { SideForm } from '#web/admin/side-form.tsx'
import { bothWords, WordsField } from '#web/admin/words-field.tsx'
import { may, useMeta } from '#web/meta.ts'
import { byLabel } from '#web/parts/by-label.ts'
import { FormField } from '#web/parts/form-field.tsx'
import { Sure } from '#web/parts/sure.tsx'
import { TextLine } from '#web/parts/text-line.tsx'
import { objectsOf } from '#kernel/view/view.ts'
import { language, say } from '#web/words.ts'
import { freeName, marks } from '../draft.ts'
import { firstReport } from '../first-views.ts'
import { nameFor } from '../pinyin-name.ts'
import { ThingsRoom, ThingTitle } from '../things-room.tsx'
import type { RoomProps } from '../room.ts'
import type { Draft } from '../use-draft.ts'
import { boardsWithReport } from '../boards/stands-on.ts'
import { useLift } from '../boards/use-lift.ts'
import { ReportForm } from './report-form.tsx'
import { words } from './words.ts'

export default function ReportsRoom({ draft, title }: RoomProps) {
  const meta = useMeta()
  const search = useSearch({ strict: false }) as { report?: string }
  const navigate = useNavigate()
  const reports: [string, Report][] = Object.entries(living(draft.shown.reports))
  const found = reports.find(([name]) => name === search.report) ?? reports[0]
  const go = (report: string) =>
    void navigate({ to: '/studio/$room', params: { room: 'reports' }, search: { report } })
  const marked = marks(draft.published, draft.patch, ['reports'])
  useLift(draft, 'report', go)
  const labelOf = (object: string) =>
    say(draft.shown.objects[object]?.label ?? { zh: object, en: object })
  const order = [
    ...new Set(Object.values(draft.shown.areas).flatMap(objectsOf)),
    ...Object.keys(draft.shown.objects),
  ]
  const groups = [...new Set(reports.map(([, one]) => one.object))]
    .sort((a, b) => order.indexOf(a) - order.indexOf(b))
    .map((object) => ({
      label: labelOf(object),
      things: reports
        .filter(([, one]) => one.object === object)
        .map(([name, one]) => ({
          name,
          label: say(one.label),
          icon: 'line_chart',
          mark: marked.get(name),
        })),
    }))
  return (
    <ThingsRoom
      label={title}
      make={say(words.new_report)}
      none={say(words.begin)}
      chosen={found?.[0] ?? null}
      onChoose={go}
      groups={groups}
      form={(onMade, onClose) => (
        <NewReport
          draft={draft}
          objects={order.filter((one) => may(meta.objects[one], 'read'))}
          onMade={onMade}
          onClose={onClose}
        />
      )}
    >
      {found && (
        <Opened
          key={found[0]}
          draft={draft}
          name={found[0]}
          report={found[1]}
          onGone={() => go('')}
        />
      )}
    </ThingsRoom>
  )
}

function Opened({
  draft,
  name,
  report,
  onGone,
}: {
  draft: Draft
  name: string
  report: Report
  onGone: () => void
}) {
  const object = useMeta().objects[report.object]
  const boards = boardsWithReport(draft.shown, name)
  return (
    <>
      <ThingTitle label={say(report.label)} name={name}>
        {draft.published.reports[name] && (
          <Link to="/r/$name" params={{ name }} className="small">
            {say(words.open)}
          </Link>
        )}
        <Sure
          asks={
            boards.length
              ? say(words.used, { boards: boards.map((one) => say(one.label)).join('、') })
              : `${say(words.retire)}?`
          }
          yes={say(words.retire)}
          onYes={() => {
            draft.put([['reports', name], null])
            onGone()
          }}
        >
          <Button type="text" size="small" danger>
            {say(words.retire)}
          </Button>
        </Sure>
      </ThingTitle>
      <div className="studio-part">
        <div className="report-names">
          <WordsField
            label={say(words.name)}
            value={report.label}
            onChange={(label) => draft.put([['reports', name, 'label'], label])}
          />
          <TextLine
            label={say(words.help)}
            value={report.help?.[language()] ?? ''}
            onChange={(text) => {
              // Said in one language it serves both, until the other one gets its own.
              const { zh = '', en = '' } = report.help ?? {}
              const own = zh === en ? { zh: text, en: text } : { zh, en, [language()]: text }
              draft.put([['reports', name, 'help'], own.zh || own.en ? own : undefined])
            }}
          />
        </div>
        {object && (
          <ReportForm
            report={report}
            object={object}
            onChange={(next) => draft.put([['reports', name], next])}
          />
        )}
      </div>
    </>
  )
}

function NewReport({
  draft,
  objects,
  onMade,
  onClose,
}: {
  draft: Draft
  objects: readonly string[]
  onMade: (name: string) => void
  onClose: () => void
}) {
  const [label, setLabel] = useState({ zh: '', en: '' })
  const [object, setObject] = useState(objects[0] ?? '')
  const save = () => {
    const name = freeName(nameFor(label.en) || nameFor(label.zh), draft.shown.reports, 'report')
    draft.put([['reports', name], firstReport(bothWords(label), object)])
    onMade(name)
  }
  return (
    <SideForm
      title={say(words.new_report)}
      onClose={onClose}
      onSave={save}
      saveLabel={say({ zh: '加入草稿', en: 'Add to the draft' })}
      disabled={!(label.zh.trim() || label.en.trim()) || !object}
    >
      {() => (
        <>
          <WordsField label={say(words.name)} value={label} onChange={setLabel} autoFocus />
          <FormField label={say(words.object)} help={say(words.object_help)}>
            {(ids) => (
              <Select
                id={ids.id}
                value={object}
                style={{ width: '100%' }}
                showSearch={byLabel}
                options={objects.map((value) => ({
                  value,
                  label: say(draft.shown.objects[value]?.label ?? { zh: value, en: value }),
                }))}
                onChange={setObject}
              />
            )}
          </FormField>
        </>
      )}
    </SideForm>
  )
}
