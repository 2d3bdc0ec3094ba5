// Whose records: me, my people, my teams, my roles?

import type { FormulaFunction } from './function.ts'
import type { Type } from './type.ts'

const someone: Type = { type: 'ref', object: '*' }
const people: Type = { type: 'list', of: someone }

export const peopleFunctions: Record<string, FormulaFunction> = {
  MY_PEOPLE: {
    help: {
      group: 'people',
      example: 'owner in my_people()',
      help: { zh: '我和我的下属', en: 'me and the people below me' },
    },
    takes: [],
    gives: people,
    value: (_, at) => at.people,
  },
  MY_TEAMS: {
    help: {
      group: 'people',
      example: 'owner.team in my_teams()',
      help: { zh: '我所在和管理的团队', en: 'the teams that I am in or lead' },
    },
    takes: [],
    gives: people,
    value: (_, at) => at.teams,
  },
  MY_ROLES: {
    help: {
      group: 'people',
      example: '"sales" in my_roles()',
      help: { zh: '我的角色（名称）', en: 'the names of my roles' },
    },
    takes: [],
    gives: { type: 'list', of: { type: 'text' } },
    value: (_, at) => at.roles,
  },
  /** `me` and `me.team`, as the checker reads them. */
  me: { takes: [], gives: someone, value: (_, at) => at.me },
  'me.team': { takes: [], gives: someone, value: (_, at) => at.team },
}
