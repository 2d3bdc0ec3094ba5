// What would a change of the model do to the records that are there? Counted on the real rows; nothing is done.
import type { ModelEffects } from '#kernel/api/draft.ts'
import type { App, AppObject, Book, Changes } from '#kernel/app.ts'
import { compileApp } from '#kernel/compile/compile-app.ts'
import { fullScope } from '#kernel/formula-in.ts'
import type { Words } from '#kernel/error.ts'
import { kindNames } from '#kernel/field.ts'
import { kindOf } from '#kernel/fields/index.ts'
import { check } from '#kernel/formula/check.ts'
import { compose, living, merge } from '#kernel/merge.ts'
import { systemRows } from '#kernel/query/system-rows.ts'
import { lookAhead } from '#kernel/schema/ahead.ts'
import { ident, sql } from '#kernel/sql.ts'
import { readCatalog } from '#server/database/apply-schema.ts'
import { lastModel } from '#server/records/open-world.ts'
import { circumstances, systemWho, type World } from '#server/world/world.ts'
import { ownBreaks } from '#server/reports/own-breaks.ts'
import { inBulk } from '#server/writing/bulk-job.ts'
import { becoming, carriesOf, fateOf, lostValues } from './carry.ts'
import { leftFlows } from './leave-flows.ts'
import { leftStages } from './leave-stages.ts'
import { placeWords } from '#kernel/place-words.ts'
import { usesIn } from './uses.ts'
import { refuseModel, standsStill, type Wished, wantedOf } from './wanted.ts'

const sampled = 20
const shownExamples = 5

/** The App as it is wished, readable before it is published; refused where it is not sound. */
export async function draftedApp(
  world: World,
  book: Book,
  wished: Wished,
): Promise<{ now: App; will: App; readable: App }> {
  const last = await lastModel(world.db)
  const catalog = await readCatalog(world.db)
  const was = compileApp(book, last.changes, last.version)
  const { answer } = await wantedOf(
    world.db,
    catalog,
    book,
    last,
    'app' in was ? was.app : null,
    wished,
  )
  if ('problems' in answer) refuseModel(answer.problems)
  return {
    now: world.app,
    will: answer.app,
    readable: lookAhead(answer.app, world.app, catalog, world.company.zone),
  }
}

/** The uses of what the patch retires: also told where the model is not sound because of them. */
export async function usesOf(
  world: World,
  book: Book,
  patch: Changes,
): Promise<ModelEffects['uses']> {
  const { actions: _actions, days: _days, ...standard } = book
  const last = await lastModel(world.db)
  return usesIn(world.app, merge(standard, compose(last.changes, patch)) as never)
}

/** All effects of a patch, or of going back to an earlier version, in which nothing can use what it does not have. */
export async function effectsOf(world: World, book: Book, wished: Wished): Promise<ModelEffects> {
  const { now, will, readable } = await draftedApp(world, book, wished)
  const counting = new Counting(world, now, readable)
  const { zone } = world.company
  const catalog = await readCatalog(world.db)
  const conversions = await Promise.all(
    carriesOf(now, will).map(async (carry) => {
      const there = catalog.tables[carry.object]?.columns[carry.target] !== undefined
      const fate = await fateOf(world.db, carry, zone, there)
      return {
        object: carry.object,
        field: carry.field,
        place: placeWords(will, ['objects', carry.object, 'fields', carry.field]),
        from: kindNames[carry.from.kind],
        to: kindNames[carry.to.kind],
        ...fate,
        becomes: await becoming(world.db, carry, zone, shownExamples),
        sample: fate.lost ? await lostValues(world.db, now, carry, zone, sampled) : [],
      }
    }),
  )
  const left = await leftStages(world.db, now, will)
  return {
    rows: await counting.touched(),
    conversions,
    caught: (await counting.caught()).filter((one) => one.count > 0),
    defaults: (await counting.defaults()).filter((one) => one.count > 0),
    stages: left.map((one) => ({
      ...one,
      to: Object.entries(will.objects[one.object]!.lifecycle!.stages).map(([stage, { label }]) => ({
        stage,
        label,
      })),
    })),
    kept: (await counting.kept()).filter((one) => one.count > 0),
    approvals: await leftFlows(world.db, now, will),
    own: await ownBreaks(world, now, will),
    uses: 'patch' in wished ? await usesOf(world, book, wished.patch) : [],
  }
}

