// Which addresses answer for administrators why somebody may, and whether a version helped? Questions only.
import type { Deed } from '#kernel/permission.ts'
import { Problems, refuse } from '#kernel/error.ts'
import { isUuid } from '#kernel/fields/uuid-value.ts'
import { readWho } from '#server/login/who.ts'
import { figuresOf } from '#server/model/figures.ts'
import { whyOf } from '#server/model/why.ts'
import type { Route } from './routes.ts'

const deeds: readonly Deed[] = ['read', 'change', 'remove', 'export']

export const whyRoutes: readonly Route[] = [
  {
    method: 'GET',
    url: '/api/v1/model/why',
    gate: 'admin',
    says: 'Why may, or may not, this person see or change this record or field?',
    run: async (call) => {
      const problems = new Problems()
      const { person = '', object = '', id = '', field, deed = 'read' } = call.query
      if (!isUuid(person)) problems.add('person', 'required')
      if (!object) problems.add('object', 'required')
      if (!isUuid(id)) problems.add('id', 'required')
      if (!deeds.includes(deed as Deed))
        problems.add('deed', 'wrong-type', { expected: deeds.join(' / ') })
      problems.done()
      const { world } = call.machine
      const who =
        (await readWho(world.db, person)) ??
        refuse('not-found', { what: { zh: '在职人员', en: 'active person' } })
      if (!Object.hasOwn(world.app.objects, object))
        refuse('not-found', { what: { zh: '对象', en: 'object' } })
      return whyOf(world, who, {
        object,
        id,
        field:
          field && Object.hasOwn(world.app.objects[object]!.fields, field)
            ? field
            : field
              ? refuse('not-found', { what: { zh: '字段', en: 'field' } })
              : null,
        deed: deed as Deed,
      })
    },
  },
  {
    method: 'GET',
    url: '/api/v1/model/figures/:version',
    gate: 'admin',
    says: 'Stage durations, conversion and win rate before and after a version',
    run: (call) =>
      figuresOf(
        call.machine.world,
        /^\d{1,9}$/.test(call.params.version ?? '')
          ? Number(call.params.version)
          : refuse('not-found', { what: { zh: '版本', en: 'version' } }),
      ),
  },
]
