// How does the form of an object look? Fields dragged into sections, with the phone beside, on the draft.
import { useCallback, useEffect, useRef, useState } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine'
import { Button, Checkbox, Select } from 'antd'
import {
  ArrowDownOutlined,
  ArrowUpOutlined,
  DeleteOutlined,
  HolderOutlined,
  PlusOutlined,
} from '@ant-design/icons'
import type { Words } from '#kernel/error.ts'
import type { FieldDef, Kind } from '#kernel/field.ts'
import { kinds } from '#kernel/fields/index.ts'
import { placed } from '#kernel/view/form.ts'
import type { FormSection, PlacedSection } from '#kernel/view/form.ts'
import { WordsField } from '#web/admin/words-field.tsx'
import { formulaWords } from '#web/list/condition-chips.tsx'
import { useMeta } from '#web/meta.ts'
import { FormField } from '#web/parts/form-field.tsx'
import { Segments } from '#web/parts/segments.tsx'
import { say } from '#web/words.ts'
import { FieldForm } from '../field-form.tsx'
import { FormulaField } from '../formula-field.tsx'
import { kindHelp, systemNames } from '../kind-help.ts'
import type { Draft } from '../use-draft.ts'
import { moved, reordered, stepped } from './layout.ts'
import type { Spot } from './layout.ts'
import './form.css'

const words = {
  desk: { zh: '电脑', en: 'Desktop' },
  phone: { zh: '手机', en: 'Phone' },
  look: { zh: '预览宽度', en: 'Width' },
  add_section: { zh: '加一个分区', en: 'Add a section' },
  new_section: { zh: '新分区', en: 'New section' },
  rest: { zh: '其他字段', en: 'Other fields' },
  section: { zh: '分区', en: 'Section' },
  label: { zh: '名称', en: 'Label' },
  tab: { zh: '放在标签页', en: 'Under the tab' },
  no_tab: { zh: '不放标签页里', en: 'No tab, always in sight' },
  help: { zh: '说明文字', en: 'Hint' },
  columns: { zh: '列数', en: 'Columns' },
  shown_if: { zh: '满足时才显示', en: 'Shown only if' },
  required_if: { zh: '满足时必填', en: 'Required if' },
  read_only_if: { zh: '满足时只读', en: 'Read only if' },
  default: { zh: '默认值', en: 'Default' },
  required: { zh: '必填', en: 'Required' },
  up: { zh: '上移', en: 'Up' },
  down: { zh: '下移', en: 'Down' },
  drop_section: { zh: '删除分区（字段保留）', en: 'Remove the section; its fields stay' },
  all_settings: { zh: '全部设置…', en: 'All settings …' },
  new_field: { zh: '新字段', en: 'New field' },
  new_help: {
    zh: '点一种类型，加到所选的分区里。',
    en: 'Click a kind to add it to the chosen section.',
  },
  name_tab: {
    zh: '还没有标签页。输入一个名称，按回车就有了。',
    en: 'No tabs yet. Type a name and press Enter to make one.',
  },
  empty: { zh: '把字段拖到这里', en: 'Drag fields here' },
  fill: { zh: '放入其余 {n} 个字段', en: 'Put the other {n} fields here' },
  in_section: { zh: '所在分区', en: 'Stands in' },
  choose: {
    zh: '点一个字段或分区来设置。拖动，或按 Alt 加方向键移动。',
    en: 'Click a field or a section to set it. Drag, or press Alt with an arrow, to move.',
  },
} as const

type Chosen = { readonly field: string } | { readonly section: number } | null

const given: ReadonlySet<Kind> = new Set<Kind>(['formula', 'rollup', 'auto_number', 'stage'])

