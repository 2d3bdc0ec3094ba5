// How does one pick another record? By typing part of its name; the answer is its id. One that is missing is made on the spot.
import { useRef, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import type { RefSelectProps as Hands } from 'antd'
import { PlusOutlined } from '@ant-design/icons'
import type { MetaObject } from '#kernel/api/meta.ts'
import type { Values } from '#kernel/object.ts'
import { answers, keys } from '#web/asks.ts'
import { call } from '#web/call.ts'
import { targetOf } from '#kernel/field.ts'
import { number } from '#kernel/money/written.ts'
import { mayMake, titleOf, titleSelect, useMeta } from '#web/meta.ts'
import { say, t } from '#web/words.ts'
import { useMake } from './make.ts'
import { useOpenSoon } from './open-soon.ts'
import { Picker } from './picker.tsx'
import './fields.css'

interface Pick {
  value: string
  label: string
  detail: string | null
}

/** The record to which those offered belong, where rows of one document are chosen from. */
export interface Within {
  field: string
  id: string
}

/**
 * Records whose title or number fits the words, at most twenty.
 * @param living of those that can be out of use (people, products), only what is in use: to be chosen, not asked for
 */
function usePicks(
  target: string,
  words: string,
  enabled: boolean,
  { within, living }: { within: Within | null; living: boolean },
) {
  const meta = useMeta()
  const object = meta.objects[target]
  const title = object?.title ?? 'name'
  // Two that are named by the same record (an invoice paid in two parts) are told apart by their amount.
  const named = object?.fields[title]
  const amount =
    named && targetOf(named) !== null
      ? Object.keys(object.fields).find((name) => object.fields[name]?.kind === 'money')
      : undefined
  const filter = [
    ...(within ? [`${within.field} = "${within.id}"`] : []),
    ...(living && object?.fields.active?.kind === 'yes_no' ? ['active = true'] : []),
  ].join(' and ')
  const select = [
    'id',
    ...(object ? titleSelect(meta, object) : [title]),
    ...(amount ? [amount] : []),
  ]
  return useQuery({
    queryKey: keys.picks(target, words, filter),
    queryFn: async ({ signal }) => {
      if (words) await new Promise((done) => setTimeout(done, 150))
      const { data } = await call.list(
        target,
        {
          search: words,
          limit: 20,
          select,
          ...(filter && { filter }),
        },
        signal,
      )
      return data.map((row): Pick => ({
        value: row.id,
        label: titleOf(object, row),
        detail:
          amount && typeof row[amount] === 'string'
            ? number(row[amount])
            : title !== 'number' && typeof row.number === 'string'
              ? row.number
              : null,
      }))
    },
    enabled,
    placeholderData: (before) => before,
    staleTime: 30_000,
  })
}

/** Titles of records known by id only, e.g. those named in a filter. */
export function useTitles(
  target: string,
  ids: readonly string[],
): Readonly<Record<string, string>> {
  const meta = useMeta()
  const object = meta.objects[target]
  const { data } = useQuery({
    queryKey: keys.picks(target, 'ids', ...ids),
    queryFn: async () => {
      const filter = `id in (${ids.map((id) => `"${id}"`).join(', ')})`
      const { data: rows } = await call.list(target, {
        filter,
        select: ['id', ...(object ? titleSelect(meta, object) : [])],
        limit: ids.length,
      })
      return Object.fromEntries(rows.map((row) => [row.id, titleOf(object, row)]))
    },
    enabled: ids.length > 0,
    staleTime: 60_000,
  })
  return data ?? {}
}

export interface RefSelectProps {
  target: string
  many?: boolean
  value: readonly string[]
  onChange: (ids: string[]) => void
  /** Titles that are known already, so that nothing flickers. */
  titles?: Readonly<Record<string, string>>
  id?: string | undefined
  invalid?: boolean | undefined
  describedBy?: string | undefined
  autoFocus?: boolean | undefined
  disabled?: boolean | undefined
  small?: boolean | undefined
  label?: string | undefined
  /** Offered before the records, e.g. 我. */
  extra?: readonly { value: string; label: string }[]
  within?: Within | null
  /** Only what is in use is offered. */
  living?: boolean
  /** What a new record begins with, where one may be made from here. */
  preset?: Values | undefined
}

/** The last of the choices: none of these, make it. */
const toMake = '+'

export function RefSelect(props: RefSelectProps) {
  const { target, many = false, value, onChange, titles = {}, extra = [] } = props
  const [words, setWords] = useState('')
  const [open, setOpen] = useOpenSoon(
    Boolean(props.autoFocus && (props.small || (many && !value.length))),
  )
  const make = useMake()
  const picker = useRef<Hands>(null)
  const [made, setMade] = useState<Readonly<Record<string, string>>>({})
  const picks = usePicks(target, words.trim(), open, {
    within: props.within ?? null,
    living: props.living ?? false,
  })
  const offered: Pick[] = [
    ...(words ? [] : extra).map((one) => ({ ...one, detail: null })),
    ...(picks.data ?? []),
  ]
  const offeredIds = new Set(offered.map((one) => one.value))
  const missing = value.filter((id) => !offeredIds.has(id))
  const looked = useTitles(
    target,
    missing.filter((id) => !titles[id] && !made[id] && !extra.some((one) => one.value === id)),
  )
  const label = (id: string) =>
    titles[id] ?? made[id] ?? looked[id] ?? extra.find((one) => one.value === id)?.label ?? '…'
  const object = useMeta().objects[target]
  // It stands at the end, and only once the answer is there: what is looked for may still come.
  const makes = props.preset && mayMake(object) && open && !picks.isFetching && picks.data
  const options = [
    ...offered,
    ...missing.map((id) => ({ value: id, label: label(id), detail: null })),
    ...(makes ? [{ value: toMake, label: newWords(object, words.trim()), detail: null }] : []),
  ]
  const makeOne = async () => {
    if (!object) return
    const typed = words.trim()
    const row = await make(object, { ...props.preset, ...(typed && { [object.title]: typed }) })
    if (row) {
      setMade((all) => ({ ...all, [row.id]: titleOf(object, row) }))
      void answers.invalidateQueries({ queryKey: keys.picks(target) })
      onChange([row.id])
    }
    picker.current?.focus()
  }
  return (
    <Picker<string | string[] | null, Pick>
      id={props.id}
      {...(many ? { mode: 'multiple' as const, placeholder: t('choose') } : {})}
      value={many ? [...value] : (value[0] ?? null)}
      ref={picker}
      onChange={(next) => {
        if (next === toMake) void makeOne()
        else onChange(Array.isArray(next) ? next : next ? [next] : [])
      }}
      options={options}
      optionRender={(option) => (
        <span className={option.value === toMake ? 'ref-option to-make' : 'ref-option'}>
          {option.value === toMake && <PlusOutlined />}
          <span className="ellipsis">{option.label}</span>
          {option.data.detail && <span className="ink-3 small">{option.data.detail}</span>}
        </span>
      )}
      // The server has searched already; what it found by pinyin must not be filtered away here.
      showSearch={{ filterOption: false, onSearch: setWords }}
      loading={picks.isFetching}
      notFoundContent={
        picks.isFetching
          ? t('loading')
          : say(
              { zh: '没有匹配的{object}', en: 'No {object} found' },
              { object: object ? say(object.label) : '' },
            )
      }
      allowClear
      open={open}
      onOpenChange={setOpen}
      status={props.invalid ? 'error' : ''}
      size={props.small ? 'small' : 'middle'}
      aria-label={props.label}
      aria-describedby={props.describedBy}
      autoFocus={props.autoFocus}
      disabled={props.disabled}
      popupMatchSelectWidth={280}
      style={{ width: '100%' }}
    />
  )
}

/** 新建客户「华新」; without a word typed, 新建客户. */
const newWords = (object: MetaObject, typed: string): string =>
  typed
    ? say(
        { zh: '新建{object}「{typed}」', en: 'New {object} “{typed}”' },
        { object: say(object.label), typed },
      )
    : t('new_of', { object: say(object.label) })
