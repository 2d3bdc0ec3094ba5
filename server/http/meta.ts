// What may this person know of the application? The view of it as JSON, without code and without rules.
import type { Meta, MetaAction, MetaObject } from '#kernel/api/meta.ts'
import { living } from '#kernel/merge.ts'
import { isWrittenByHand } from '#kernel/object.ts'
import type { Deed } from '#kernel/permission.ts'
import { mayAdminister } from '#kernel/permission.ts'
import type { View } from '#kernel/query/view.ts'
import { mayRun } from '#server/records/act.ts'
import type { OwnViews } from '#server/reports/own-views.ts'
import { boardsOf, desksOf, homeOf, menuOf, reportsOf } from '#server/reports/seen-reports.ts'
import type { World } from '#server/world/world.ts'

const deeds: readonly Deed[] = ['read', 'create', 'change', 'remove', 'export', 'import']

const approvalsOf = (view: View): Meta['approvals'] =>
  Object.fromEntries(
    Object.entries(view.app.approvals)
      .filter(([, flow]) => view.objects[flow.object])
      .map(([name, flow]) => [
        name,
        {
          object: flow.object,
          label: flow.label,
          ...(flow.if === undefined ? {} : { if: flow.if }),
          steps: Object.fromEntries(
            Object.entries(living(flow.steps)).map(([key, { label, if: only }]) => [
              key,
              { label, ...(only !== undefined && { if: only }) },
            ]),
          ),
        },
      ]),
  )

export function metaOf(world: World, view: View, email: string, own: OwnViews): Meta {
  const { who, app } = view
  const objects: Record<string, MetaObject> = {}
  for (const [name, seen] of Object.entries(view.objects)) {
    const {
      allow: _allow,
      derive: _derive,
      actions,
      formulas: _formulas,
      children: _children,
      ...rest
    } = seen.object
    const direct = isWrittenByHand(seen.object)
    objects[name] = {
      ...rest,
      name,
      fields: Object.fromEntries(
        Object.entries(seen.fields).map(([key, field]) => {
          const { read: _read, write: _write, ...plain } = field
          return [key, seen.writable(key) ? plain : { ...plain, read_only: true }]
        }),
      ),
      deeds: deeds.filter(
        (deed) =>
          (seen.parent ? deed === 'read' : seen.right(deed) !== 'none') &&
          (direct || deed === 'read' || deed === 'export'),
      ),
      actions: Object.fromEntries(
        Object.values(actions)
          .filter((action) => mayRun(who, action))
          .map((action) => {
            const { run: _run, by: _by, on: _on, name: key, ...plain } = action
            return [key, plain as MetaAction]
          }),
      ),
    }
  }
  return {
    version: app.version,
    company: {
      id: typeof world.company.record.id === 'string' ? world.company.record.id : null,
      name: world.company.name,
      currency: world.company.currency,
      language: world.company.record.language === 'en' ? 'en' : 'zh',
      zone: world.company.zone,
      sample: world.company.sample,
      calendar: world.company.calendar,
    },
    who: {
      id: who.id,
      name: who.name,
      email,
      roles: [...who.roles],
      team: who.team,
      language: who.language,
      admin: mayAdminister(who),
    },
    objects,
    roles: app.roles,
    reports: { ...reportsOf(view), ...own.reports },
    dashboards: { ...boardsOf(app.dashboards, who), ...own.dashboards },
    own: own.cards,
    pages: boardsOf(app.pages, who),
    desks: desksOf(view),
    areas: menuOf(view),
    home: homeOf(view),
    approvals: approvalsOf(view),
    documents: Object.fromEntries(
      Object.entries(app.documents)
        .filter(([, one]) => objects[one.object])
        .map(([name, one]) => [
          name,
          {
            object: one.object,
            label: one.label,
            ...(one.if === undefined ? {} : { if: one.if }),
          },
        ]),
    ),
    views: Object.fromEntries(Object.entries(app.views).filter(([, one]) => objects[one.object])),
  }
}
