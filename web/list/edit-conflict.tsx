// Somebody else changed it meanwhile: whose value stays? Both are shown.
import { App } from 'antd'
import type { MetaObject } from '#kernel/api/meta.ts'
import type { Row } from '#kernel/object.ts'
import { call } from '#web/call.ts'
import { local } from '#web/format.ts'
import { partsOf } from '#web/fields/registry.ts'
import { MetaContext, titleOf, titlePath, useMeta } from '#web/meta.ts'
import { say } from '#web/words.ts'
import { words } from './words.ts'

/** Asks; resolves with the row as it is now if the person wants their own value in it, else null. */
export function useEditConflict() {
  const { modal } = App.useApp()
  const meta = useMeta()
  return async (object: MetaObject, row: Row, name: string, mine: unknown): Promise<Row | null> => {
    const field = object.fields[name]
    if (!field) return null
    const title = titlePath(meta, name, field)
    const writer = object.fields.updated_by
    const by = writer && titlePath(meta, 'updated_by', writer)
    const { data } = await call.list(object.name, {
      filter: `id = "${row.id}"`,
      select: ['id', 'version', name, 'updated_at', ...(title ? [title] : []), ...(by ? [by] : [])],
    })
    const now = data[0]
    if (!now) return null
    // Someone changed another field: nothing to decide.
    if (JSON.stringify(now[name] ?? null) === JSON.stringify(row[name] ?? null)) return now
    const { Cell } = partsOf(field)
    const shown = (value: unknown, source: Row) => (
      <Cell
        field={field}
        name={name}
        object={object.name}
        value={value}
        row={source}
        place="grid"
      />
    )
    const keepMine = await modal.confirm({
      title: say(words.conflict, {
        title: titleOf(object, row),
        field: say(field.label),
        who: String((by && now[by]) ?? ''),
        at: local(now.updated_at, meta.company.zone).slice(5),
      }),
      // The question stands outside the shell, so what its values need to know is handed over.
      content: (
        <MetaContext value={meta}>
          <dl className="conflict-values">
            <dt>{say(words.their_value)}</dt>
            <dd>{shown(now[name], now)}</dd>
            <dt>{say(words.mine_value)}</dt>
            <dd>{shown(mine, { ...now, ...(title ? { [title]: undefined } : {}) })}</dd>
          </dl>
        </MetaContext>
      ),
      okText: say(words.conflict_mine),
      cancelText: say(words.conflict_theirs),
    })
    return keepMine ? now : null
  }
}