export function FormTab({ draft, object }: { draft: Draft; object: string }) {
  const def = draft.shown.objects[object]!
  const form = def.form ?? []
  const names = Object.entries(def.fields).flatMap(([name, field]) =>
    systemNames.has(name) || field.kind === 'stage' ? [] : [name],
  )
  const [chosen, setChosen] = useState<Chosen>(null)
  const [look, setLook] = useState<'desk' | 'phone'>('desk')
  const [open, setOpen] = useState<string | null>(null)
  const [adding, setAdding] = useState<Kind | null>(null)
  const put = useCallback(
    (next: readonly FormSection[]) => draft.put([['objects', object, 'form'], next]),
    [draft, object],
  )
  const drop = useCallback((field: string, to: Spot) => put(moved(form, field, to)), [put, form])
  const addSection = () => {
    put([
      ...form,
      { label: { zh: say(words.new_section), en: say(words.new_section) }, fields: [] },
    ])
    setChosen({ section: form.length })
  }
  const setSection = (at: number, section: FormSection) =>
    put(form.map((one, i) => (i === at ? section : one)))
  const sections: PlacedSection[] = [
    ...form.map((section, at) => ({ ...section, at })),
    ...placed(form, names).filter((section) => section.at < 0),
  ]
  const rest = sections.find((section) => section.at < 0)?.fields ?? []
  const target = chosen && 'section' in chosen ? chosen.section : form.length - 1
  return (
    <div className="form-design">
      <div className="form-desk">
        <div className="form-tools">
          <Segments
            label={say(words.look)}
            value={look}
            options={[
              { value: 'desk', label: say(words.desk) },
              { value: 'phone', label: say(words.phone) },
            ]}
            onChange={setLook}
          />
          <span className="grow" />
          <Button size="small" icon={<PlusOutlined />} onClick={addSection}>
            {say(words.add_section)}
          </Button>
        </div>
        <div className={`form-sheet ${look}`}>
          {sections.map((section) => (
            <SectionBox
              key={section.at}
              object={object}
              section={section}
              on={Boolean(chosen && 'section' in chosen && chosen.section === section.at)}
              onChoose={() => section.at >= 0 && setChosen({ section: section.at })}
              onDrop={drop}
              fill={
                section.at >= 0 && rest.length
                  ? {
                      label: say(words.fill, { n: rest.length }),
                      onFill: () => setSection(section.at, { ...form[section.at]!, fields: rest }),
                    }
                  : null
              }
            >
              {section.fields.flatMap((name) => {
                const field = def.fields[name]
                return field && names.includes(name)
                  ? [
                      <Tile
                        key={name}
                        name={name}
                        field={field}
                        section={section.at}
                        on={Boolean(chosen && 'field' in chosen && chosen.field === name)}
                        onChoose={() => setChosen({ field: name })}
                        onDrop={drop}
                        onStep={(down) => {
                          const next = stepped(form, name, down)
                          if (next) put(next)
                        }}
                      />,
                    ]
                  : []
              })}
            </SectionBox>
          ))}
        </div>
      </div>
      <aside className="form-side">
        {chosen && 'field' in chosen && def.fields[chosen.field] ? (
          <FieldSide
            key={chosen.field}
            draft={draft}
            object={object}
            name={chosen.field}
            form={form}
            onPlace={(section) => drop(chosen.field, { section, before: null })}
            stepTo={(down) => stepped(form, chosen.field, down)}
            onStep={put}
            onAll={() => setOpen(chosen.field)}
          />
        ) : chosen && 'section' in chosen && form[chosen.section] ? (
          <SectionSide
            key={chosen.section}
            draft={draft}
            object={object}
            section={form[chosen.section]!}
            tabs={form.flatMap((one) => one.tab ?? [])}
            at={chosen.section}
            last={form.length - 1}
            onChange={(section) => setSection(chosen.section, section)}
            onMove={(to) => {
              put(reordered(form, chosen.section, to))
              setChosen({ section: to })
            }}
            onRemove={() => {
              put(form.filter((_, i) => i !== chosen.section))
              setChosen(null)
            }}
          />
        ) : (
          <p className="small ink-3">{say(words.choose)}</p>
        )}
        <h4>{say(words.new_field)}</h4>
        <p className="small ink-3">{say(words.new_help)}</p>
        <div className="form-kinds">
          {kindHelp.map(([kind, help]) => (
            <button key={kind} type="button" title={say(help)} onClick={() => setAdding(kind)}>
              {say(kinds[kind].label)}
            </button>
          ))}
        </div>
      </aside>
      {open !== null && (
        <FieldForm draft={draft} object={object} name={open} onClose={() => setOpen(null)} />
      )}
      {adding !== null && (
        <FieldForm
          draft={draft}
          object={object}
          name={null}
          begin={adding}
          onClose={() => setAdding(null)}
          onSaved={(name) => {
            setAdding(null)
            if (form.length) drop(name, { section: target, before: null })
            setChosen({ field: name })
          }}
        />
      )}
    </div>
  )
}

interface SectionBoxProps {
  object: string
  section: PlacedSection
  on: boolean
  onChoose: () => void
  onDrop: (field: string, to: Spot) => void
  /** How all fields that stand nowhere yet come into it while it is empty. */
  fill: { label: string; onFill: () => void } | null
  children: ReactNode[]
}

