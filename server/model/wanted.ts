// What does the model become by what is wished, and in which column does each field keep its values?
import type { App, AppObject, Book, Changes, ModelProblem } from '#kernel/app.ts'
import { compileApp } from '#kernel/compile/compile-app.ts'
import { Refusal, refuse } from '#kernel/error.ts'
import { type FieldDef, kindNames } from '#kernel/field.ts'
import { kindOf } from '#kernel/fields/index.ts'
import { compose, unsafePlaces } from '#kernel/merge.ts'
import { refusals } from '#kernel/refusals.ts'
import { convertible, sameValues } from '#kernel/schema/convert.ts'
import type { Actual } from '#kernel/schema/difference.ts'
import { sql } from '#kernel/sql.ts'
import type { Tx } from '#server/database/pool.ts'
import { refusedCalls } from './calls-out.ts'

/** What the model is to become: a patch over what it is, or an earlier version again. */
export type Wished = { readonly patch: Changes } | { readonly to: number }

/** All that the company would have changed, and what it comes to. */
export interface Wanted {
  readonly changes: Changes
  readonly answer: ReturnType<typeof compileApp>
}

/**
 * Lays what is wished over what is; what comes again finds the columns with its old values.
 * @param was the App as it is; null where its changes do not fit the standard
 */
export async function wantedOf(
  asks: Pick<Tx, 'query'>,
  catalog: Pick<Actual, 'tables'>,
  book: Book,
  last: { readonly version: number; readonly changes: Changes },
  was: App | null,
  wished: Wished,
): Promise<Wanted> {
  const unsafe = 'patch' in wished ? unsafePlaces(wished.patch) : []
  if (unsafe.length)
    return { changes: last.changes, answer: { problems: unsafe.map(behindObjects) } }
  const after =
    'patch' in wished ? compose(last.changes, wished.patch) : await changesAt(asks, wished.to)
  const version = last.version + 1
  const answer = compileApp(book, after, version)
  if (!('app' in answer)) return { changes: after, answer }
  // An earlier version was published once and can always be gone back to.
  const shut = 'patch' in wished ? refusedCalls(was, answer.app) : []
  if (shut.length) return { changes: after, answer: { problems: shut } }
  if (!was) return { changes: after, answer }
  const changes = keepColumns(catalog, book, was, answer.app, after, 'to' in wished)
  return { changes, answer: changes === after ? answer : compileApp(book, changes, version) }
}

const behindObjects = (path: string): ModelProblem => ({
  path,
  says: {
    zh: `「${path.split('.').at(-1)!}」不能用作名称`,
    en: `“${path.split('.').at(-1)!}” cannot be a name`,
  },
})

/**
 * A new field whose name a retired one had gets a column of its own, so that old values never show under a new
 * meaning; so does one that changes its kind, and its values are carried over.
 */
function keepColumns(
  catalog: Pick<Actual, 'tables'>,
  book: Book,
  was: App,
  will: App,
  after: Changes,
  back: boolean,
): Changes {
  const problems: ModelProblem[] = []
  let result = after
  for (const object of Object.values(will.objects))
    for (const [name, field] of Object.entries(object.fields)) {
      const old = was.objects[object.name]?.fields[name]
      const columns = catalog.tables[object.name]?.columns ?? {}
      if (kindOf(field).column === null) {
        if (old && isWritten(book, object.name, name))
          problems.push(standardKind(object.name, name))
        continue
      }
      const stored = old && kindOf(old).column !== null
      const moved = stored && (old.column ?? name) !== (field.column ?? name)
      if (stored && !sameValues(old, field))
        problems.push(...kindProblems(book, will, object, name, old, field))
      // What a rollback brings back finds the column from before, with its values.
      const fresh = stored
        ? !moved && !sameValues(old, field)
        : !back && columns[field.column ?? name] !== undefined
      if (fresh)
        result = compose(result, {
          objects: { [object.name]: { fields: { [name]: { column: freeColumn(name, columns) } } } },
        })
    }
  if (problems.length) refuseModel(problems)
  return result
}

/** Why a field can't change its kind. */
function kindProblems(
  book: Book,
  app: App,
  object: AppObject,
  name: string,
  old: FieldDef,
  field: FieldDef,
): ModelProblem[] {
  const path = `objects.${object.name}.fields.${name}.kind`
  const [from, to] = [kindNames[old.kind], kindNames[field.kind]]
  if (book.objects[object.name]?.fields[name] && kindOf(old).column !== kindOf(field).column)
    return [standardKind(object.name, name)]
  if (!convertible(old, field))
    return [
      {
        path,
        says: {
          zh: `不能把「${from.zh}」改成「${to.zh}」，请新增字段`,
          en: `${from.en} can’t become ${to.en}; add a new field instead`,
        },
      },
    ]
  if (standsStill(app, object))
    return [
      {
        path,
        says: {
          zh: '这种单据定稿后封存，字段类型不能改；请新增字段',
          en: 'these documents stand still and are sealed, so kinds stay; add a new field instead',
        },
      },
    ]
  return []
}

/** A field of the standard that is kept, not computed: its code writes it. */
function isWritten(book: Book, object: string, name: string): boolean {
  const field = book.objects[object]?.fields[name]
  return field !== undefined && field !== null && kindOf(field).column !== null
}

const standardKind = (object: string, name: string): ModelProblem => ({
  path: `objects.${object}.fields.${name}.kind`,
  says: {
    zh: '标准字段的类型被业务规则使用，不能改；请新增字段',
    en: 'business rules rely on the kind of a standard field; add a new field instead',
  },
})

/** Values of documents that stand can’t come into another column, where an old model or a retired field had them. */
export const valuesStand = ({
  object,
  field,
}: {
  object: string
  field: string
}): ModelProblem => ({
  path: `objects.${object}.fields.${field}`,
  says: {
    zh: '这种单据定稿后封存，此字段的值在另一列里，不能搬过去；请改为新增字段',
    en: 'these documents stand still and keep the values of this field in another column; add a new field instead',
  },
})

/** Documents of which a seal may exist, and their rows. */
export function standsStill(app: App, object: AppObject): boolean {
  if (object.frozen || object.append_only) return true
  const up = object.parent ? object.fields[object.parent] : undefined
  return (
    up?.kind === 'ref' &&
    app.objects[up.object] !== undefined &&
    standsStill(app, app.objects[up.object]!)
  )
}

const freeColumn = (name: string, columns: Readonly<Record<string, string>>): string => {
  for (let n = 2; ; n++) if (columns[`${name}_${n}`] === undefined) return `${name}_${n}`
}

/** What the company had changed in a version. */
export async function changesAt(asks: Pick<Tx, 'query'>, version: number): Promise<Changes> {
  const [row] = await asks.query<{ changes: Changes }>(
    sql`select changes from model_version where version = ${version}::int`,
  )
  return (
    row?.changes ??
    refuse('not-found', { what: { zh: `版本 ${version}`, en: `version ${version}` } })
  )
}

/** Refuses a model that is not sound, with every place of it. */
export function refuseModel(problems: readonly ModelProblem[]): never {
  const list = problems.map((one) => ({
    path: one.path,
    code: 'model' as const,
    details: { says: one.says, ...(one.at === undefined ? {} : { at: one.at }) },
  }))
  throw new Refusal('model-not-sound', refusals['model-not-sound'], { count: list.length }, list)
}
