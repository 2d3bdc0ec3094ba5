// How is one document designed? Its paper on the left, what is chosen on it on the right.
import { useCallback, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { App, Button, Popconfirm, Select } from 'antd'
import { CopyOutlined, HistoryOutlined, PlusOutlined } from '@ant-design/icons'
import type { AppObject } from '#kernel/app.ts'
import type { DocumentTemplate, TemplateBlock } from '#kernel/view/document.ts'
import { admin } from '#web/admin/admin-calls.ts'
import { call, messageOf } from '#web/call.ts'
import { byLabel } from '#web/parts/by-label.ts'
import { Segments } from '#web/parts/segments.tsx'
import { language, say, t } from '#web/words.ts'
import { OrderButtons } from '../order-buttons.tsx'
import type { Draft } from '../use-draft.ts'
import { BlockForm, rowFields } from './block-form.tsx'
import { blockKinds, freshBlock } from './fresh-block.ts'
import { PageForm } from './page-form.tsx'
import { PaperDesk } from './paper-desk.tsx'
import { TemplateVersions } from './template-versions.tsx'
import { words } from './words.ts'

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

export function Designer(props: DesignerProps) {
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
      void message.error(messageOf(error))
    }
  }
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
            showSearch={byLabel}
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
        <PaperDesk
          template={template}
          label={object.label}
          records={records}
          id={id}
          wish={wish}
          version={draft.published.version}
          chosen={chosen}
          onChoose={setChosen}
          onMove={move}
        />
      </div>
      <aside className="doc-side" aria-label={block ? say(words[block.kind]) : say(words.page)}>
        <h2>
          {block ? say(words[block.kind]) : say(words.page)}
          <span className="grow" />
          {block && chosen !== null ? (
            <OrderButtons
              at={chosen}
              last={blocks.length - 1}
              remove={say(words.remove)}
              onMove={(to) => move(chosen, to)}
              onRemove={() => {
                setBlocks(blocks.filter((_, i) => i !== chosen))
                setChosen(null)
              }}
            />
          ) : (
            <PageTools onHistory={() => setHistory(true)} onCopy={onCopy} onRetire={onRetire} />
          )}
        </h2>
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
            <h3>{say(words.add)}</h3>
            <div className="doc-blocks">
              {blockKinds
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
                        freshBlock(model, template.object, kind, rows[0]?.value ?? ''),
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

interface PageToolsProps {
  onHistory: () => void
  onCopy: () => void
  onRetire: () => void
}

function PageTools({ onHistory, onCopy, onRetire }: PageToolsProps) {
  return (
    <>
      <Button type="text" size="small" icon={<HistoryOutlined />} onClick={onHistory}>
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
  )
}
