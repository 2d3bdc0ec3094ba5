// Is what a machine took for suspect a person after all? Somebody looks at it, and takes it in or throws it away.
import { action } from '#kernel/action.ts'
import type { Values } from '#kernel/object.ts'
import { need, text } from '../read.ts'
import { campaignMarkFields } from './campaign-marks.ts'
import { takeIn } from './take-in.ts'

const by = ['marketing', 'sales_manager', 'manager']

export const takeInEntry = action('take_in', {
  on: 'lead_form_entry',
  label: { zh: '认作线索', en: 'Take in as a lead' },
  icon: 'UserAddOutlined',
  primary: true,
  by,
  if: 'lead is empty',
  offered_if: 'lead is empty',
  run: async (ctx, entry) => {
    const form = await ctx.get('lead_form', need(entry, 'form'))
    const answers = JSON.parse(text(entry, 'answers') ?? '{}') as Values
    const marks = Object.fromEntries(
      Object.keys(campaignMarkFields).map((name) => [name, entry[name]]),
    )
    const taken = await takeIn(ctx, form, answers, marks, text(entry, 'said') ?? '')
    await ctx.change('lead_form_entry', entry.id, { ...taken, why: null })
    return { lead: taken.lead }
  },
})

export const discardEntry = action('discard', {
  on: 'lead_form_entry',
  label: { zh: '丢弃', en: 'Throw away' },
  icon: 'DeleteOutlined',
  danger: true,
  by,
  if: 'lead is empty',
  offered_if: 'lead is empty',
  run: async (ctx, entry) => {
    await ctx.remove('lead_form_entry', entry.id)
    return {}
  },
})