function SectionBox({ object, section, on, onChoose, onDrop, fill, children }: SectionBoxProps) {
  const meta = useMeta()
  const box = useRef<HTMLElement>(null)
  const [over, setOver] = useState(false)
  useEffect(() => {
    const element = box.current
    if (!element) return
    return dropTargetForElements({
      element,
      canDrop: ({ source }) => typeof source.data.field === 'string',
      onDragEnter: () => setOver(true),
      onDragLeave: () => setOver(false),
      onDrop: ({ source, location }) => {
        setOver(false)
        // A tile in it has taken it already.
        if (location.current.dropTargets[0]?.element !== element) return
        onDrop(source.data.field as string, { section: section.at, before: null })
      },
    })
  }, [section.at, onDrop])
  const rest = section.at < 0
  return (
    <section
      ref={box}
      className={['form-box', on && 'on', over && 'over'].filter(Boolean).join(' ')}
    >
      <h3>
        {rest ? (
          <span className="ink-3">{say(words.rest)}</span>
        ) : (
          <button type="button" className="bare" aria-pressed={on} onClick={onChoose}>
            {section.label && say(section.label)}
          </button>
        )}
        {section.tab && <span className="tag">{say(section.tab)}</span>}
        {section.shown_if && (
          <span className="small ink-3">{formulaWords(meta, object, section.shown_if)}</span>
        )}
      </h3>
      {section.help && <p className="small ink-3">{say(section.help)}</p>}
      <div className={`form-tiles in-${section.columns ?? 2}`}>
        {children.length ? (
          children
        ) : (
          <p className="form-empty">
            {say(words.empty)}
            {fill && (
              <Button type="link" size="small" onClick={fill.onFill}>
                {fill.label}
              </Button>
            )}
          </p>
        )}
      </div>
    </section>
  )
}

interface TileProps {
  name: string
  field: FieldDef
  section: number
  on: boolean
  onChoose: () => void
  onDrop: (field: string, to: Spot) => void
  onStep: (down: boolean) => void
}

const wide: ReadonlySet<Kind> = new Set<Kind>([
  'long_text',
  'rich_text',
  'lines',
  'file',
  'address',
])

function Tile({ name, field, section, on, onChoose, onDrop, onStep }: TileProps) {
  const tile = useRef<HTMLDivElement>(null)
  const [over, setOver] = useState(false)
  useEffect(() => {
    const element = tile.current
    if (!element) return
    return combine(
      draggable({ element, getInitialData: () => ({ field: name }) }),
      dropTargetForElements({
        element,
        canDrop: ({ source }) =>
          typeof source.data.field === 'string' && source.data.field !== name,
        onDragEnter: () => setOver(true),
        onDragLeave: () => setOver(false),
        onDrop: ({ source }) => {
          setOver(false)
          onDrop(source.data.field as string, { section, before: section < 0 ? null : name })
        },
      }),
    )
  }, [name, section, onDrop])
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      onChoose()
    }
    const step = { ArrowUp: false, ArrowLeft: false, ArrowDown: true, ArrowRight: true }[event.key]
    if (!event.altKey || step === undefined) return
    event.preventDefault()
    onStep(step)
  }
  return (
    <div
      ref={tile}
      role="button"
      tabIndex={0}
      aria-pressed={on}
      aria-label={say(field.label)}
      className={['form-tile', wide.has(field.kind) && 'wide', on && 'on', over && 'over']
        .filter(Boolean)
        .join(' ')}
      onClick={onChoose}
      onKeyDown={press}
    >
      <HolderOutlined />
      <span className="ellipsis">
        {say(field.label)}
        {field.required && <span className="bad"> *</span>}
      </span>
      <small className="ink-3">{say(kinds[field.kind].label)}</small>
      {(field.shown_if || field.required_if || field.read_only_if) && <code>ƒ</code>}
    </div>
  )
}

interface FieldSideProps {
  draft: Draft
  object: string
  name: string
  form: readonly FormSection[]
  onPlace: (section: number) => void
  /** The form with the field a place further; null where there is none. Whoever has a finger only moves it by that. */
  stepTo: (down: boolean) => FormSection[] | null
  onStep: (form: readonly FormSection[]) => void
  onAll: () => void
}