type Caught = ModelEffects['caught'][number]

class Counting {
  private readonly world: World
  private readonly now: App
  private readonly will: App
  constructor(world: World, now: App, will: App) {
    this.world = world
    this.now = now
    this.will = will
  }

  /** Records for which a formula of the model to come is true. */
  private async count(app: App, object: string, formula: string): Promise<number> {
    const answer = check(formula, fullScope(app.objects, object), { type: 'boolean' })
    if (!('checked' in answer)) return 0
    const at = circumstances(this.world, systemWho)
    const rows = systemRows(app, object, at)
    const where = rows.holds(answer.checked)
    const [row] = await this.world.db.query<{ n: number }>(
      sql`select count(*)::int as n from ${rows.from()} where t.removed_at is null and coalesce(${where}, false)`,
      { limitMs: 60_000 },
    )
    return row!.n
  }

  /** Today's list can show them where the formula needs nothing new. */
  private filterOf(object: string, formula: string): string | null {
    return this.now.objects[object] &&
      'checked' in check(formula, fullScope(this.now.objects, object), { type: 'boolean' })
      ? formula
      : null
  }

  private async one(
    object: string,
    path: readonly string[],
    says: Words,
    formula: string,
  ): Promise<Caught> {
    return {
      object,
      place: placeWords(this.will, path),
      says,
      count: await this.count(this.will, object, formula),
      filter: this.filterOf(object, formula),
    }
  }

  async touched(): Promise<ModelEffects['rows']> {
    const changed = Object.values(this.now.objects).filter((one) =>
      differs(one, this.will.objects[one.name]),
    )
    return Promise.all(
      changed.map(async ({ name: object }) => {
        const [row] = await this.world.db.query<{ n: number }>(
          sql`select count(*)::int as n from ${ident(object)} where removed_at is null`,
          { limitMs: 60_000 },
        )
        return { object, label: this.now.objects[object]!.label, count: row!.n }
      }),
    )
  }

  /** A default is for new records: what is there stays empty until somebody fills it. */
  async defaults(): Promise<ModelEffects['defaults']> {
    const list = Object.values(this.will.objects).flatMap((object) => {
      const before = this.now.objects[object.name]
      if (!before) return []
      const fillable = inBulk(object) && !standsStill(this.will, object)
      return Object.entries(object.fields)
        .filter(
          ([name, field]) =>
            field.default !== undefined &&
            field.default !== before.fields[name]?.default &&
            kindOf(field).column !== null,
        )
        .map(async ([field]) => ({
          object: object.name,
          field,
          place: placeWords(this.will, ['objects', object.name, 'fields', field]),
          count: await this.count(this.will, object.name, `${field} is empty`),
          fillable,
        }))
    })
    return Promise.all(list)
  }

  async caught(): Promise<Caught[]> {
    const list: Promise<Caught>[] = []
    for (const object of Object.values(this.will.objects)) {
      const before = this.now.objects[object.name]
      if (!before || !differs(before, object)) continue
      this.required(object, before, list)
      this.rules(object, before, list)
      this.gates(object, before, list)
      this.limits(object, before, list)
    }
    return Promise.all(list)
  }

  private required(object: AppObject, before: AppObject, list: Promise<Caught>[]): void {
    for (const [name, field] of Object.entries(object.fields)) {
      if (kindOf(field).column === null) continue
      const path = ['objects', object.name, 'fields', name]
      const was = before.fields[name]
      if (field.required && !was?.required)
        list.push(
          this.one(
            object.name,
            path,
            {
              zh: '没有填；下次修改时必须补上',
              en: 'are without it; whoever changes them next must fill it in',
            },
            `${name} is empty`,
          ),
        )
      else if (field.required_if && field.required_if !== was?.required_if && !field.required)
        list.push(
          this.one(
            object.name,
            path,
            { zh: '满足必填条件而没有填', en: 'meet the condition and are without it' },
            `${name} is empty and (${field.required_if})`,
          ),
        )
    }
  }

