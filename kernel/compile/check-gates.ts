// Can anybody fill what a gate asks for? A field that no role may write keeps every record before the gate for ever.
import type { AppObject } from '../app.ts'
import type { Say } from '../formula-in.ts'

/** Roles, the administrators apart, that may write the field of some record; `*` is everybody. */
function writers(object: AppObject, field: string): string[] {
  const changers = object.allow
    .filter((line) => line.deeds.includes('change') || line.deeds.includes('create'))
    .map((line) => line.role)
  const { write, read } = object.fields[field]!
  const may = (list: readonly string[] | undefined, role: string): boolean =>
    !list || list.includes('*') || role === '*' || list.includes(role)
  return changers.filter((role) => may(write, role) && may(read, role))
}

/**
 * Tells gates that nobody but an administrator could ever pass. `standard` are the object's fields of the book, which
 * business code may fill; what is computed, and what only actions write, is not asked of people.
 */
export function checkGates(
  object: AppObject,
  standard: Readonly<Record<string, unknown>>,
  say: Say,
): void {
  for (const [name, move] of Object.entries(object.lifecycle?.moves ?? {}))
    for (const path of move.gate?.require ?? []) {
      const field = object.fields[path]
      if (
        !field ||
        Object.hasOwn(standard, path) ||
        ['formula', 'rollup', 'lines', 'auto_number'].includes(field.kind) ||
        object.by_actions_only
      )
        continue
      if (!field.read_only && writers(object, path).length > 0) continue
      say(
        `objects.${object.name}.lifecycle.moves.${name}.gate.require`,
        `没有人能通过：「${field.label.zh}」谁都不能填写`,
        `nobody can pass: nobody may fill in “${field.label.en}”`,
      )
    }
}
