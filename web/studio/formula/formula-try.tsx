// What does the formula give on real records? Asked once the typing rests; fields that are not live yet are told.
import { useContext, useEffect, useState } from 'react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { fullScope } from '#kernel/formula-in.ts'
import { check } from '#kernel/formula/check.ts'
import { admin } from '#web/admin/admin-calls.ts'
import type { WholeModel } from '#web/admin/admin-calls.ts'
import { useMeta } from '#web/meta.ts'
import { ThroughContext } from '#web/report/ask-report.ts'
import { say } from '#web/words.ts'

const words = {
  none: { zh: '还没有记录可以试算', en: 'No record to try it on yet' },
  not_live: {
    zh: '用到了还没有发布的字段，发布后才能试算',
    en: 'It names fields that are not live yet; it can be tried after the publish',
  },
  empty: { zh: '（空）', en: '(empty)' },
  yes: { zh: '是', en: 'yes' },
  no: { zh: '否', en: 'no' },
} as const

const shown = (value: unknown): string => {
  if (value === null || value === undefined || value === '') return say(words.empty)
  if (typeof value === 'boolean') return say(value ? words.yes : words.no)
  if (Array.isArray(value)) return value.map(shown).join('、')
  if (typeof value === 'object') return JSON.stringify(value)
  // An exact number brings all its places: noughts behind the second one say nothing.
  const text = String(value)
  return /^-?\d+\.\d+$/.test(text) ? text.replace(/(\.\d{2}\d*?)0+$/, '$1') : text
}

export function FormulaTry({
  model,
  object,
  formula,
}: {
  model: WholeModel
  object: string
  formula: string
}) {
  const [text, setText] = useState(formula)
  useEffect(() => {
    const timer = setTimeout(() => setText(formula), 400)
    return () => clearTimeout(timer)
  }, [formula])
  const live = useMeta().objects[object]
  const through = useContext(ThroughContext)
  const sound = 'checked' in check(text, fullScope(model.objects, object))
  const tried = useQuery({
    queryKey: ['model', 'try', object, text, through],
    queryFn: ({ signal }) => admin.tryFormula(object, text, through?.id ?? null, signal),
    enabled: sound && live !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
  })
  if (!sound || !text.trim()) return null
  if (!live || tried.isError) return <p className="small ink-3">{say(words.not_live)}</p>
  if (!tried.data) return null
  if (!tried.data.data.length) return <p className="small ink-3">{say(words.none)}</p>
  return (
    <dl className="formula-try">
      {tried.data.data.map((row) => (
        <div key={row.id}>
          <dt className="ellipsis">{row.title}</dt>
          <dd className="ellipsis">{shown(row.value)}</dd>
        </div>
      ))}
    </dl>
  )
}
