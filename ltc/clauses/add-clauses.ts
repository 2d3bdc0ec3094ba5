// Which standard clauses belong into a contract of this kind? Those of the library that it does not have yet.
import { action } from '#kernel/action.ts'
import { need, rows, text } from '../read.ts'
import { no } from '../refusals.ts'

export const addClauses = action('add_clauses', {
  on: 'contract',
  label: { zh: '套用标准条款', en: 'Add standard clauses' },
  help: {
    zh: '按合同类型从条款库带入，已有的不重复',
    en: 'Those of the library for its kind that are not there yet',
  },
  icon: 'BookOutlined',
  from: ['draft'],
  run: async (ctx, contract) => {
    const library = await ctx.find('clause', { active: true }, { sort: 'sequence' })
    const there = rows(contract, 'clauses')
    const known = new Set(there.map((one) => text(one, 'clause')))
    const added = library.filter(
      (one) =>
        !known.has(one.id) && [null, need(contract, 'kind')].includes(text(one, 'contract_kind')),
    )
    if (added.length === 0) no('no-clauses')
    await ctx.change('contract', contract.id, {
      clauses: [...there, ...added.map((one) => ({ clause: one.id }))],
    })
    return { clauses: added.map((one) => one.id) }
  },
})