  private rules(object: AppObject, before: AppObject, list: Promise<Caught>[]): void {
    for (const [name, rule] of Object.entries(living(object.rules)))
      if (before.rules?.[name]?.if !== rule.if)
        list.push(
          this.one(
            object.name,
            ['objects', object.name, 'rules', name],
            {
              zh: '不符合这条规则；下次修改时须先改正',
              en: 'break this rule; whoever changes them next must mend it',
            },
            `not (${rule.if})`,
          ),
        )
  }

  private gates(object: AppObject, before: AppObject, list: Promise<Caught>[]): void {
    for (const [name, move] of Object.entries(object.lifecycle?.moves ?? {})) {
      const was = before.lifecycle?.moves[name]?.gate
      const path = ['objects', object.name, 'lifecycle', 'moves', name]
      const from = move.from
        .filter((stage) => before.lifecycle?.stages[stage])
        .map((stage) => `stage = "${stage}"`)
        .join(' or ')
      if (!from) continue
      const says = (what: Words): Words => ({
        zh: `还差「${what.zh}」，暂时过不了这道门径`,
        en: `miss “${what.en}” and can’t pass this gate yet`,
      })
      for (const field of move.gate?.require ?? [])
        if (!was?.require?.includes(field))
          list.push(
            this.one(
              object.name,
              path,
              says(object.fields[field.split('.')[0]!]?.label ?? { zh: field, en: field }),
              `(${from}) and ${field} is empty`,
            ),
          )
      for (const [key, line] of Object.entries(living(move.gate?.checks)))
        if (!line.advice && (was?.checks?.[key]?.if !== line.if || was.checks[key].advice))
          list.push(this.one(object.name, path, says(line.says), `(${from}) and not (${line.if})`))
    }
  }

  private limits(object: AppObject, before: AppObject, list: Promise<Caught>[]): void {
    for (const [name, stage] of Object.entries(object.lifecycle?.stages ?? {})) {
      const was = before.lifecycle?.stages[name]
      if (!was || stage.limit_days === undefined || (stage.kind ?? 'open') !== 'open') continue
      if (was.limit_days !== undefined && was.limit_days <= stage.limit_days) continue
      const until =
        was.limit_days === undefined ? '' : ` and stage_since >= now() - ${was.limit_days}`
      list.push(
        this.one(
          object.name,
          ['objects', object.name, 'lifecycle', 'stages', name],
          { zh: '超过新时限，将记为滞留', en: 'are over the new limit and will count as stuck' },
          `stage = "${name}" and stage_since < now() - ${stage.limit_days}${until}`,
        ),
      )
    }
  }

  /** Values of retired fields and choices. */
  async kept(): Promise<ModelEffects['kept']> {
    const list: Promise<ModelEffects['kept'][number]>[] = []
    for (const object of Object.values(this.now.objects)) {
      const after = this.will.objects[object.name]
      for (const [name, field] of Object.entries(object.fields)) {
        if (kindOf(field).column === null) continue
        const path = ['objects', object.name, 'fields', name]
        const tell = (at: readonly string[], formula: string): void =>
          void list.push(
            this.count(this.now, object.name, formula).then((count) => ({
              path: at.join('.'),
              place: placeWords(this.now, at),
              count,
            })),
          )
        const next = after?.fields[name]
        if (after && !next) tell(path, `${name} is not empty`)
        if (field.kind !== 'choice' || next?.kind !== 'choice') continue
        for (const choice of Object.keys(living(field.choices)))
          if (!next.choices[choice]) tell([...path, 'choices', choice], `${name} = "${choice}"`)
      }
    }
    return Promise.all(list)
  }
}

const differs = (before: AppObject, after: AppObject | undefined): boolean =>
  !after || JSON.stringify(without(before)) !== JSON.stringify(without(after))
const without = ({
  actions: _a,
  formulas: _f,
  children: _c,
  derive: _d,
  ...rest
}: AppObject): unknown => rest
