// By which condition? Chips and formula, two faces of the same thing; what is wrong is shown where it is wrong.
import { useEffect, useRef, useState } from 'react'
import { Input } from 'antd'
import type { InputRef } from 'antd'
import { SearchOutlined } from '@ant-design/icons'
import type { MetaObject } from '#kernel/api/meta.ts'
import { inLabels, inNames, type NamedObjects } from '#kernel/formula-words.ts'
import { parse } from '#kernel/formula/parse.ts'
import { CallError } from '#web/call.ts'
import { isComposing } from '#web/parts/composing.ts'
import { useMeta } from '#web/meta.ts'
import { usePageKey } from '#web/parts/page-key.ts'
import { language, say } from '#web/words.ts'
import { conditionsOf } from './condition.ts'
import { ConditionChips, useShapeAt } from './condition-chips.tsx'
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
  const conditions = conditionsOf(filter, useShapeAt(object))
  return (
    <div className="filter-bar">
      {onSearch && <SearchBox search={search} onSearch={onSearch} />}
      {conditions && <ConditionChips object={object} formula={filter} onFormula={onFilter} />}
      <FormulaBox
        object={object}
        filter={filter}
        onFilter={onFilter}
        error={error}
        tooMuch={conditions === null}
      />
    </div>
  )
}

function SearchBox({ search, onSearch }: { search: string; onSearch: (search: string) => void }) {
  const [typed, setTyped] = useState(search)
  useEffect(() => setTyped(search), [search])
  const box = useRef<InputRef>(null)
  usePageKey('/', () => box.current?.focus({ cursor: 'all' }))
  return (
    <Input
      ref={box}
      size="small"
      className="list-search"
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
  object: MetaObject
  filter: string
  onFilter: (filter: string) => void
  error: Error | null
  tooMuch: boolean
}

function FormulaBox({ object, filter, onFilter, error, tooMuch }: FormulaBoxProps) {
  const { objects } = useMeta()
  const { name } = object
  // People read and write what things are called; the address keeps their names.
  const kept = shownFormula(filter, name, objects)
  const [typed, setTyped] = useState(kept)
  const [problem, setProblem] = useState<{ at: number; says: string } | null>(null)
  useEffect(() => {
    setTyped(kept)
    setProblem(null)
  }, [kept])

  const submit = () => {
    // What was wrong before is so no more.
    if (typed.trim() === kept) return setProblem(null)
    const { text, back } = inNames(typed.trim(), name, objects)
    const read = text ? parse(text) : null
    const first = read && 'problems' in read ? read.problems[0] : undefined
    if (first) return setProblem({ at: back(first.from), says: say(first.says) })
    setProblem(null)
    onFilter(text)
  }
  const refused =
    error instanceof CallError ? error.errors.find((one) => one.code === 'formula') : undefined
  const shown =
    problem ??
    (refused
      ? { at: inNames(typed, name, objects).back(refused.at ?? 0), says: refused.detail }
      : null)
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
          placeholder={say(words.formula_hint, {
            formula: shownFormula(exampleFor(object), name, objects),
          })}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (isComposing(event)) return
            if (event.key === 'Enter') {
              // The form around it is not sent off by it.
              event.preventDefault()
              submit()
            }
            if (event.key === 'Escape') {
              setTyped(kept)
              setProblem(null)
            }
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

/** As people read it, where that leads back to the same; otherwise as it is kept. */
/** A formula as people read it, as far as that leads back to it. */
export function shownFormula(filter: string, object: string, objects: NamedObjects): string {
  const { text } = inLabels(filter, object, objects, language())
  return inNames(text, object, objects).text === filter ? text : filter
}

/** A condition that one could ask of this very object. */
function exampleFor({ fields, lifecycle, title }: MetaObject): string {
  const all = Object.entries(fields).filter(([name]) => name !== 'version')
  const chosen = all.find(([, field]) => field.kind === 'stage' || field.kind === 'choice')
  const values =
    chosen?.[1].kind === 'choice' ? chosen[1].choices : chosen ? lifecycle?.stages : undefined
  const value = Object.keys(values ?? {})[0]
  const amount = (all.find(([, { kind }]) => kind === 'money') ??
    all.find(([, { kind }]) => kind === 'integer'))?.[0]
  const parts = [
    ...(chosen && value ? [`${chosen[0]} = "${value}"`] : []),
    ...(amount ? [`${amount} > 1000`] : []),
  ]
  return parts.join(' and ') || `${title} is not empty`
}
