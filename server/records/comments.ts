// What do colleagues say about a record? Whoever may read it reads the comments and may add one.
import { Problems, refuse } from '#kernel/error.ts'
import type { Row } from '#kernel/object.ts'
import { seen } from '#kernel/query/plan.ts'
import { permit } from '#kernel/query/view.ts'
import { sql } from '#kernel/sql.ts'
import { readWho } from '#server/login/who.ts'
import { contextOf } from '#server/world/context-of.ts'
import { circumstances, type Doing } from '#server/world/world.ts'
import { personalView, rowRights } from '#server/world/rights.ts'

export interface Comment {
  readonly id: string
  readonly text: string
  readonly at: string
  readonly who: { readonly id: string; readonly name: string }
}

async function mayRead(doing: Doing, name: string, id: string): Promise<void> {
  const view = personalView(doing)
  const { object } = seen(view, name)
  const rights = await rowRights(doing, view, object, id, ['read'])
  if (!rights?.[0]) refuse('not-found', { what: object.label })
}

/** Those of the people who may read the record. */
async function readers(
  doing: Doing,
  name: string,
  id: string,
  people: readonly string[],
): Promise<string[]> {
  const list: string[] = []
  for (const person of people) {
    const who = await readWho(doing.tx, person)
    if (!who) continue
    const view = permit(doing.app, who)
    const own = view.objects[name]
    const rights =
      own &&
      (await rowRights(
        { ...doing, who, at: circumstances(doing.world, who) },
        view,
        own.object,
        id,
        ['read'],
      ))
    if (rights?.[0]) list.push(person)
  }
  return list
}

/** The newest 200, newest first. */
export async function commentsOf(
  doing: Doing,
  name: string,
  id: string,
): Promise<{ data: Comment[] }> {
  await mayRead(doing, name, id)
  const rows = await doing.tx.query<{
    id: string
    text: string
    created_at: string
    owner: string
    name: string
  }>(sql`select c.id, c.text, c.created_at, c.owner, p.name
    from comment c join person p on p.id = c.owner where c.record_id = ${id} and c.object_name = ${name} and c.removed_at is null order by c.id desc limit 200`)
  return {
    data: rows.map((row) => ({
      id: row.id,
      text: row.text,
      at: row.created_at,
      who: { id: row.owner, name: row.name },
    })),
  }
}

/** Adds a comment; people named as `@name` who may read the record find a notice in their inbox. */
export async function comment(
  doing: Doing,
  name: string,
  id: string,
  text: unknown,
): Promise<Comment> {
  await mayRead(doing, name, id)
  const problems = new Problems()
  if (typeof text !== 'string' || text.trim() === '') problems.add('text', 'required')
  problems.done()
  const ctx = contextOf(doing)
  const made: Row = await ctx.create('comment', {
    object_name: name,
    record_id: id,
    text: text as string,
    owner: doing.who.id,
  })
  const named = [...(text as string).matchAll(/@([\p{L}\p{N}_.·-]{1,40})/gu)].map(
    (match) => match[1]!,
  )
  if (named.length) {
    const people = await doing.tx.query<{ id: string }>(
      sql`select id from person where name = any(${named}::text[]) and active and removed_at is null and id <> ${doing.who.id}::uuid limit 20`,
    )
    const short =
      (text as string).length > 80 ? `${(text as string).slice(0, 79)}…` : (text as string)
    await ctx.notify(
      await readers(
        doing,
        name,
        id,
        people.map((one) => one.id),
      ),
      {
        zh: `${doing.who.name} 提到了您：${short}`,
        en: `${doing.who.name} mentioned you: ${short}`,
        object: name,
        record: id,
      },
    )
  }
  return {
    id: made.id,
    text: made.text as string,
    at: doing.at.now.toISOString(),
    who: { id: doing.who.id, name: doing.who.name },
  }
}
