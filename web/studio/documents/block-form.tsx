// What does one block of a document say? Its facts, rows, columns or text, with fields put in from a tree.
import { Button, Checkbox, Select } from 'antd'
import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import type { ReactNode } from 'react'
import type { Words } from '#kernel/error.ts'
import { rowsAt } from '#kernel/view/check-document.ts'
import type {
  TemplateBlock,
  TemplateColumn,
  TemplateFact,
  TemplateTotal,
} from '#kernel/view/document.ts'
import { WordsField } from '#web/admin/words-field.tsx'
import type { WholeModel } from '#web/admin/admin-calls.ts'
import { FormField } from '#web/parts/form-field.tsx'
import { say } from '#web/words.ts'
import { FormulaField } from '../formula-field.tsx'
import { TemplateText } from './template-text.tsx'
import { words } from './words.ts'

export interface BlockFormProps {
  model: WholeModel
  object: string
  block: TemplateBlock
  onChange: (block: TemplateBlock) => void
}

const blank: Words = { zh: '', en: '' }

/** Without a part that is empty again. */
function without<T extends object>(value: T, key: keyof T): T {
  const { [key]: _gone, ...rest } = value
  return rest as T
}

export function BlockForm({ model, object, block, onChange }: BlockFormProps) {
  return (
    <>
      <Inner model={model} object={object} block={block} onChange={onChange} />
      {block.kind !== 'page_break' && (
        <Condition
          label={say(words.shown_if)}
          help={say(words.shown_help)}
          model={model}
          object={object}
          value={block.if}
          onChange={(text) => onChange(text ? { ...block, if: text } : without(block, 'if'))}
        />
      )}
    </>
  )
}

export interface ConditionProps {
  label: string
  help?: string
  model: WholeModel
  object: string
  value: string | undefined
  onChange: (text: string) => void
  gives?: 'boolean' | 'any'
}

/** A formula that may be left out. */
export function Condition(props: ConditionProps) {
  const { label, help, model, object, value, onChange, gives = 'boolean' } = props
  return (
    <FormField label={label} help={help}>
      {({ id }) => (
        <FormulaField
          id={id}
          model={model}
          object={object}
          value={value ?? ''}
          onChange={onChange}
          {...(gives === 'boolean' ? { want: { type: 'boolean' as const } } : {})}
        />
      )}
    </FormField>
  )
}

function Inner({ model, object, block, onChange }: BlockFormProps) {
  switch (block.kind) {
    case 'facts':
      return (
        <>
          {(['left', 'right'] as const).map((side) => (
            <List<TemplateFact>
              key={side}
              title={say(words[side])}
              items={block[side]}
              onChange={(items) => onChange({ ...block, [side]: items })}
              fresh={() => ({ label: { zh: '名目', en: 'Label' }, value: blank })}
              nameOf={(fact) => say(fact.label)}
            >
              {(fact, put) => (
                <>
                  <WordsField
                    label={say(words.label)}
                    value={fact.label}
                    onChange={(label) => put({ ...fact, label })}
                  />
                  <TemplateText
                    label={say(words.value)}
                    model={model}
                    object={object}
                    value={fact.value}
                    onChange={(value) => put({ ...fact, value })}
                  />
                  <Checkbox
                    checked={fact.strong ?? false}
                    onChange={(event) => put({ ...fact, strong: event.target.checked })}
                  >
                    {say(words.strong)}
                  </Checkbox>
                </>
              )}
            </List>
          ))}
        </>
      )
    case 'table':
      return <TableForm model={model} object={object} block={block} onChange={onChange} />
    case 'totals':
      return <TotalsForm model={model} object={object} block={block} onChange={onChange} />
    case 'prose':
      return (
        <>
          <TemplateText
            label={say(words.title)}
            model={model}
            object={object}
            value={block.title}
            onChange={(title) =>
              onChange(title.zh || title.en ? { ...block, title } : without(block, 'title'))
            }
          />
          <TemplateText
            label={say(words.text)}
            model={model}
            object={object}
            value={block.text}
            onChange={(text) => onChange({ ...block, text })}
          />
        </>
      )
    case 'signatures':
      return (
        <>
          <List
            title={say(words.parties)}
            items={block.parties}
            onChange={(parties) => onChange({ ...block, parties })}
            fresh={() => ({ role: { zh: '甲方（盖章）', en: 'Party (seal)' }, name: blank })}
            nameOf={(party) => say(party.role)}
          >
            {(party, put) => (
              <>
                <WordsField
                  label={say(words.role)}
                  value={party.role}
                  onChange={(role) => put({ ...party, role })}
                />
                <TemplateText
                  label={say(words.name)}
                  model={model}
                  object={object}
                  value={party.name}
                  onChange={(name) => put({ ...party, name })}
                />
              </>
            )}
          </List>
          <List<Words>
            title={say(words.blanks)}
            items={block.blanks}
            onChange={(blanks) => onChange({ ...block, blanks })}
            fresh={() => ({ zh: '签字', en: 'Signature' })}
            nameOf={say}
          >
            {(text, put) => <WordsField label={say(words.label)} value={text} onChange={put} />}
          </List>
        </>
      )
    case 'qr':
      return (
        <>
          <TemplateText
            label={say(words.value)}
            model={model}
            object={object}
            value={block.text}
            onChange={(text) => onChange({ ...block, text })}
          />
          <TemplateText
            label={say(words.caption)}
            model={model}
            object={object}
            value={block.caption}
            onChange={(caption) => onChange({ ...block, caption })}
          />
        </>
      )
    case 'page_break':
      return null
  }
}

