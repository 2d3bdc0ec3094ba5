// Is this lead worth an opportunity? The gate of the lifecycle says what must be known.
import { action } from '#kernel/action.ts'
import { rows, text } from '../read.ts'

export const qualifyLead = action('qualify', {
  on: 'lead',
  label: { zh: '认定合格', en: 'Qualify' },
  icon: 'CheckCircleOutlined',
  primary: true,
  from: ['new', 'contacting'],
  input: {
    answers: {
      kind: 'lines',
      object: 'qualification_answer',
      by: 'lead',
      label: { zh: '资格问卷', en: 'Questionnaire' },
    },
  },
  run: async (ctx, lead, input) => {
    const answers = rows(input, 'answers')
    if (answers.length) {
      const asked = new Set(answers.map((answer) => text(answer, 'question')))
      const others = rows(lead, 'qualification').filter((one) => !asked.has(text(one, 'question')))
      await ctx.change('lead', lead.id, { qualification: [...others, ...answers] })
    }
    if (lead.stage === 'new') await ctx.move('lead', lead.id, 'contacting')
    const now = await ctx.move('lead', lead.id, 'qualified', {
      qualified_at: ctx.now.toISOString(),
    })
    return { stage: now.stage, score: now.score, qualified_at: now.qualified_at }
  },
})
