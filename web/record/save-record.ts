// How is a change saved so that nobody's work is lost? On the version it began from; when that moved on, merged or asked.
import type { MetaObject } from '#kernel/api/meta.ts'
import type { Row, Values } from '#kernel/object.ts'
import { call, CallError } from '#web/call.ts'
import { isJsonObject } from '#kernel/json.ts'
import { clashOf } from './conflict.ts'

export type Saved =
  | {
      readonly kind: 'saved'
      readonly row: Row
      /** Fields that somebody else changed meanwhile. */ readonly merged: readonly string[]
    }
  | { readonly kind: 'conflict'; readonly theirs: Row; readonly fields: readonly string[] }
  | {
      readonly kind: 'refused'
      readonly says: string
      /** path → sentence; child rows as `lines[2].quantity`. */ readonly problems: Readonly<
        Record<string, string>
      >
    }

/** Titles that were put beside the ids are not the record's own. */
export const plain = (values: Values): Values =>
  Object.fromEntries(
    Object.entries(values)
      .filter(([name]) => !name.includes('.'))
      .map(([name, value]) => [
        name,
        Array.isArray(value) && value.every(isJsonObject) ? value.map(plain) : value,
      ]),
  )

/** Nobody chooses these: they follow from others or are written by the system. */
const follows =
  (object: MetaObject) =>
  (name: string): boolean => {
    const field = object.fields[name]
    return !field || Boolean(field.read_only) || field.kind === 'formula' || field.kind === 'rollup'
  }

/**
 * @param base the record as one saw it when one began
 * @param sentBy who had sent a change of it before without hearing what became of it
 */
export async function saveRecord(
  object: MetaObject,
  base: Row,
  mine: Values,
  sentBy: string | null = null,
): Promise<Saved> {
  const values = plain(mine)
  try {
    return {
      kind: 'saved',
      row: await call.change(object.name, base.id, values, base.version),
      merged: [],
    }
  } catch (error) {
    // Nobody said no: the server is away.
    if (!(error instanceof CallError) || isAway(error)) throw error
    if (error.status === 412) return resolve(object, base, values, sentBy)
    return refused(error)
  }
}

async function resolve(
  object: MetaObject,
  base: Row,
  values: Values,
  sentBy: string | null,
): Promise<Saved> {
  const theirs = await call.get(object.name, base.id)
  // The one change since was the one that was not answered: nobody else was there.
  const isOwn = theirs.version === base.version + 1 && theirs.updated_by === sentBy
  const clash = clashOf(isOwn ? theirs : base, values, theirs, follows(object))
  if (clash.both.length) return { kind: 'conflict', theirs, fields: clash.both }
  try {
    return {
      kind: 'saved',
      row: await call.change(object.name, base.id, values, theirs.version),
      merged: clash.onlyTheirs,
    }
  } catch (error) {
    if (error instanceof CallError)
      return error.status === 412
        ? { kind: 'conflict', theirs, fields: Object.keys(values) }
        : refused(error)
    throw error
  }
}

/** Nobody said no: the server, or the way to it, is away. */
export const isAway = (error: CallError): boolean => [0, 502, 503, 504].includes(error.status)

export const refused = (error: CallError): Extract<Saved, { kind: 'refused' }> => ({
  kind: 'refused',
  says: error.message,
  problems: Object.fromEntries(error.errors.map((one) => [one.path, one.detail])),
})
