// What does one block of a document say? Its facts, rows, columns or text, with fields put in from a tree.
import { Checkbox, Select } from 'antd'
import type { Words } from '#kernel/error.ts'
import { rowsAt } from '#kernel/view/check-document.ts'
import type {
  TemplateBlock,
  TemplateColumn,
  TemplateFact,
  TemplateTotal,
} from '#kernel/view/document.ts'
import { templateInLabels } from '#kernel/view/template-words.ts'
import { WordsField } from '#web/admin/words-field.tsx'
import type { WholeModel } from '#web/admin/admin-calls.ts'
import { FormField } from '#web/parts/form-field.tsx'
import { language, say } from '#web/words.ts'
import { FormulaField } from '../formula/formula-field.tsx'
import { saidWords, withPart } from '../part.ts'
import { PartList } from './part-list.tsx'
import { TemplateText } from './template-text.tsx'
import type { TemplateTextProps } from './template-text.tsx'
import { words } from './words.ts'

export interface BlockFormProps {
  model: WholeModel
  object: string
  block: TemplateBlock
  onChange: (block: TemplateBlock) => void
}

type FormOf<K extends TemplateBlock['kind']> = Omit<BlockFormProps, 'block'> & {
  block: Extract<TemplateBlock, { kind: K }>
}

const blank: Words = { zh: '', en: '' }

export function BlockForm({ model, object, block, onChange }: BlockFormProps) {
  return (
    <>
      <Inner model={model} object={object} block={block} onChange={onChange} />
      {block.kind !== 'page_break' && (
        <MaybeFormula
          label={say(words.shown_if)}
          help={say(words.shown_help)}
          model={model}
          object={object}
          value={block.if}
          onChange={(formula) => onChange(withPart(block, 'if', formula))}
        />
      )}
    </>
  )
}

function Inner({ block, ...rest }: BlockFormProps) {
  switch (block.kind) {
    case 'facts':
      return <FactsForm block={block} {...rest} />
    case 'table':
      return <TableForm block={block} {...rest} />
    case 'totals':
      return <TotalsForm block={block} {...rest} />
    case 'prose':
      return <ProseForm block={block} {...rest} />
    case 'signatures':
      return <SignaturesForm block={block} {...rest} />
    case 'qr':
    case 'drawing':
      return <QrForm block={block} {...rest} />
    case 'page_break':
      return null
  }
}

export interface MaybeFormulaProps {
  label: string
  help?: string
  model: WholeModel
  object: string
  value: string | undefined
  /** Undefined where nothing is written. */
  onChange: (formula: string | undefined) => void
  gives?: 'boolean' | 'any'
}

/** A formula that may be left out. */
export function MaybeFormula(props: MaybeFormulaProps) {
  const { label, help, value, onChange, gives = 'boolean', ...place } = props
  return (
    <FormField label={label} help={help}>
      {({ id }) => (
        <FormulaField
          {...place}
          id={id}
          value={value ?? ''}
          onChange={(text) => onChange(text || undefined)}
          {...(gives === 'boolean' ? { want: { type: 'boolean' as const } } : {})}
        />
      )}
    </FormField>
  )
}

type MaybeTextProps = Omit<TemplateTextProps, 'onChange'> & {
  onChange: (value: Words | undefined) => void
}

/** A text that may be left out. */
const MaybeText = ({ onChange, ...rest }: MaybeTextProps) => (
  <TemplateText {...rest} onChange={(text) => onChange(saidWords(text))} />
)

interface FlagProps {
  label: string
  value: boolean
  onChange: (value: boolean) => void
}

const Flag = ({ label, value, onChange }: FlagProps) => (
  <Checkbox checked={value} onChange={(event) => onChange(event.target.checked)}>
    {label}
  </Checkbox>
)

interface RowsFieldProps {
  value: string
  options: { value: string; label: string }[]
  onChange: (rows: string) => void
}

const RowsField = ({ value, options, onChange }: RowsFieldProps) => (
  <FormField label={say(words.rows)}>
    {({ id }) => <Select id={id} value={value} options={options} onChange={onChange} />}
  </FormField>
)

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

/** Whose rows stand under a path. */
const rowObject = (model: WholeModel, object: string, path: string): string =>
  rowsAt(model.objects as never, object, path)?.object ?? object

const FactsForm = ({ model, object, block, onChange }: FormOf<'facts'>) =>
  (['left', 'right'] as const).map((side) => (
    <PartList<TemplateFact>
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
          <Flag
            label={say(words.strong)}
            value={fact.strong ?? false}
            onChange={(strong) => put({ ...fact, strong })}
          />
        </>
      )}
    </PartList>
  ))

function ProseForm({ model, object, block, onChange }: FormOf<'prose'>) {
  const place = { model, object }
  return (
    <>
      <MaybeText
        {...place}
        label={say(words.title)}
        value={block.title}
        onChange={(title) => onChange(withPart(block, 'title', title))}
      />
      <TemplateText
        {...place}
        label={say(words.text)}
        value={block.text}
        onChange={(text) => onChange({ ...block, text })}
      />
    </>
  )
}

