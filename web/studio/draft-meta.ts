// What is the application of the draft, as its maker may know it? So that what was just added can be chosen at once.
import type { Meta, MetaObject } from '#kernel/api/meta.ts'
import type { Deed } from '#kernel/permission.ts'
import type { WholeModel } from '#web/admin/admin-calls.ts'
import type { Through } from '#web/report/ask-report.ts'
import type { Draft } from './use-draft.ts'

const all: readonly Deed[] = ['read', 'create', 'change', 'remove', 'export', 'import']

const living = <T>(map: Readonly<Record<string, T | null>>): Record<string, T> =>
  Object.fromEntries(Object.entries(map).filter((entry): entry is [string, T] => entry[1] !== null))

/** As published, with the draft's objects, reports, dashboards and pages over it. The menu around the page stays. */
export function metaOfDraft(meta: Meta, model: WholeModel): Meta {
  return {
    ...meta,
    roles: model.roles,
    views: living(model.views),
    reports: living(model.reports),
    dashboards: living(model.dashboards),
    pages: living(model.pages),
    objects: Object.fromEntries(
      Object.entries(model.objects).map(([name, object]): [string, MetaObject] => {
        const { allow: _allow, ...plain } = object
        const known = meta.objects[name]
        return [
          name,
          {
            ...plain,
            name,
            deeds: known?.deeds ?? [...all],
            actions: known?.actions ?? {},
          } as MetaObject,
        ]
      }),
    ),
  }
}

/** Through what rows are read: the saved draft where it says more of objects than is published. */
export function throughDraft({ patch, about }: Draft): Through | null {
  const { card } = about
  return card && patch.objects ? { id: card.id, version: card.version } : null
}
