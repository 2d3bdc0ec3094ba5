// How is a draft quote written? Its lines as a spreadsheet, totals, margin and rule live beside them, the PDF at the side.
import { useEffect, useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { Button } from 'antd'
import { RollbackOutlined } from '@ant-design/icons'
import type { MetaObject } from '#kernel/api/meta.ts'
import type { RecordPage } from '#kernel/api/record-page.ts'
import { may, titleOf, useMeta } from '#web/meta.ts'
import { local } from '#web/format.ts'
import { ApprovalState } from '#web/approval/approval-state.tsx'
import { PageHead } from '#web/parts/page-head.tsx'
import { Segments } from '#web/parts/segments.tsx'
import { useWidth } from '#web/parts/width.ts'
import { useTitles } from '#web/fields/ref-select.tsx'
import { Fact } from '#web/record/fact.tsx'
import { isEditable } from '#web/record/sections.ts'
import type { Editing } from '#web/record/use-edit.ts'
import type { Loaded } from '#web/record/use-record.ts'
import { say } from '#web/words.ts'
import { flowsOf, verdictOf } from './approval-rule.ts'
import { untaxedOf } from './columns.ts'
import { calculated } from './calculated.ts'
import { sentOf } from './draft-line.ts'
import type { Head } from './draft-line.ts'
import { LineGrid } from './line-grid.tsx'
import { LinesConflict } from './lines-conflict.tsx'
import { PdfPane } from './pdf-pane.tsx'
import { useIsListed, useProducts } from './products.ts'
import { Rules } from './rules.tsx'
import { Margin, Plan, Totals } from './sums.tsx'
import { useLines } from './use-lines.ts'
import type { Lines } from './use-lines.ts'
import { words } from './words.ts'
import './quote.css'

interface QuoteEditorProps {
  object: MetaObject
  loaded: Loaded
  page: RecordPage | undefined
  editing: Editing
  crumbs: ReactNode
  /** The page's buttons; on a phone those in reach of the thumb come apart. */
  bar: ReactNode
  buttons: ReactNode
  timeline: ReactNode
  /** Is told how to write what is not written yet, before an action runs. */
  onFlush: (flush: () => Promise<boolean>) => void
}

const headFields = [
  'account',
  'contact',
  'valid_until',
  'priced_on',
  'currency',
  'tax_inclusive',
] as const

export default function QuoteEditor({
  object,
  loaded,
  page,
  editing,
  crumbs,
  bar,
  buttons,
  timeline,
  onFlush,
}: QuoteEditorProps) {
  const meta = useMeta()
  const { row } = loaded
  const width = useWidth()
  const [ids, setIds] = useState<readonly string[]>([])
  const [listIds, setListIds] = useState<readonly string[]>([])
  const lists = useTitles('price_list', listIds)
  const listed = useIsListed(meta, row.currency)
  const head = useMemo<Head>(
    () => ({
      currency: typeof row.currency === 'string' ? row.currency : meta.company.currency,
      tax_inclusive: row.tax_inclusive === true,
      untaxed: untaxedOf(meta),
      lists,
      listed,
    }),
    [row.currency, row.tax_inclusive, meta, lists, listed],
  )
  const [theirIds, setTheirIds] = useState<readonly string[]>([])
  const products = useProducts(meta, [...ids, ...theirIds])
  const lines = useLines(object, loaded, (all) => calculated(all, products, head).wrong)
  useEffect(() => {
    setIds(lines.lines.flatMap((line) => line.product ?? []))
    const named = [...new Set(lines.lines.flatMap((line) => line.price_list ?? []))].sort()
    setListIds((before) => (before.join() === named.join() ? before : named))
  }, [lines.lines])
  useEffect(() => onFlush(lines.flush), [onFlush, lines.flush])
  const result = calculated(lines.lines, products, head)
  const document = {
    ...row,
    ...result.totals,
    lines: lines.lines.map((line) => ({ ...sentOf(line), below_floor: line.below_floor })),
  }
  const verdicts = flowsOf(meta, 'quote').map((flow) => verdictOf(meta, 'quote', flow, document))
  const marked = new Set(verdicts.flatMap((verdict) => verdict.lines))
  const lower = (places: readonly number[], limit: string) =>
    lines.change((now) =>
      now.map((line, place) =>
        places.includes(place) ? { ...line, discount_percent: limit } : line,
      ),
    )
  const [side, setSide] = useState<'pdf' | 'timeline'>('pdf')
  const readable = may(meta.objects.product, 'read') && Boolean(meta.objects.product?.fields.cost)
  const beside = width === 'wide' || width === 'middle'
  const shown = width === 'phone' ? 'timeline' : side
  return (
    <>
      <PageHead
        title={crumbs}
        tab={typeof row.number === 'string' ? row.number : say(object.label)}
        extra={width === 'phone' ? null : <Saved lines={lines} />}
        actions={
          <>
            <Button
              type="text"
              icon={<RollbackOutlined />}
              disabled={!lines.canUndo}
              title={say(words.undo)}
              aria-label={say(words.undo)}
              onClick={lines.undo}
            />
            {bar}
          </>
        }
      />
      <div className={beside ? 'quote beside' : 'quote'}>
        <div className="quote-main">
          <h1 className="only-read-aloud">{titleOf(object, row)}</h1>
          {buttons && <div className="record-buttons quote-pad">{buttons}</div>}
          {width === 'phone' && (
            <p className="quote-pad">
              <Saved lines={lines} />
            </p>
          )}
          {page?.approval && (
            <div className="quote-pad">
              <ApprovalState card={page.approval} since={page.stage?.since} />
            </div>
          )}
          <dl className="quote-head facts">
            {headFields
              .filter((name) => object.fields[name])
              .map((name) => (
                <Fact
                  key={name}
                  object={object}
                  name={name}
                  row={{ ...row, ...editing.draft }}
                  editing={editing}
                  editable={isEditable(object, page, name)}
                />
              ))}
          </dl>
          {lines.state.kind === 'conflict' && (
            <LinesConflict lines={lines} products={products} onProducts={setTheirIds} />
          )}
          <LineGrid lines={lines} products={products} head={head} result={result} marked={marked} />
          <div className="quote-below">
            <div className="quote-judge">
              <Margin result={result} head={head} readable={readable} />
              <Rules
                lines={lines.lines}
                verdicts={verdicts}
                page={page}
                opportunity={typeof row.opportunity === 'string' ? row.opportunity : null}
                onLower={lower}
              />
            </div>
            <Totals result={result} head={head} />
          </div>
          <Plan gross={result.totals.gross} head={head} />
          {object.fields.terms && (
            <dl className="facts quote-terms">
              <Fact
                object={object}
                name="terms"
                row={{ ...row, ...editing.draft }}
                editing={editing}
                editable={isEditable(object, page, 'terms')}
              />
            </dl>
          )}
        </div>
        <aside className="quote-side">
          {width !== 'phone' && (
            <Segments
              label={say(words.pdf)}
              value={side}
              options={[
                { value: 'pdf', label: say(words.pdf) },
                { value: 'timeline', label: say(words.timeline) },
              ]}
              onChange={setSide}
            />
          )}
          {shown === 'pdf' ? (
            <PdfPane id={row.id} version={row.version} stale={lines.state.kind !== 'saved'} />
          ) : (
            timeline
          )}
        </aside>
      </div>
    </>
  )
}

function Saved({ lines }: { lines: Lines }) {
  const { zone } = useMeta().company
  const { kind, says, at } = lines.state
  if (kind === 'saving') return <span className="ink-3">{say(words.saving)}</span>
  if (kind === 'changed') return <span className="ink-3">{say(words.unsaved)}</span>
  if (kind === 'refused' || kind === 'conflict')
    return (
      <span className="warn" role="alert">
        {says}
      </span>
    )
  return at ? (
    <span className="ink-3">{say(words.saved_at, { at: local(at, zone).slice(11) })}</span>
  ) : null
}
