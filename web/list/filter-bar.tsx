// By which condition? Chips and formula, two faces of the same thing; what is wrong is shown where it is wrong.
import { useEffect, useRef, useState } from 'react'
import { Button, Input, Popover } from 'antd'
import type { InputRef } from 'antd'
import { PlusOutlined, SearchOutlined } from '@ant-design/icons'
import type { MetaObject } from '#kernel/api.ts'
import { parse } from '#kernel/formula/parse.ts'
import { operatorsOf } from '#web/fields/registry.ts'
import { CallError } from '#web/call.ts'
import { fieldAt, useMeta } from '#web/meta.ts'
import { isComposing } from '#web/parts/composing.ts'
import { isCovered, isTyping } from '#web/parts/typing.ts'
import { say } from '#web/words.ts'
import { Chip } from './chip.tsx'
import { fieldChoices } from './columns.ts'
import { conditionsOf, formulaOf, shapeOf } from './condition.ts'
import type { Condition, ShapeAt } from './condition.ts'
import { FieldPicker } from './field-picker.tsx'
import { words } from './words.ts'

export interface FilterBarProps {
  object: MetaObject
  filter: string
  onFilter: (filter: string) => void
  search?: string
  /** Absent where there are no words to search by. */
  onSearch?: (search: string) => void
  /** What the server said of the condition. */
  error: Error | null
}

export function FilterBar({
  object,
  filter,
  onFilter,
  search = '',
  onSearch,
  error,
}: FilterBarProps) {
  const meta = useMeta()
  const [picking, setPicking] = useState(false)
  /** A chip that was added and has no value yet: it is not in the formula. */
  const [fresh, setFresh] = useState<Condition | null>(null)
  const shapeAt: ShapeAt = (path) => {
    const found = fieldAt(meta, object.name, path)
    return found && shapeOf(found.field)
  }
  const conditions = conditionsOf(filter, shapeAt)
  const choices = picking
    ? fieldChoices(meta, object, (field) => operatorsOf(field).length > 0)
    : []

  const put = (next: readonly Condition[]) => onFilter(formulaOf(next, shapeAt))
  const replace = (at: number, condition: Condition | null) =>
    put((conditions ?? []).flatMap((one, index) => (index === at ? (condition ?? []) : one)))

  return (
    <div className="filter-bar">
      {onSearch && <SearchBox search={search} onSearch={onSearch} />}
      {conditions?.map((condition, at) => (
        <Chip
          key={`${condition.path} ${condition.operator} ${at}`}
          object={object}
          condition={condition}
          onChange={(next) => replace(at, next)}
          onRemove={() => replace(at, null)}
        />
      ))}
      {fresh && (
        <Chip
          key={`fresh ${fresh.path}`}
          object={object}
          condition={fresh}
          fresh
          onChange={(next) => {
            put([...(conditions ?? []), next])
            setFresh(null)
          }}
          onRemove={() => setFresh(null)}
        />
      )}
      {conditions && (
        <Popover
          open={picking}
          onOpenChange={setPicking}
          trigger="click"
          placement="bottomLeft"
          destroyOnHidden
          content={
            <FieldPicker
              choices={choices}
              onPick={({ path, field }) => {
                setPicking(false)
                setFresh({ path, operator: operatorsOf(field)[0] ?? 'filled', values: [] })
              }}
            />
          }
        >
          <Button type="text" size="small" icon={<PlusOutlined />}>
            {say(words.condition)}
          </Button>
        </Popover>
      )}
      <FormulaBox filter={filter} onFilter={onFilter} error={error} tooMuch={conditions === null} />
    </div>
  )
}

function SearchBox({ search, onSearch }: { search: string; onSearch: (search: string) => void }) {
  const [typed, setTyped] = useState(search)
  useEffect(() => setTyped(search), [search])
  const box = useRef<InputRef>(null)
  useEffect(() => {
    const press = (event: globalThis.KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return
      if (event.defaultPrevented || isTyping(event.target) || isCovered()) return
      event.preventDefault()
      box.current?.focus({ cursor: 'all' })
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])
  return (
    <Input
      ref={box}
      size="small"
      className="list-search"
      style={{ width: 160 }}
      prefix={<SearchOutlined />}
      allowClear
      value={typed}
      placeholder={say(words.search_here)}
      aria-label={say(words.search_here)}
      onChange={(event) => {
        setTyped(event.target.value)
        if (event.target.value === '') onSearch('')
      }}
      onKeyDown={(event) => {
        if (isComposing(event)) return
        if (event.key === 'Enter') onSearch(typed.trim())
        if (event.key !== 'Escape') return
        // Back to the rows, and their keys.
        setTyped(search)
        document.querySelector<HTMLElement>('[role="grid"], [role="treegrid"]')?.focus()
      }}
      onBlur={() => typed.trim() !== search && onSearch(typed.trim())}
    />
  )
}

interface FormulaBoxProps {
  filter: string
  onFilter: (filter: string) => void
  error: Error | null
  tooMuch: boolean
}

function FormulaBox({ filter, onFilter, error, tooMuch }: FormulaBoxProps) {
  const [typed, setTyped] = useState(filter)
  const [problem, setProblem] = useState<{ at: number; says: string } | null>(null)
  useEffect(() => {
    setTyped(filter)
    setProblem(null)
  }, [filter])

  const submit = () => {
    if (typed.trim() === filter) return
    const read = typed.trim() ? parse(typed) : null
    const first = read && 'problems' in read ? read.problems[0] : undefined
    if (first) return setProblem({ at: first.from, says: say(first.says) })
    setProblem(null)
    onFilter(typed.trim())
  }
  const refused =
    error instanceof CallError ? error.errors.find((one) => one.code === 'formula') : undefined
  const shown = problem ?? (refused ? { at: refused.at ?? 0, says: refused.detail } : null)
  return (
    <>
      <span className={tooMuch || shown ? 'formula-box' : 'formula-box chips-suffice'}>
        <span className="fx" aria-hidden="true">
          fx
        </span>
        <input
          value={typed}
          spellCheck={false}
          autoComplete="off"
          aria-label={say(words.formula)}
          aria-invalid={shown !== null}
          title={tooMuch ? say(words.formula_only) : undefined}
          placeholder={say(words.formula_hint)}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (isComposing(event)) return
            if (event.key === 'Enter') submit()
            if (event.key === 'Escape') setTyped(filter)
          }}
          onBlur={submit}
        />
      </span>
      {shown && (
        <p className="formula-problem" role="alert">
          <code>
            {typed.slice(0, shown.at)}
            <mark>{typed.slice(shown.at, shown.at + 12) || ' '}</mark>
            {typed.slice(shown.at + 12)}
          </code>{' '}
          {shown.says}
        </p>
      )}
    </>
  )
}