const SignaturesForm = ({ model, object, block, onChange }: FormOf<'signatures'>) => (
  <>
    <PartList
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
    </PartList>
    <PartList<Words>
      title={say(words.blanks)}
      items={block.blanks}
      onChange={(blanks) => onChange({ ...block, blanks })}
      fresh={() => ({ zh: '签字', en: 'Signature' })}
      nameOf={say}
    >
      {(text, put) => <WordsField label={say(words.label)} value={text} onChange={put} />}
    </PartList>
  </>
)

function QrForm({ model, object, block, onChange }: FormOf<'qr' | 'drawing'>) {
  const place = { model, object }
  return (
    <>
      <TemplateText
        {...place}
        label={say(words.value)}
        value={block.text}
        onChange={(text) => onChange({ ...block, text })}
      />
      <TemplateText
        {...place}
        label={say(words.caption)}
        value={block.caption}
        onChange={(caption) => onChange({ ...block, caption })}
      />
    </>
  )
}

function TableForm({ model, object, block, onChange }: FormOf<'table'>) {
  const rows = { model, object: rowObject(model, object, block.of) }
  return (
    <>
      <MaybeText
        label={say(words.title)}
        model={model}
        object={object}
        value={block.title}
        onChange={(title) => onChange(withPart(block, 'title', title))}
      />
      <RowsField
        value={block.of}
        options={rowFields(model, object)}
        onChange={(of) => onChange({ ...block, of })}
      />
      <MaybeFormula
        {...rows}
        label={say(words.where)}
        value={block.where}
        onChange={(formula) => onChange(withPart(block, 'where', formula))}
      />
      <MaybeFormula
        {...rows}
        label={say(words.under)}
        value={block.under}
        onChange={(formula) => onChange(withPart(block, 'under', formula))}
      />
      <PartList<TemplateColumn>
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
              {...rows}
              label={say(words.value)}
              value={column.value}
              onChange={(value) => put({ ...column, value })}
            />
            <MaybeText
              {...rows}
              label={say(words.note)}
              value={column.note}
              onChange={(note) => put(withPart(column, 'note', note))}
            />
            <div className="doc-checks">
              <Flag
                label={say(words.align_right)}
                value={column.align === 'right'}
                onChange={(right) => put({ ...column, align: right ? 'right' : 'left' })}
              />
              <Flag
                label={say(words.wide)}
                value={column.wide ?? false}
                onChange={(wide) => put({ ...column, wide })}
              />
              <Flag
                label={say(words.foot)}
                value={column.foot === 'sum'}
                onChange={(foot) => put(withPart(column, 'foot', foot ? 'sum' : undefined))}
              />
            </div>
            <MaybeFormula
              label={say(words.shown_if)}
              model={model}
              object={object}
              value={column.if}
              onChange={(formula) => put(withPart(column, 'if', formula))}
            />
          </>
        )}
      </PartList>
    </>
  )
}

function TotalsForm({ model, object, block, onChange }: FormOf<'totals'>) {
  const rowsOf = ({ each }: TemplateTotal) => (each ? rowObject(model, object, each.of) : object)
  return (
    <>
      <PartList<TemplateTotal>
        title={say(words.lines)}
        items={block.rows}
        onChange={(rows) => onChange({ ...block, rows })}
        fresh={() => ({ label: { zh: '合计', en: 'Total' }, value: blank })}
        nameOf={(row) => templateInLabels(say(row.label), rowsOf(row), model.objects, language())}
      >
        {(row, put) => <TotalForm model={model} object={object} row={row} put={put} />}
      </PartList>
      <MaybeFormula
        label={say(words.capital)}
        model={model}
        object={object}
        gives="any"
        value={block.capital}
        onChange={(formula) => onChange(withPart(block, 'capital', formula))}
      />
    </>
  )
}

interface TotalFormProps {
  model: WholeModel
  object: string
  row: TemplateTotal
  put: (row: TemplateTotal) => void
}

/** One total; or one for each value by which rows are gathered, such as a tax rate. */
function TotalForm({ model, object, row, put }: TotalFormProps) {
  const { each } = row
  const fields = rowFields(model, object)
  const rows = { model, object: each ? rowObject(model, object, each.of) : object }
  const [first] = fields
  return (
    <>
      <TemplateText
        {...rows}
        label={say(words.label)}
        value={row.label}
        onChange={(label) => put({ ...row, label })}
      />
      {!each && (
        <TemplateText
          label={say(words.value)}
          model={model}
          object={object}
          value={row.value}
          onChange={(value) => put({ ...row, value })}
        />
      )}
      <div className="doc-checks">
        <Flag
          label={say(words.strong)}
          value={row.strong ?? false}
          onChange={(strong) => put({ ...row, strong })}
        />
        {first && (
          <Flag
            label={say(words.each)}
            value={each !== undefined}
            onChange={(on) =>
              put(withPart(row, 'each', on ? { of: first.value, by: 'id', sum: '0' } : undefined))
            }
          />
        )}
      </div>
      {each && (
        <>
          <RowsField
            value={each.of}
            options={fields}
            onChange={(of) => put({ ...row, each: { ...each, of } })}
          />
          <MaybeFormula
            {...rows}
            label={say(words.group_by)}
            gives="any"
            value={each.by}
            onChange={(by = '') => put({ ...row, each: { ...each, by } })}
          />
          <MaybeFormula
            {...rows}
            label={say(words.sum)}
            gives="any"
            value={each.sum}
            onChange={(sum = '') => put({ ...row, each: { ...each, sum } })}
          />
        </>
      )}
    </>
  )
}
