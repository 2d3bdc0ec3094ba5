// How does a field of a row look in a list? As its kind shows it in a grid.
import type { Row } from '#kernel/object.ts'
import { partsOf } from '#web/fields/registry.ts'
import type { Column } from './columns.ts'

export function RowCell({ column: { field, path, object }, row }: { column: Column; row: Row }) {
  const { Cell } = partsOf(field)
  return (
    <Cell field={field} name={path} object={object.name} value={row[path]} row={row} place="grid" />
  )
}
