// How is a printed document designed? On its paper, filled with a real record, before anybody gets it.
import { Fragment, useCallback, useRef, useState } from 'react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { App, Button, Popconfirm, Select } from 'antd'
import {
  ArrowDownOutlined,
  ArrowUpOutlined,
  CopyOutlined,
  DeleteOutlined,
  HistoryOutlined,
  PlusOutlined,
} from '@ant-design/icons'
import type { AppObject } from '#kernel/app.ts'
import {
  type BlockKind,
  type DocumentTemplate,
  papers,
  type TemplateBlock,
} from '#kernel/view/document.ts'
import { admin } from '#web/admin/admin-calls.ts'
import { WordsField } from '#web/admin/words-field.tsx'
import { call, CallError } from '#web/call.ts'
import { upload } from '#web/fields/file.tsx'
import { FormField } from '#web/parts/form-field.tsx'
import { Icon } from '#web/parts/icon.tsx'
import { PageHead } from '#web/parts/page-head.tsx'
import { Segments } from '#web/parts/segments.tsx'
import { Waiting } from '#web/parts/waiting.tsx'
import { language, say, t } from '#web/words.ts'
import { freeName, marks } from '../draft.ts'
import { withPart } from '../part.ts'
import type { RoomProps } from '../room.ts'
import type { Draft } from '../use-draft.ts'
import { BlockForm, MaybeFormula, rowFields } from './block-form.tsx'
import { NewTemplate } from './new-template.tsx'
import { PaperView } from './paper-view.tsx'
import { TemplateVersions } from './template-versions.tsx'
import { TemplateText } from './template-text.tsx'
import { WordView } from './word-view.tsx'
import { words } from './words.ts'
import './documents.css'

const kinds: readonly BlockKind[] = [
  'facts',
  'table',
  'totals',
  'prose',
  'signatures',
  'qr',
  'page_break',
]
const blank = { zh: '', en: '' }

/** A block as it begins. */
function freshBlock(kind: BlockKind, rows: string, title: string): TemplateBlock {
  switch (kind) {
    case 'facts':
      return { kind, left: [], right: [] }
    case 'table':
      return {
        kind,
        of: rows,
        columns: [{ label: { zh: '#', en: '#' }, value: { zh: '{#}', en: '{#}' } }],
      }
    case 'totals':
      return { kind, rows: [] }
    case 'prose':
      return { kind, text: { zh: '在这里写文字', en: 'Write here' } }
    case 'signatures':
      return {
        kind,
        parties: [{ role: { zh: '签收人', en: 'Received by' }, name: blank }],
        blanks: [
          { zh: '签字', en: 'Signature' },
          { zh: '日期', en: 'Date' },
        ],
      }
    case 'qr':
      return { kind, text: { zh: `{${title}}`, en: `{${title}}` } }
    case 'page_break':
      return { kind }
  }
}

export default function DocumentsRoom({ draft, title }: RoomProps) {
  const search = useSearch({ strict: false }) as { document?: string; record?: string }
  const navigate = useNavigate()
  const model = draft.shown
  const all = Object.entries(model.documents)
  const name = search.document && model.documents[search.document] ? search.document : all[0]?.[0]
  const [making, setMaking] = useState(false)
  const go = (document: string) =>
    void navigate({ to: '/studio/$room', params: { room: 'documents' }, search: { document } })
  const marked = marks(draft.published, draft.patch, ['documents'])
  const groups = Map.groupBy(all, ([, one]) => one.object)
  const put = (key: string, template: DocumentTemplate | null) =>
    draft.put([['documents', key], template])
  return (
    <>
      <PageHead
        title={title}
        actions={
          <Button icon={<PlusOutlined />} onClick={() => setMaking(true)}>
            {say(words.new)}
          </Button>
        }
      />
      {name === undefined ? (
        <p className="page-note">{say(words.none)}</p>
      ) : (
        <div className="doc-room">
          <nav className="studio-objects" aria-label={say(words.templates)}>
            {[...groups].map(([object, list]) => (
              <Fragment key={object}>
                <h4>{say(model.objects[object]?.label ?? { zh: object, en: object })}</h4>
                {list.map(([key, one]) => (
                  <button
                    key={key}
                    type="button"
                    className="object"
                    aria-current={key === name}
                    onClick={() => go(key)}
                  >
                    <Icon name="file_text" />
                    <span className="ellipsis">{say(one.label)}</span>
                    {marked.has(key) && <span className="tag warn">{say(words.changed)}</span>}
                  </button>
                ))}
              </Fragment>
            ))}
          </nav>
          <Designer
            key={name}
            draft={draft}
            template={model.documents[name]!}
            name={name}
            others={all.map(([key, one]) => ({ value: key, label: say(one.label) }))}
            onOther={go}
            onChange={(template) => put(name, template)}
            onCopy={() => {
              const key = freeName(`${name}_2`, model.documents, 'document')
              const { label } = model.documents[name]!
              put(key, {
                ...model.documents[name]!,
                label: { zh: `${label.zh} 2`, en: `${label.en} 2` },
              })
              go(key)
            }}
            onRetire={() => put(name, null)}
          />
        </div>
      )}
      {making && (
        <NewTemplate
          model={model}
          onClose={() => setMaking(false)}
          onMake={(key, template) => {
            put(key, template)
            setMaking(false)
            go(key)
          }}
        />
      )}
    </>
  )
}

