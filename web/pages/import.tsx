// How do rows of an Excel become records? Drop it, match the columns, see what is wrong, try it, let it run.
import { useEffect, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { App, Button } from 'antd'
import type { MetaObject } from '#kernel/api/meta.ts'
import { readingOf } from '#kernel/import/mapping.ts'
import type { FileReading, Mapping } from '#kernel/import/mapping.ts'
import { CallError, messageOf } from '#web/call.ts'
import { number } from '#kernel/money/written.ts'
import { ColumnTable } from '#web/importing/column-table.tsx'
import { DropFile } from '#web/importing/drop-file.tsx'
import { FirstRows } from '#web/importing/first-rows.tsx'
import { importCalls } from '#web/importing/import-calls.ts'
import { JobView } from '#web/importing/job-view.tsx'
import { fieldOf, notFilled, withAnswer } from '#web/importing/mapping-state.ts'
import { Reading } from '#web/importing/reading.tsx'
import { Recent } from '#web/importing/recent.tsx'
import { Settings } from '#web/importing/settings.tsx'
import { words } from '#web/importing/words.ts'
import { draftOf, keepDraft } from '#web/form/drafts.ts'
import { may, pluralOf, useMeta } from '#web/meta.ts'
import { learnPinyin } from '#web/studio/pinyin-name.ts'
import { PageHead } from '#web/parts/page-head.tsx'
import { PageMissing } from '#web/parts/page-missing.tsx'
import { Waiting } from '#web/parts/waiting.tsx'
import { listed } from '#web/admin/listed.ts'
import { say, t } from '#web/words.ts'
import '#web/admin/admin.css'
import '#web/importing/importing.css'
import '#web/parts/form.css'

export default function Import() {
  const params = useParams({ strict: false }) as { object?: string }
  const object = useMeta().objects[params.object ?? '']
  if (!object) return <PageMissing />
  return (
    <>
      <PageHead
        tab={t('import_of', { object: pluralOf(object) })}
        title={
          <div className="crumbs">
            <Link to="/o/$object" params={{ object: object.name }} className="ink-2">
              {pluralOf(object)}
            </Link>
            <span className="ink-3" aria-hidden="true">
              /
            </span>
            <h1 className="ellipsis">{t('import')}</h1>
          </div>
        }
      />
      {may(object, 'import') ? (
        <Wizard key={object.name} object={object} />
      ) : (
        <p className="page-note">{say(words.not_allowed, { objects: pluralOf(object) })}</p>
      )}
    </>
  )
}

function Wizard({ object }: { object: MetaObject }) {
  const { job, trial } = useSearch({ strict: false }) as { job?: string; trial?: string }
  const navigate = useNavigate()
  useEffect(() => void learnPinyin().catch(() => undefined), [])
  const [file, setFile] = useState<File | null>(null)
  const who = useMeta().who.id
  // A file cannot be kept by the window, but what was said of its columns can.
  const draft = `import.${object.name}`
  const [left, setLeft] = useState(() => draftOf(who, draft) as unknown as Left | null)
  const [mapping, setMapping] = useState<Mapping | null>(null)
  const choose = (next: File) => {
    setFile(next)
    setMapping(left?.file === next.name ? left.mapping : null)
  }
  const answer = (next: Mapping | null) => {
    setMapping(next)
    if (file) keepDraft(who, draft, next && { file: file.name, mapping: next })
  }
  const go = (id?: string, dryRun = false) =>
    void navigate({
      to: '/import/$object',
      params: { object: object.name },
      search: id ? { job: id, ...(dryRun ? { trial: '1' } : {}) } : {},
    })
  const again = () => {
    setFile(null)
    setMapping(null)
    setLeft(null)
    keepDraft(who, draft, null)
    go()
  }
  if (job)
    return (
      <div className="import">
        <JobView
          key={job}
          id={job}
          trial={trial !== undefined}
          next={(_card, result) => (
            <After
              object={object}
              trial={result?.dry_run ?? false}
              again={again}
              {...(file ? { adjust: () => go() } : {})}
              {...(file && mapping && result?.dry_run
                ? {
                    good: result.rows - result.refused,
                    refused: result.refused,
                    run: async () => {
                      go((await importCalls.begin(object.name, file, mapping, false)).job)
                      keepDraft(who, draft, null)
                    },
                  }
                : {})}
            />
          )}
        />
      </div>
    )
  return (
    <div className="import">
      {file ? (
        <Match
          object={object}
          file={file}
          mapping={mapping}
          onMapping={answer}
          onAgain={again}
          onJob={(id, trial) => {
            if (!trial) keepDraft(who, draft, null)
            go(id, trial)
          }}
        />
      ) : (
        <>
          {left && (
            <p className="form-note" role="status">
              {say(words.left, { file: left.file })}
            </p>
          )}
          <DropFile onFile={choose} />
          <Recent object={object.name} />
        </>
      )}
    </div>
  )
}

/** What was said of the columns of a file that was not imported yet. */
interface Left {
  readonly file: string
  readonly mapping: Mapping
}

interface AfterProps {
  object: MetaObject
  trial: boolean
  again: () => void
  adjust?: () => void
  /** How many of the rows would go in, and how many would not. */
  good?: number
  refused?: number
  run?: () => Promise<void>
}

/** What one does when a job is over. */
function After({ object, trial, again, adjust, good = 0, refused = 0, run }: AfterProps) {
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const start = async () => {
    if (!run) return
    setBusy(true)
    try {
      await run()
    } catch (error) {
      void message.error(messageOf(error))
    } finally {
      setBusy(false)
    }
  }
  if (trial)
    return (
      <>
        {run && good > 0 && (
          <Button type="primary" loading={busy} onClick={() => void start()}>
            {say(words.go, { n: number(String(good)) })}
          </Button>
        )}
        {adjust ? (
          <Button onClick={adjust}>{say(words.adjust)}</Button>
        ) : (
          <Button onClick={again}>{say(words.file_gone)}</Button>
        )}
        {run && good > 0 && refused > 0 && (
          <span className="ink-3">{say(words.stay_out, { n: number(String(refused)) })}</span>
        )}
      </>
    )
  return (
    <>
      <Link to="/o/$object" params={{ object: object.name }}>
        {say(words.see, { objects: pluralOf(object) })}
      </Link>
      <Button onClick={again}>{say(words.more)}</Button>
    </>
  )
}

interface MatchProps {
  object: MetaObject
  file: File
  /** null until the server has guessed. */
  mapping: Mapping | null
  onMapping: (mapping: Mapping | null) => void
  onAgain: () => void
  onJob: (id: string, dryRun: boolean) => void
}

function Match({ object, file, mapping, onMapping, onAgain, onJob }: MatchProps) {
  const { message } = App.useApp()
  const [busy, setBusy] = useState<'try' | 'go' | null>(null)
  // Read in another way, the file has other columns: they are guessed anew.
  const [reading, setReading] = useState<FileReading | null>(null)
  const asked = mapping ?? reading
  const preview = useQuery({
    queryKey: ['import', object.name, file.name, file.size, file.lastModified, asked],
    queryFn: async ({ signal }) => {
      if (asked) await new Promise((done) => setTimeout(done, 250))
      return importCalls.preview(object.name, file, asked ?? undefined, signal)
    },
    placeholderData: (before) => before,
    retry: false,
    staleTime: Infinity,
  })
  const { data } = preview
  const now = mapping ?? (data?.mapping as unknown as Mapping | undefined)
  if (!data || !now) {
    if (preview.error)
      return (
        <div className="adm-empty" role="alert">
          <p className="bad">{sentenceOf(preview.error)}</p>
          <Button onClick={onAgain}>{say(words.another)}</Button>
        </div>
      )
    return (
      <>
        <p className="ink-2">{say(words.reading, { file: file.name })}</p>
        <Waiting />
      </>
    )
  }
  const refused = preview.error instanceof CallError ? preview.error : null
  const problems = Object.fromEntries(
    (refused?.errors ?? []).flatMap((one) =>
      one.path.startsWith('columns.')
        ? [[one.path.slice('columns.'.length).replace(/\.field$/, ''), one.detail]]
        : [],
    ),
  )
  const others = (refused?.errors ?? []).filter((one) => !one.path.startsWith('columns.'))
  const mapped = data.columns.filter((one) => fieldOf(now, one.name) !== undefined).length
  const missing = notFilled(now, object.fields).map((name) =>
    say(object.fields[name]?.label ?? { zh: name, en: name }),
  )
  const begin = async (dryRun: boolean) => {
    setBusy(dryRun ? 'try' : 'go')
    try {
      onMapping(now)
      const { job } = await importCalls.begin(object.name, file, now, dryRun)
      onJob(job, dryRun)
    } catch (error) {
      void message.error(sentenceOf(error))
    } finally {
      setBusy(null)
    }
  }
  // Rows that are there already may leave out what new ones need.
  const lacks = missing.length > 0 && now.key === undefined
  const ready = mapped > 0 && !lacks && !preview.error && !preview.isFetching
  return (
    <>
      <p className="adm-row">
        <b>{file.name}</b>
        {data.rows !== null && (
          <span className="ink-2">{say(words.rows, { n: number(String(data.rows)) })}</span>
        )}
        <span className="ink-3">
          {say(words.columns, { n: mapped, all: data.columns.length })}
          {mapping === null && ` · ${say(words.remembered)}`}
        </span>
        <Button type="link" size="small" onClick={onAgain}>
          {say(words.another)}
        </Button>
      </p>
      <Reading
        read={data.read}
        said={mapping ? readingOf(mapping) : (reading ?? readingOf(now))}
        onSaid={(next) => {
          setReading(next)
          onMapping(null)
        }}
      />
      <ColumnTable
        object={object}
        preview={data}
        mapping={now}
        onMapping={onMapping}
        problems={problems}
      />
      <Settings object={object} preview={data} mapping={now} onMapping={onMapping} />
      {missing.length > 0 && (
        <p className={lacks ? 'form-note bad' : 'form-note warn'} role="status">
          {say(words.missing, { fields: listed(missing) })}
        </p>
      )}
      {data.repeats.slice(0, 1).map(({ field, rows }) => (
        <p key={field} className="form-note warn" role="status">
          {say(words.repeats, {
            n: rows,
            field: say(object.fields[field]!.label),
            object: say(object.label),
          })}{' '}
          <Button type="link" size="small" onClick={() => onMapping(withAnswer(now, 'key', field))}>
            {say(words.find_by, { field: say(object.fields[field]!.label) })}
          </Button>
        </p>
      ))}
      {refused && (others.length > 0 || !refused.errors.length) && (
        <p className="form-note bad" role="alert">
          {refused.message} {others.map((one) => one.detail).join(' ')}
        </p>
      )}
      <FirstRows
        object={object}
        preview={data}
        mapping={now}
        stale={preview.isFetching || preview.error !== null}
        lacks={lacks}
      />
      <div className="import-foot">
        <span className="small ink-3">{say(words.try_help)}</span>
        <Button
          loading={busy === 'try'}
          disabled={!ready || busy !== null}
          onClick={() => void begin(true)}
        >
          {say(words.try)}
        </Button>
        <Button
          type="primary"
          loading={busy === 'go'}
          disabled={!ready || busy !== null}
          onClick={() => void begin(false)}
        >
          {say(words.go, { n: data.rows === null ? '' : number(String(data.rows)) })}
        </Button>
      </div>
    </>
  )
}

const sentenceOf = (error: unknown): string =>
  error instanceof CallError && error.errors.length
    ? `${error.message} ${error.errors.map((one) => one.detail).join(' ')}`
    : messageOf(error)
