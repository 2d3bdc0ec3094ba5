// Who shall follow this lead up?
import { action } from '#kernel/action.ts'
import { need, text } from '../read.ts'

export const assignLead = action('assign', {
  on: 'lead',
  label: { zh: '分配', en: 'Assign' },
  icon: 'UserSwitchOutlined',
  by: ['sales_manager', 'manager', 'marketing'],
  from: ['new', 'contacting', 'qualified'],
  input: { owner: { kind: 'person', label: { zh: '负责人', en: 'Owner' }, required: true } },
  run: async (ctx, lead, input) => {
    const owner = need(input, 'owner')
    const person = await ctx.get('person', owner)
    const now = await ctx.change('lead', lead.id, { owner: person.id, release_reason: null })
    if (owner !== ctx.who.id) {
      const name = text(lead, 'company') ?? text(lead, 'name') ?? ''
      await ctx.notify([owner], {
        zh: `${ctx.who.name} 把线索「${name}」分配给了您`,
        en: `${ctx.who.name} assigned the lead “${name}” to you`,
        object: 'lead',
        record: lead.id,
      })
    }
    return { owner: now.owner, keep_until: now.keep_until }
  },
})