/** The settings of a field that one changes most while arranging a form. */
function FieldSide(props: FieldSideProps) {
  const { draft, object, name, form, onPlace, stepTo, onStep, onAll } = props
  const field = draft.shown.objects[object]!.fields[name]!
  const path = ['objects', object, 'fields', name]
  const put = (property: string, value: unknown) =>
    draft.put([[...path, property], value === '' || value === false ? undefined : value])
  const formulas = given.has(field.kind)
    ? (['shown_if'] as const)
    : (['shown_if', 'required_if', 'read_only_if', 'default'] as const)
  return (
    <>
      <h3>
        {say(field.label)} <code className="small ink-3">{name}</code>
        <span className="grow" />
        {([false, true] as const).map((down) => {
          const next = stepTo(down)
          return (
            <Button
              key={String(down)}
              type="text"
              size="small"
              icon={down ? <ArrowDownOutlined /> : <ArrowUpOutlined />}
              aria-label={say(down ? words.down : words.up)}
              disabled={!next}
              onClick={() => next && onStep(next)}
            />
          )
        })}
      </h3>
      <WordsField
        label={say(words.label)}
        value={field.label}
        onChange={(label) => put('label', label)}
      />
      <WordsField
        label={say(words.help)}
        required={false}
        value={field.help ?? { zh: '', en: '' }}
        onChange={(help) => put('help', help.zh || help.en ? help : '')}
      />
      {form.length > 0 && (
        <FormField label={say(words.in_section)}>
          {({ id }) => (
            <Select
              id={id}
              value={form.findIndex((section) => section.fields.includes(name))}
              style={{ width: '100%' }}
              options={[
                ...form.map((section, at) => ({ value: at, label: say(section.label) })),
                { value: -1, label: say(words.rest) },
              ]}
              onChange={onPlace}
            />
          )}
        </FormField>
      )}
      {!given.has(field.kind) && (
        <Checkbox
          checked={field.required ?? false}
          onChange={(event) => put('required', event.target.checked)}
        >
          {say(words.required)}
        </Checkbox>
      )}
      {formulas.map((property) => (
        <FormField key={property} label={say(words[property])}>
          {({ id }) => (
            <FormulaField
              id={id}
              model={draft.shown}
              object={object}
              value={field[property] ?? ''}
              {...(property === 'default'
                ? {}
                : { want: { type: 'boolean' as const }, folded: true })}
              onChange={(text) => put(property, text)}
            />
          )}
        </FormField>
      ))}
      <Button size="small" onClick={onAll}>
        {say(words.all_settings)}
      </Button>
    </>
  )
}

interface SectionSideProps {
  draft: Draft
  object: string
  section: FormSection
  tabs: readonly Words[]
  at: number
  last: number
  onChange: (section: FormSection) => void
  onMove: (to: number) => void
  onRemove: () => void
}

function SectionSide(props: SectionSideProps) {
  const { draft, object, section, tabs, at, last, onChange, onMove, onRemove } = props
  const { tab, shown_if, help, ...bare } = section
  const kept = { ...(tab && { tab }), ...(shown_if && { shown_if }), ...(help && { help }) }
  const without = (name: 'tab' | 'shown_if' | 'help') => {
    const { [name]: _gone, ...others } = kept
    return { ...bare, ...others }
  }
  return (
    <>
      <h3>
        {say(words.section)}
        <span className="grow" />
        <Button
          type="text"
          size="small"
          icon={<ArrowUpOutlined />}
          aria-label={say(words.up)}
          disabled={at === 0}
          onClick={() => onMove(at - 1)}
        />
        <Button
          type="text"
          size="small"
          icon={<ArrowDownOutlined />}
          aria-label={say(words.down)}
          disabled={at === last}
          onClick={() => onMove(at + 1)}
        />
        <Button
          type="text"
          size="small"
          danger
          icon={<DeleteOutlined />}
          aria-label={say(words.drop_section)}
          title={say(words.drop_section)}
          onClick={onRemove}
        />
      </h3>
      <WordsField
        label={say(words.label)}
        value={section.label}
        onChange={(label) => onChange({ ...section, label })}
      />
      <FormField label={say(words.columns)}>
        {() => (
          <Segments
            label={say(words.columns)}
            value={String(section.columns ?? 2)}
            options={['1', '2', '3'].map((value) => ({ value, label: value }))}
            onChange={(value) => onChange({ ...section, columns: Number(value) as 1 | 2 | 3 })}
          />
        )}
      </FormField>
      <FormField label={say(words.tab)}>
        {({ id }) => (
          <Select
            id={id}
            mode="tags"
            maxCount={1}
            style={{ width: '100%' }}
            value={tab ? [say(tab)] : []}
            placeholder={say(words.no_tab)}
            notFoundContent={say(words.name_tab)}
            options={[...new Set(tabs.map((one) => say(one)))].map((value) => ({
              value,
              label: value,
            }))}
            onChange={(list: string[]) => {
              const said = list.at(-1)?.trim()
              const known = tabs.find((one) => say(one) === said)
              onChange(said ? { ...section, tab: known ?? { zh: said, en: said } } : without('tab'))
            }}
          />
        )}
      </FormField>
      <WordsField
        label={say(words.help)}
        required={false}
        value={help ?? { zh: '', en: '' }}
        onChange={(next) =>
          onChange(next.zh || next.en ? { ...section, help: next } : without('help'))
        }
      />
      <FormField label={say(words.shown_if)}>
        {({ id }) => (
          <FormulaField
            id={id}
            model={draft.shown}
            object={object}
            value={shown_if ?? ''}
            want={{ type: 'boolean' }}
            folded
            onChange={(text) =>
              onChange(text ? { ...section, shown_if: text } : without('shown_if'))
            }
          />
        )}
      </FormField>
    </>
  )
}
