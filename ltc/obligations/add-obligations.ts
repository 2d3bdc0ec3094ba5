// What do contracts of this kind always promise? The lines of the templates that this one does not have yet.
import { action } from '#kernel/action.ts'
import { no } from '../refusals.ts'
import { obligationsFromTemplates } from './from-template.ts'

export const addObligations = action('add_obligations', {
  on: 'contract',
  label: { zh: '套用履约模板', en: 'Add obligations' },
  help: {
    zh: '按合同类型从履约模板生成事项，已有的不重复',
    en: 'Makes those of the templates for its kind that are not there yet',
  },
  icon: 'CheckSquareOutlined',
  from: ['signed', 'active'],
  run: async (ctx, contract) => {
    const obligations = await obligationsFromTemplates(ctx, contract)
    if (obligations.length === 0) no('no-obligations')
    return { obligations }
  },
})