interface DesignerProps {
  draft: Draft
  name: string
  template: DocumentTemplate
  others: { value: string; label: string }[]
  onOther: (name: string) => void
  onChange: (template: DocumentTemplate) => void
  onCopy: () => void
  onRetire: () => void
}

function Designer(props: DesignerProps) {
  const { draft, name, template, others, onOther, onChange, onCopy, onRetire } = props
  const model = draft.shown
  const object = model.objects[template.object] as AppObject
  const [chosen, setChosen] = useState<number | null>(null)
  const [of, setOf] = useState<'zh' | 'en'>(language())
  const [picked, setPicked] = useState<string | null>(null)
  const records = useQuery({
    queryKey: ['records', template.object, 'documents'],
    queryFn: () => call.list(template.object, { limit: 50 }),
  })
  const id = picked ?? records.data?.data[0]?.id
  const wish = { changes: draft.patch, template: name, id: id ?? '', language: of }
  const print = useQuery({
    queryKey: ['model', 'print', draft.published.version, JSON.stringify(wish)],
    queryFn: ({ signal }) => admin.print(wish, signal),
    enabled: id !== undefined && template.word === undefined,
    placeholderData: keepPreviousData,
    retry: false,
  })
  const blocks = template.blocks
  const block = chosen === null || template.word !== undefined ? undefined : blocks[chosen]
  const setBlocks = (next: readonly TemplateBlock[]) => onChange({ ...template, blocks: next })
  const move = useCallback(
    (from: number, to: number) => {
      if (from === to) return
      const next = [...template.blocks]
      next.splice(to, 0, ...next.splice(from, 1))
      onChange({ ...template, blocks: next })
      setChosen(to)
    },
    [template, onChange],
  )
  const { message } = App.useApp()
  const [history, setHistory] = useState(false)
  const openPdf = async () => {
    try {
      const { blob } = await admin.printPdf(wish)
      const url = URL.createObjectURL(blob)
      open(url, '_blank', 'noopener')
      setTimeout(() => URL.revokeObjectURL(url), 60_000)
    } catch (error) {
      void message.error(error instanceof Error ? error.message : String(error))
    }
  }
  const refused = print.error instanceof CallError ? print.error : null
  const rows = rowFields(model, template.object)
  return (
    <>
      <div className="doc-desk">
        <div className="doc-tools">
          <Select
            className="doc-pick"
            value={name}
            options={others}
            aria-label={say(words.templates)}
            onChange={onOther}
          />
          <Select
            value={id ?? null}
            aria-label={say(words.sample)}
            loading={records.isPending}
            showSearch={{ optionFilterProp: 'label' }}
            options={(records.data?.data ?? []).map((row) => ({
              value: row.id,
              label: [row.number, row[object.title]]
                .filter((one, i, list) => one && list.indexOf(one) === i)
                .join(' '),
            }))}
            onChange={(next: string) => setPicked(next)}
          />
          <Segments
            label={t('language')}
            value={of}
            options={[
              { value: 'zh', label: '中文' },
              { value: 'en', label: 'English' },
            ]}
            onChange={setOf}
          />
          <Button disabled={!id} onClick={() => void openPdf()}>
            {say(words.open_pdf)}
          </Button>
        </div>
        {records.error ? (
          <div className="page-note" role="alert">
            <p className="bad">{records.error.message}</p>
            <Button size="small" onClick={() => void records.refetch()}>
              {t('again')}
            </Button>
          </div>
        ) : records.data && !id ? (
          <p className="page-note">{say(words.no_record, { object: say(object.label) })}</p>
        ) : template.word !== undefined && id ? (
          <WordView wish={wish} version={draft.published.version} />
        ) : refused && refused.status === 404 ? (
          <p className="page-note">{say(words.not_for)}</p>
        ) : print.data ? (
          <PaperView
            model={print.data}
            template={blocks}
            chosen={chosen}
            onChoose={setChosen}
            onMove={move}
          />
        ) : print.isPending ? (
          <Waiting rows={8} />
        ) : (
          <div className="page-note" role="alert">
            <p className="bad">{refused?.errors?.[0]?.detail ?? print.error?.message}</p>
            <Button size="small" onClick={() => void print.refetch()}>
              {t('again')}
            </Button>
          </div>
        )}
      </div>
      <aside className="doc-side" aria-label={block ? say(words[block.kind]) : say(words.page)}>
        <h3>
          {block ? say(words[block.kind]) : say(words.page)}
          <span className="grow" />
          {block && chosen !== null ? (
            <>
              <Button
                type="text"
                size="small"
                icon={<ArrowUpOutlined />}
                aria-label={say(words.up)}
                disabled={chosen === 0}
                onClick={() => move(chosen, chosen - 1)}
              />
              <Button
                type="text"
                size="small"
                icon={<ArrowDownOutlined />}
                aria-label={say(words.down)}
                disabled={chosen === blocks.length - 1}
                onClick={() => move(chosen, chosen + 1)}
              />
              <Button
                type="text"
                size="small"
                danger
                icon={<DeleteOutlined />}
                aria-label={say(words.remove)}
                onClick={() => {
                  setBlocks(blocks.filter((_, i) => i !== chosen))
                  setChosen(null)
                }}
              />
            </>
          ) : (
            <>
              <Button
                type="text"
                size="small"
                icon={<HistoryOutlined />}
                onClick={() => setHistory(true)}
              >
                {say(words.versions)}
              </Button>
              <Button type="text" size="small" icon={<CopyOutlined />} onClick={onCopy}>
                {say(words.copy)}
              </Button>
              <Popconfirm
                title={say(words.retire_sure)}
                okText={say(words.retire)}
                cancelText={t('cancel')}
                onConfirm={onRetire}
              >
                <Button type="text" size="small" danger>
                  {say(words.retire)}
                </Button>
              </Popconfirm>
            </>
          )}
        </h3>
        {block && chosen !== null ? (
          <BlockForm
            key={chosen}
            model={model}
            object={template.object}
            block={block}
            onChange={(next) => setBlocks(blocks.map((one, i) => (i === chosen ? next : one)))}
          />
        ) : (
          <PageForm draft={draft} template={template} onChange={onChange} />
        )}
        {template.word === undefined && (
          <>
            <h4>{say(words.add)}</h4>
            <div className="doc-blocks">
              {kinds
                .filter((kind) => kind !== 'table' || rows.length)
                .map((kind) => (
                  <Button
                    key={kind}
                    size="small"
                    icon={<PlusOutlined />}
                    onClick={() => {
                      const at = chosen === null ? blocks.length : chosen + 1
                      setBlocks([
                        ...blocks.slice(0, at),
                        freshBlock(
                          kind,
                          rows[0]?.value ?? '',
                          model.objects[template.object]?.title ?? 'id',
                        ),
                        ...blocks.slice(at),
                      ])
                      setChosen(at)
                    }}
                  >
                    {say(words[kind])}
                  </Button>
                ))}
            </div>
            {!block && <p className="small ink-3">{say(words.choose_block)}</p>}
          </>
        )}
      </aside>
      {history && (
        <TemplateVersions
          name={name}
          label={say(template.label)}
          onClose={() => setHistory(false)}
          onTake={(taken) => {
            onChange(taken)
            setHistory(false)
          }}
        />
      )}
    </>
  )
}

