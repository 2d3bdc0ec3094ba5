// Do reports, dashboards, pages and the menu speak of what is there? Every place that does not is told.
import type { AppObject, Model } from '../app.ts'
import { Problems } from '../error.ts'
import { sentence } from '../sentence.ts'
import { check } from '../formula/check.ts'
import type { Scope } from '../formula/type.ts'
import { living } from '../merge.ts'
import { problems as sentences } from '../problems.ts'
import { planBy, planMeasure } from '../query/gather.ts'
import { type Board, blockKinds, cockpitParts } from './board.ts'
import { isPeriod } from './period.ts'
import { addsUp } from './plan-report.ts'
import { chartKinds, type Report } from './report.ts'
import { itemOf } from './view.ts'

type Say = (path: string, zh: string, en: string, at?: number) => void

const name = /^[a-z][a-z0-9_]{0,48}$/

/** `scopeOf`: what a formula over an object may name. */
export function checkViews(
  model: Model,
  desks: Readonly<Record<string, unknown>>,
  objects: Readonly<Record<string, AppObject>>,
  scopeOf: (object: string) => Scope,
  say: Say,
): void {
  const roles = living(model.roles)
  const known = {
    objects,
    scopeOf,
    say,
    reports: living(model.reports),
    views: living(model.views),
    dashboards: living(model.dashboards),
    pages: living(model.pages),
    roles,
    desks,
  }
  for (const [key, it] of Object.entries(known.reports)) {
    if (!name.test(key))
      say(
        `reports.${key}`,
        '报表名只能用小写字母、数字和下划线',
        'a report is named by lower-case letters, digits and _',
      )
    checkReport(`reports.${key}`, it, known)
  }
  for (const map of ['dashboards', 'pages'] as const)
    for (const [key, it] of Object.entries(known[map])) {
      if (!name.test(key))
        say(
          `${map}.${key}`,
          '名称只能用小写字母、数字和下划线',
          'is named by lower-case letters, digits and _',
        )
      checkBoard(`${map}.${key}`, it, known)
    }
  for (const [key, area] of Object.entries(living(model.areas))) {
    checkRoles(`areas.${key}.roles`, area.roles, known)
    for (const [item, list] of Object.entries(living(area.only)))
      checkRoles(`areas.${key}.only.${item}`, list, known)
    for (const [i, item] of area.items.entries())
      if (!isThere(item, known))
        say(`areas.${key}.items[${i}]`, `没有「${item}」`, `there is no “${item}”`)
  }
  for (const [key, role] of Object.entries(roles))
    if (
      role.home !== undefined &&
      role.home !== 'cockpit' &&
      role.home !== 'inbox' &&
      !isThere(role.home, known)
    )
      say(`roles.${key}.home`, `没有「${role.home}」`, `there is no “${role.home}”`)
}

interface Speaking {
  readonly objects: Readonly<Record<string, unknown>>
  /** What a formula over an object may name. */
  readonly scopeOf: (object: string) => Scope
  readonly say: Say
}
/** What a dashboard may speak of. */
export interface Known extends Speaking {
  readonly reports: Readonly<Record<string, Report>>
  readonly views: Readonly<Record<string, unknown>>
  readonly dashboards: Readonly<Record<string, Board>>
  readonly pages: Readonly<Record<string, Board>>
  readonly roles: Readonly<Record<string, unknown>>
  readonly desks: Readonly<Record<string, unknown>>
}

function isThere(item: string, known: Known): boolean {
  const found = itemOf(item)
  const map =
    found &&
    {
      object: known.objects,
      view: known.views,
      dashboard: known.dashboards,
      page: known.pages,
      report: known.reports,
      desk: known.desks,
    }[found.kind]
  return !!map && Object.hasOwn(map, found.name)
}

function checkRoles(
  path: string,
  list: readonly string[] | undefined,
  { roles, say }: Known,
): void {
  for (const role of list ?? [])
    if (!Object.hasOwn(roles, role)) say(path, `没有角色「${role}」`, `there is no role “${role}”`)
}

