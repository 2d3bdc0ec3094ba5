// How is a form for everybody made? Its words, questions and rules at the left, what a visitor sees of it at the right.
import { useMemo, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { App, Button, Input } from 'antd'
import type { MetaObject } from '#kernel/api/meta.ts'
import type { Row } from '#kernel/object.ts'
import { keys } from '#web/asks.ts'
import { call } from '#web/call.ts'
import { partsOf } from '#web/fields/registry.ts'
import { FormPreview } from '#web/lead-forms/form-preview.tsx'
import { shownForm } from '#web/lead-forms/form-values.ts'
import { QuestionRows } from '#web/lead-forms/question-rows.tsx'
import { ShareForm } from '#web/lead-forms/share-form.tsx'
import { StageTag } from '#web/lead-forms/stage-tag.tsx'
import { type Design, useDesign } from '#web/lead-forms/use-design.ts'
import { words } from '#web/lead-forms/words.ts'
import { may, useMeta } from '#web/meta.ts'
import { FormField } from '#web/parts/form-field.tsx'
import { PageHead } from '#web/parts/page-head.tsx'
import { PageMissing } from '#web/parts/page-missing.tsx'
import { Segments } from '#web/parts/segments.tsx'
import { Waiting } from '#web/parts/waiting.tsx'
import { useWidth } from '#web/parts/width.ts'
import { say, t } from '#web/words.ts'
import '#web/lead-forms/lead-forms.css'

export default function DesignForm() {
  const { id = '' } = useParams({ strict: false })
  const meta = useMeta()
  const object = meta.objects.lead_form
  const lead = meta.objects.lead
  const form = useQuery({
    queryKey: keys.one('lead_form', id, 'design'),
    queryFn: () => call.get('lead_form', id),
    enabled: Boolean(object && lead),
  })
  if (!object || !lead) return <PageMissing />
  if (form.data) return <Opened key={id} object={object} lead={lead} row={form.data} />
  return form.error ? <PageMissing /> : <Waiting />
}

type Part = 'edit' | 'preview' | 'share'

function Opened({ object, lead, row }: { object: MetaObject; lead: MetaObject; row: Row }) {
  const meta = useMeta()
  const design = useDesign(object, row)
  const width = useWidth()
  const small = width === 'phone' || width === 'narrow'
  const [part, setPart] = useState<Part>('edit')
  const { now } = design
  const form = useMemo(() => shownForm(meta, now), [meta, now])
  const mayEdit = may(object, 'change')
  const stage = String(row.stage)
  return (
    <>
      <PageHead
        title={
          <span className="crumbs">
            <Link to="/desk/forms">{say(words.title)}</Link>
            <span className="ink-3" aria-hidden="true">
              /
            </span>
            <h1 className="ellipsis">{String(now.name ?? '')}</h1>
          </span>
        }
        tab={String(now.name ?? '')}
        extra={<StageTag stage={stage} />}
        actions={
          <>
            {!small && (
              <Link
                to="/o/$object/$id"
                params={{ object: object.name, id: row.id }}
                className="plain-link"
              >
                <Button tabIndex={-1}>{say(words.history)}</Button>
              </Link>
            )}
            {mayEdit && <Acts design={design} stage={stage} />}
          </>
        }
      />
      <div className="lf">
        {small && (
          <Segments
            label={say(words.part)}
            value={part}
            options={(['edit', 'preview', 'share'] as const).map((value) => ({
              value,
              label: say(words[value]),
            }))}
            onChange={setPart}
          />
        )}
        {(!small || part === 'edit') && (
          <Editor object={object} lead={lead} design={design} mayEdit={mayEdit} />
        )}
        {(!small || part !== 'edit') && (
          <div className="lf-side">
            {(!small || part === 'preview') && <FormPreview form={form} />}
            {(!small || part === 'share') && (
              <ShareForm
                address={String(row.address)}
                title={say(form.title)}
                stage={stage}
                sites={typeof row.embed_on === 'string' ? row.embed_on : null}
              />
            )}
          </div>
        )}
      </div>
    </>
  )
}

/** Saving, and what becomes of the form: one primary button, for what comes next. */
function Acts({ design, stage }: { design: Design; stage: string }) {
  const { modal } = App.useApp()
  const { busy, changed, save } = design
  const close = () =>
    void modal.confirm({
      title: say(words.close),
      content: say(words.close_sure),
      okText: say(words.close),
      cancelText: t('cancel'),
      onOk: () => save('closed'),
    })
  const saves = (
    <Button
      key="save"
      type={stage === 'open' ? 'primary' : 'default'}
      loading={busy}
      disabled={!changed}
      onClick={() => void save()}
    >
      {t('save')}
    </Button>
  )
  if (stage === 'open')
    return (
      <>
        <Button disabled={busy} onClick={close}>
          {say(words.close)}
        </Button>
        {saves}
      </>
    )
  return (
    <>
      {saves}
      <Button type="primary" disabled={busy} onClick={() => void save('open')}>
        {say(stage === 'closed' ? words.reopen : changed ? words.open_now : words.open)}
      </Button>
    </>
  )
}

interface EditorProps {
  object: MetaObject
  lead: MetaObject
  design: Design
  mayEdit: boolean
}

function Editor({ object, lead, design, mayEdit }: EditorProps) {
  const { now, put, problems, trouble, left, drop } = design
  const parts = { object, design, mayEdit }
  return (
    <div className="lf-edit">
      {left && (
        <p className="form-note" role="status">
          {say(words.unsaved)}{' '}
          <Button type="link" size="small" onClick={drop}>
            {say(words.drop)}
          </Button>
        </p>
      )}
      {trouble && (
        <p className="form-note bad" role="alert">
          {trouble}
        </p>
      )}
      <section>
        <h2>{say(words.texts)}</h2>
        <Fields {...parts} names={['name']} />
        <TwoTongues {...parts} name="title" label={say(words.heading)} required />
        <TwoTongues {...parts} name="intro" label={say(words.intro)} rows={3} />
      </section>
      <section>
        <h2>{say(words.questions)}</h2>
        <p className="small ink-3">{say(words.questions_help)}</p>
        <QuestionRows
          lead={lead}
          questions={now.questions}
          problems={problems}
          disabled={!mayEdit}
          onChange={(questions) => put({ questions })}
        />
      </section>
      <section>
        <h2>{say(words.goes_to)}</h2>
        <Fields {...parts} names={['source', 'campaign', 'receiver']} />
      </section>
      <section>
        <h2>{say(words.agree)}</h2>
        <p className="small ink-3">
          {say(words.agree_help)}
          {mayEdit && !now.consent_zh && !now.consent_en && (
            <>
              {' '}
              <Button
                type="link"
                size="small"
                onClick={() =>
                  put({ consent_zh: words.agree_sample.zh, consent_en: words.agree_sample.en })
                }
              >
                {say(words.use_sample)}
              </Button>
            </>
          )}
        </p>
        <TwoTongues {...parts} name="consent" label={say(words.agree)} rows={2} />
        <Fields {...parts} names={['privacy_url']} />
      </section>
      <section>
        <h2>{say(words.after)}</h2>
        <TwoTongues {...parts} name="thanks" label={say(words.thanks)} rows={2} />
      </section>
      <section>
        <h2>{say(words.when_where)}</h2>
        <Fields {...parts} names={['open_from', 'open_until', 'address', 'embed_on']} />
      </section>
    </div>
  )
}

type PartProps = Omit<EditorProps, 'lead'>

/** Fields of the form as a record has them, by the parts of their kinds. */
function Fields({ object, design, mayEdit, names }: PartProps & { names: readonly string[] }) {
  const { now, put, problems } = design
  return (
    <div className="form-grid">
      {names.map((name) => {
        const field = object.fields[name]
        if (!field) return null
        const { Input: Part, wide } = partsOf(field)
        return (
          <FormField
            key={name}
            label={say(field.label)}
            required={field.required ?? false}
            help={field.help && say(field.help)}
            problem={problems[name]}
            wide={wide ?? false}
          >
            {(ids) => (
              <Part
                field={field}
                name={name}
                object={object.name}
                row={now}
                value={now[name]}
                onChange={(value) => put({ [name]: value })}
                disabled={!mayEdit}
                {...ids}
              />
            )}
          </FormField>
        )
      })}
    </div>
  )
}

/** The same text in Chinese and in English, side by side. */
function TwoTongues({
  object,
  design,
  mayEdit,
  name,
  label,
  rows = 1,
  required = false,
}: PartProps & { name: string; label: string; rows?: number; required?: boolean }) {
  const { now, put, problems } = design
  return (
    <div className="form-grid in-2 lf-two">
      {(['zh', 'en'] as const).map((language) => {
        const key = `${name}_${language}`
        const field = object.fields[key]
        const props = {
          value: String(now[key] ?? ''),
          maxLength: field && 'max' in field ? (field.max as number) : 2000,
          disabled: !mayEdit,
          placeholder: language === 'en' && now[`${name}_zh`] ? say(words.en_as_zh) : '',
          onChange: (event: { target: { value: string } }) =>
            put({ [key]: event.target.value || null }),
        }
        return (
          <FormField
            key={key}
            label={`${label} · ${language === 'zh' ? '中文' : 'English'}`}
            required={required && language === 'zh'}
            problem={problems[key]}
          >
            {(ids) =>
              rows > 1 ? (
                <Input.TextArea
                  id={ids.id}
                  aria-describedby={ids.describedBy}
                  status={ids.invalid ? 'error' : ''}
                  autoSize={{ minRows: rows, maxRows: 8 }}
                  {...props}
                />
              ) : (
                <Input
                  id={ids.id}
                  aria-describedby={ids.describedBy}
                  status={ids.invalid ? 'error' : ''}
                  autoComplete="off"
                  {...props}
                />
              )
            }
          </FormField>
        )
      })}
    </div>
  )
}