interface PageFormProps {
  draft: Draft
  template: DocumentTemplate
  onChange: (template: DocumentTemplate) => void
}

/** What is true of the whole document: its name, title, number and paper, and which records have it. */
function PageForm({ draft, template, onChange }: PageFormProps) {
  const model = draft.shown
  const text = (key: 'title' | 'number' | 'subtitle') => (
    <TemplateText
      label={say(words[key])}
      model={model}
      object={template.object}
      value={template[key]}
      onChange={(value) => onChange({ ...template, [key]: value })}
    />
  )
  const [problem, setProblem] = useState<string | null>(null)
  const file = useRef<HTMLInputElement>(null)
  const take = async (given: File | undefined) => {
    if (!given) return
    setProblem(null)
    try {
      const { id } = await upload(given, given.name)
      onChange({ ...template, word: id })
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error))
    }
  }
  return (
    <>
      <WordsField
        label={say(words.name)}
        value={template.label}
        onChange={(label) => onChange({ ...template, label })}
      />
      {text('title')}
      {text('number')}
      {text('subtitle')}
      {template.word === undefined && (
        <FormField label={say(words.paper)}>
          {({ id }) => (
            <Select
              id={id}
              value={template.paper ?? 'a4'}
              options={papers.map((value) => ({ value, label: say(words[value]) }))}
              onChange={(paper) => onChange({ ...template, paper })}
            />
          )}
        </FormField>
      )}
      <FormField label={say(words.word)} help={say(words.word_help)} problem={problem ?? undefined}>
        {({ id }) => (
          <span className="doc-checks">
            <input
              ref={file}
              type="file"
              accept=".docx"
              hidden
              onChange={(event) => void take(event.target.files?.[0])}
            />
            <Button id={id} size="small" onClick={() => file.current?.click()}>
              {say(template.word ? words.word_other : words.word_upload)}
            </Button>
            {template.word && (
              <>
                <a href={`/api/v1/files/${template.word}`}>{say(words.word_get)}</a>
                <Button
                  type="text"
                  size="small"
                  danger
                  onClick={() => onChange(withPart(template, 'word', undefined))}
                >
                  {say(words.word_drop)}
                </Button>
              </>
            )}
          </span>
        )}
      </FormField>
      <MaybeFormula
        label={say(words.for_if)}
        help={say(words.shown_help)}
        model={model}
        object={template.object}
        value={template.if}
        onChange={(formula) => onChange(withPart(template, 'if', formula))}
      />
    </>
  )
}