/** Everything in a report that is not there or makes no sense. */
export function checkReport(
  path: string,
  report: Report,
  { objects, scopeOf, say }: Speaking,
): void {
  if (!objects[report.object])
    return say(
      `${path}.object`,
      `没有对象「${report.object}」`,
      `there is no object “${report.object}”`,
    )
  if (!chartKinds.includes(report.as))
    say(`${path}.as`, `没有图表类型「${report.as}」`, `there is no kind of chart “${report.as}”`)
  const scope = scopeOf(report.object)
  const found = new Problems()
  const groups = (list: Report['rows'], part: string): void =>
    list?.forEach((one, i) => {
      const by = planBy(one.by, `${part}[${i}].by`, scope, found)
      if (by && !by.bucket && by.formula.type.type === 'datetime')
        say(
          `${path}.${part}[${i}].by`,
          '请按日、周、月、季或年分组',
          'gather an instant by day, week, month, quarter or year',
        )
      if (one.top !== undefined && (one.top < 1 || one.top > 50))
        say(`${path}.${part}[${i}].top`, '应为 1 到 50', 'should be 1 to 50')
    })
  groups(report.rows, 'rows')
  groups(report.columns, 'columns')
  if ((report.rows?.length ?? 0) > 3)
    say(`${path}.rows`, '行最多 3 层', 'may have at most 3 levels of rows')
  if ((report.columns?.length ?? 0) > 1)
    say(`${path}.columns`, '列最多 1 个', 'may have at most one group across')
  const measures = Object.entries(living(report.measures))
  if (measures.length === 0 || measures.length > 10)
    say(`${path}.measures`, '指标应有 1 到 10 个', 'needs 1 to 10 measures')
  for (const [key, one] of measures) {
    const at = `measures.${key}`
    if (!name.test(key))
      say(
        `${path}.${at}`,
        '指标名只能用小写字母、数字和下划线',
        'a measure is named by lower-case letters, digits and _',
      )
    const planned = planMeasure(key, one.of, `${at}.of`, scope, found)
    if (
      planned &&
      planned.type.type !== 'number' &&
      planned.type.type !== 'date' &&
      planned.type.type !== 'datetime'
    )
      say(`${path}.${at}.of`, '指标应为数字或日期', 'a measure is a number or a date')
    if (planned && (one.show === 'running' || one.show === 'share') && !addsUp(planned))
      say(
        `${path}.${at}.show`,
        '只有求和与计数可以累计或算占比',
        'only sums and counts can run up or be parts of a whole',
      )
  }
  if (
    report.sort !== undefined &&
    !measures.some(([key]) => key === report.sort!.replace(/^-/, ''))
  )
    say(`${path}.sort`, `没有指标「${report.sort}」`, `there is no measure “${report.sort}”`)
  for (const it of found.list) {
    const says = sentences[it.code]
    say(
      `${path}.${it.path}`,
      sentence(says.zh, it.details, 'zh'),
      sentence(says.en, it.details, 'en'),
      typeof it.details.at === 'number' ? it.details.at - 1 : undefined,
    )
  }
  condition(`${path}.filter`, report.filter, scope, say)
  if (report.period) {
    const answer = check(report.period.by, scope)
    if (!('checked' in answer))
      for (const one of answer.problems)
        say(`${path}.period.by`, one.says.zh, one.says.en, one.from)
    else if (
      answer.checked.node.node !== 'path' ||
      !['date', 'datetime'].includes(answer.checked.type.type)
    )
      say(`${path}.period.by`, '应为日期字段', 'should be a field with a date')
    if (report.period.is !== undefined && !isPeriod(report.period.is))
      say(
        `${path}.period.is`,
        `没有时段「${report.period.is}」`,
        `there is no period “${report.period.is}”`,
      )
  }
  if (report.compare && !report.period?.is)
    say(`${path}.compare`, '对比需要时段', 'to compare needs a period')
}

function condition(path: string, text: string | undefined, scope: Scope, say: Say): void {
  if (!text) return
  const answer = check(text, scope, { type: 'boolean' })
  if (!('checked' in answer))
    for (const one of answer.problems) say(path, one.says.zh, one.says.en, one.from)
}

export function checkBoard(path: string, board: Board, known: Known): void {
  const { objects, scopeOf, say } = known
  checkRoles(`${path}.roles`, board.roles, known)
  const blocks = Object.entries(living(board.blocks))
  if (blocks.length > 60) say(`${path}.blocks`, '最多 60 块', 'may have at most 60 blocks')
  for (const [key, it] of blocks) {
    const at = `${path}.blocks.${key}`
    const object = 'object' in it ? it.object : it.kind === 'button' ? it.create : undefined
    if (!(blockKinds as readonly string[]).includes(it.kind))
      say(`${at}.kind`, '没有这种内容', 'there is no such kind of block')
    if (it.kind === 'report' && !known.reports[it.report])
      say(`${at}.report`, `没有报表「${it.report}」`, `there is no report “${it.report}”`)
    if (object !== undefined && !objects[object])
      say(`${at}.object`, `没有对象「${object}」`, `there is no object “${object}”`)
    if (it.kind === 'list' && it.view !== undefined && !Object.hasOwn(known.views, it.view))
      say(`${at}.view`, `没有视图「${it.view}」`, `there is no view “${it.view}”`)
    if (it.kind === 'list' && objects[it.object])
      condition(`${at}.filter`, it.filter, scopeOf(it.object), say)
    if (it.kind === 'cockpit' && !cockpitParts.includes(it.part))
      say(`${at}.part`, '驾驶舱没有这一块', 'the cockpit has no such part')
    if (
      it.kind === 'button' &&
      it.create === undefined &&
      (it.to === undefined || !/^\/(?!\/)/.test(it.to))
    )
      say(
        `${at}.to`,
        '应为系统内的地址，以 / 开头',
        'should be an address in here, beginning with /',
      )
  }
  for (const [key, it] of Object.entries(living(board.filters))) {
    const at = `${path}.filters.${key}`
    if (it.is !== undefined && !isPeriod(it.is))
      say(`${at}.is`, `没有时段「${it.is}」`, `there is no period “${it.is}”`)
    for (const [object, field] of Object.entries(it.on ?? {})) {
      if (!objects[object]) {
        say(`${at}.on.${object}`, `没有对象「${object}」`, `there is no object “${object}”`)
        continue
      }
      const answer = check(field, scopeOf(object))
      if (!('checked' in answer))
        for (const one of answer.problems)
          say(`${at}.on.${object}`, one.says.zh, one.says.en, one.from)
    }
  }
}
