// What if there is nothing to show? Say why and offer the next step, where the first row would be.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import type { MetaObject } from '#kernel/api/meta.ts'
import { keys } from '#web/asks.ts'
import { call } from '#web/call.ts'
import { number } from '#kernel/money/written.ts'
import { fieldAt, may, mayMake, pluralOf, useMeta } from '#web/meta.ts'
import { say, t } from '#web/words.ts'
import { conditionsOf, conditionText, formulaOf, shapeOf } from './condition.ts'
import type { ShapeAt } from './condition.ts'
import type { ListState } from './list-state.ts'
import { words } from './words.ts'

export interface ListEmptyProps {
  object: MetaObject
  state: ListState
  onNew: () => void
  onFilter: (filter: string) => void
  onClear: () => void
}

export function ListEmpty({ object, state, onNew, onFilter, onClear }: ListEmptyProps) {
  const names = { object: say(object.label), objects: pluralOf(object) }
  if (state.filter || state.search) {
    return (
      <div className="list-empty" role="status">
        <p>{say(words.none_match, names)}</p>
        <Drops object={object} state={state} onFilter={onFilter} />
        <Button onClick={onClear}>{say(words.drop_all)}</Button>
      </div>
    )
  }
  const canCreate = mayMake(object)
  return (
    <div className="list-empty" role="status">
      <p>
        {say(words.empty, names)}{' '}
        {!object.help && canCreate && may(object, 'import') && say(words.empty_import)}
      </p>
      {object.help && <p className="ink-2">{say(object.help)}</p>}
      <span className="list-empty-acts">
        {canCreate && (
          <Button type="primary" onClick={onNew}>
            {t('new_of', names)}
          </Button>
        )}
        {may(object, 'import') && (
          <Link to="/import/$object" params={{ object: object.name }}>
            {t('import')}
          </Link>
        )}
      </span>
    </div>
  )
}

/** Which condition excludes most? Each is left out once, and the number of what is then there is told. */
function Drops({ object, state, onFilter }: Pick<ListEmptyProps, 'object' | 'state' | 'onFilter'>) {
  const meta = useMeta()
  const shapeAt: ShapeAt = (path) => {
    const found = fieldAt(meta, object.name, path)
    return found && shapeOf(found.field)
  }
  const conditions = conditionsOf(state.filter, shapeAt) ?? []
  const tries = conditions.slice(0, 6).map((condition, at) => ({
    without: formulaOf(
      conditions.filter((_, other) => other !== at),
      shapeAt,
    ),
    label: fieldAt(meta, object.name, condition.path)?.label ?? conditionText(condition, 'text'),
  }))
  const { data } = useQuery({
    queryKey: keys.sum(object.name, 'drops', state.filter, state.search),
    queryFn: () =>
      Promise.all(
        tries.map(async ({ without }) => {
          const answer = await call.query({
            from: object.name,
            measure: { n: 'count()' },
            ...(without ? { where: without } : {}),
            ...(state.search ? { search: state.search } : {}),
          })
          return Number(answer.data[0]?.n ?? 0)
        }),
      ),
    enabled: tries.length > 0,
    retry: false,
  })
  if (!data) return null
  const best = tries
    .map((one, at) => ({ ...one, n: data[at] ?? 0 }))
    .filter((one) => one.n > 0)
    .sort((a, b) => b.n - a.n)
  return (
    <>
      {best.slice(0, 3).map((one) => (
        <Button
          key={one.without}
          type="link"
          style={{ padding: 0 }}
          onClick={() => onFilter(one.without)}
        >
          {say(words.drop, { condition: one.label, n: number(String(one.n)) })}
        </Button>
      ))}
    </>
  )
}