/** The child fields of an object, and of what it refers to. */
export function rowFields(model: WholeModel, object: string): { value: string; label: string }[] {
  const own = (of: string, before: string, said: string) =>
    Object.entries(model.objects[of]?.fields ?? {}).flatMap(([name, field]) =>
      field.kind === 'lines'
        ? [{ value: before + name, label: [said, say(field.label)].filter(Boolean).join(' · ') }]
        : [],
    )
  return [
    ...own(object, '', ''),
    ...Object.entries(model.objects[object]?.fields ?? {}).flatMap(([name, field]) =>
      field.kind === 'ref' ? own(field.object, `${name}.`, say(field.label)) : [],
    ),
  ]
}

type FormOf<K extends TemplateBlock['kind']> = Omit<BlockFormProps, 'block'> & {
  block: Extract<TemplateBlock, { kind: K }>
}

function TableForm({ model, object, block, onChange }: FormOf<'table'>) {
  const rows = rowsAt(model.objects as never, object, block.of)?.object ?? object
  return (
    <>
      <TemplateText
        label={say(words.title)}
        model={model}
        object={object}
        value={block.title}
        onChange={(title) =>
          onChange(title.zh || title.en ? { ...block, title } : without(block, 'title'))
        }
      />
      <FormField label={say(words.rows)}>
        {({ id }) => (
          <Select
            id={id}
            value={block.of}
            options={rowFields(model, object)}
            onChange={(of: string) => onChange({ ...block, of })}
          />
        )}
      </FormField>
      <Condition
        label={say(words.where)}
        model={model}
        object={rows}
        value={block.where}
        onChange={(text) => onChange(text ? { ...block, where: text } : without(block, 'where'))}
      />
      <List<TemplateColumn>
        title={say(words.columns)}
        items={block.columns}
        onChange={(columns) => onChange({ ...block, columns })}
        fresh={() => ({ label: { zh: '列', en: 'Column' }, value: blank })}
        nameOf={(column) => say(column.label)}
      >
        {(column, put) => (
          <>
            <WordsField
              label={say(words.label)}
              value={column.label}
              onChange={(label) => put({ ...column, label })}
            />
            <TemplateText
              label={say(words.value)}
              model={model}
              object={rows}
              value={column.value}
              onChange={(value) => put({ ...column, value })}
            />
            <TemplateText
              label={say(words.note)}
              model={model}
              object={rows}
              value={column.note}
              onChange={(note) =>
                put(note.zh || note.en ? { ...column, note } : without(column, 'note'))
              }
            />
            <div className="doc-checks">
              <Checkbox
                checked={column.align === 'right'}
                onChange={(event) =>
                  put({ ...column, align: event.target.checked ? 'right' : 'left' })
                }
              >
                {say(words.align_right)}
              </Checkbox>
              <Checkbox
                checked={column.wide ?? false}
                onChange={(event) => put({ ...column, wide: event.target.checked })}
              >
                {say(words.wide)}
              </Checkbox>
              <Checkbox
                checked={column.foot === 'sum'}
                onChange={(event) =>
                  put(event.target.checked ? { ...column, foot: 'sum' } : without(column, 'foot'))
                }
              >
                {say(words.foot)}
              </Checkbox>
            </div>
            <Condition
              label={say(words.shown_if)}
              model={model}
              object={object}
              value={column.if}
              onChange={(text) => put(text ? { ...column, if: text } : without(column, 'if'))}
            />
          </>
        )}
      </List>
    </>
  )
}

