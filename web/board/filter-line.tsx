// Which filters act on the whole dashboard? A line of them; what is chosen stands in the address.
import type { Board } from '#kernel/view/board.ts'
import { partsOf } from '#web/fields/registry.ts'
import { useMeta } from '#web/meta.ts'
import { PeriodPicker } from '#web/report/period-picker.tsx'
import { words as reportWords } from '#web/report/words.ts'
import type { Asked } from '#web/asked.ts'
import { say } from '#web/words.ts'
import { fieldOf, filtersOf } from './board-filters.ts'

export function FilterLine({
  board,
  asked,
  onAsked,
}: {
  board: Board
  asked: Asked
  onAsked: (asked: Asked) => void
}) {
  const meta = useMeta()
  const filters = filtersOf(board, asked)
  if (!filters.length) return null
  return (
    <div className="board-filters">
      {filters.map(({ name, filter, chosen }) => {
        const set = (value: string) => onAsked({ ...asked, [name]: value || undefined })
        if (filter.kind === 'period')
          return (
            <label key={name}>
              {say(filter.label)}
              <PeriodPicker
                value={chosen}
                label={say(filter.label)}
                none={say(reportWords.period_own)}
                onChange={set}
              />
            </label>
          )
        const found = fieldOf(meta, filter)
        if (!found) return null
        const { Filter } = partsOf(found.field)
        return (
          <label key={name}>
            {say(filter.label)}
            <span className="value-filter">
              <Filter
                field={found.field}
                name={found.path}
                object={found.object.name}
                operator="any_of"
                values={chosen ? chosen.split(',') : []}
                onChange={(values) => set(values.join(','))}
              />
            </span>
          </label>
        )
      })}
    </div>
  )
}
