// Does a list of people name those that there can be: a role, a person, a field with one, somebody's superior?
import { living } from '../merge.ts'
import type { Whom } from '../lifecycle/whom.ts'
import type { Checking } from './checking.ts'

/** Says each one of the list that is nobody; `object` is where its fields are. */
export function checkWhom(
  path: string,
  list: readonly Whom[] | undefined,
  object: string,
  it: Checking,
): void {
  list?.forEach((one, i) => {
    const at = `${path}[${i}]`
    const ways = ['role', 'superior_of', 'field', 'person'].filter((way) => way in one)
    if (ways.length !== 1)
      it.say(
        at,
        '应指明一种：角色、字段、上级或人员',
        'should name one of: a role, a field, a superior, a person',
      )
    else if ('role' in one && !(one.role in living(it.roles)))
      it.say(at, `没有角色「${one.role}」`, `there is no role “${one.role}”`)
    else if ('field' in one && !/^values\.\w+$/.test(one.field)) {
      const type = it.formula(at, one.field, object)?.type
      if (type && !(type.type === 'ref' && (type.object === 'person' || type.object === '*')))
        it.say(at, `「${one.field}」不是人员`, `“${one.field}” is no person`)
    } else if ('person' in one && !/^[0-9a-f-]{36}$/.test(one.person))
      it.say(at, '不是人员', 'is no person')
  })
}