function TotalsForm({ model, object, block, onChange }: FormOf<'totals'>) {
  const fields = rowFields(model, object)
  return (
    <>
      <List<TemplateTotal>
        title={say(words.lines)}
        items={block.rows}
        onChange={(rows) => onChange({ ...block, rows })}
        fresh={() => ({ label: { zh: '合计', en: 'Total' }, value: blank })}
        nameOf={(row) => say(row.label)}
      >
        {(row, put) => {
          const rows = row.each
            ? (rowsAt(model.objects as never, object, row.each.of)?.object ?? object)
            : object
          return (
            <>
              <TemplateText
                label={say(words.label)}
                model={model}
                object={rows}
                value={row.label}
                onChange={(label) => put({ ...row, label })}
              />
              {!row.each && (
                <TemplateText
                  label={say(words.value)}
                  model={model}
                  object={object}
                  value={row.value}
                  onChange={(value) => put({ ...row, value })}
                />
              )}
              <div className="doc-checks">
                <Checkbox
                  checked={row.strong ?? false}
                  onChange={(event) => put({ ...row, strong: event.target.checked })}
                >
                  {say(words.strong)}
                </Checkbox>
                {fields.length > 0 && (
                  <Checkbox
                    checked={row.each !== undefined}
                    onChange={(event) =>
                      put(
                        event.target.checked
                          ? { ...row, each: { of: fields[0]!.value, by: 'id', sum: '0' } }
                          : without(row, 'each'),
                      )
                    }
                  >
                    {say(words.each)}
                  </Checkbox>
                )}
              </div>
              {row.each && (
                <>
                  <FormField label={say(words.rows)}>
                    {({ id }) => (
                      <Select
                        id={id}
                        value={row.each!.of}
                        options={fields}
                        onChange={(of: string) => put({ ...row, each: { ...row.each!, of } })}
                      />
                    )}
                  </FormField>
                  <Condition
                    label={say(words.group_by)}
                    model={model}
                    object={rows}
                    gives="any"
                    value={row.each.by}
                    onChange={(by) => put({ ...row, each: { ...row.each!, by } })}
                  />
                  <Condition
                    label={say(words.sum)}
                    model={model}
                    object={rows}
                    gives="any"
                    value={row.each.sum}
                    onChange={(sum) => put({ ...row, each: { ...row.each!, sum } })}
                  />
                </>
              )}
            </>
          )
        }}
      </List>
      <Condition
        label={say(words.capital)}
        model={model}
        object={object}
        gives="any"
        value={block.capital}
        onChange={(text) =>
          onChange(text ? { ...block, capital: text } : without(block, 'capital'))
        }
      />
    </>
  )
}

interface ListProps<T> {
  title: string
  items: readonly T[]
  onChange: (items: T[]) => void
  fresh: () => T
  nameOf: (item: T) => string
  children: (item: T, put: (item: T) => void) => ReactNode
}

/** Parts in their order: each can be opened, moved and taken out. */
function List<T>({ title, items, onChange, fresh, nameOf, children }: ListProps<T>) {
  const swap = (a: number, b: number) => {
    const next = [...items]
    ;[next[a], next[b]] = [next[b]!, next[a]!]
    onChange(next)
  }
  return (
    <>
      <h4>{title}</h4>
      {items.map((item, at) => (
        <details key={at} className="doc-part">
          <summary className="doc-part-head">
            <span className="ellipsis">{nameOf(item) || '—'}</span>
            <Button
              type="text"
              size="small"
              icon={<ArrowUpOutlined />}
              aria-label={say(words.up)}
              disabled={at === 0}
              onClick={() => swap(at, at - 1)}
            />
            <Button
              type="text"
              size="small"
              icon={<ArrowDownOutlined />}
              aria-label={say(words.down)}
              disabled={at === items.length - 1}
              onClick={() => swap(at, at + 1)}
            />
            <Button
              type="text"
              size="small"
              icon={<DeleteOutlined />}
              aria-label={say(words.remove)}
              onClick={() => onChange(items.filter((_, i) => i !== at))}
            />
          </summary>
          {children(item, (next) => onChange(items.map((one, i) => (i === at ? next : one))))}
        </details>
      ))}
      <Button
        size="small"
        type="dashed"
        icon={<PlusOutlined />}
        onClick={() => onChange([...items, fresh()])}
      >
        {say(words.more)}
      </Button>
    </>
  )
}
