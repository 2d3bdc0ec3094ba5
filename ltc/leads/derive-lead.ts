// What follows from a lead's other values? Its score, and until when its owner may keep it.
import type { Context } from '#kernel/context.ts'
import type { Row, Values } from '#kernel/object.ts'
import { rateOfEstimate } from '../currencies/rates.ts'
import { settings } from '../parties/settings.ts'
import { held } from '../pools/held.ts'
import { rows, text } from '../read.ts'
import { points, score } from './score.ts'
import type { Asked } from './score.ts'

export async function deriveLead(ctx: Context, row: Values, before: Row | null): Promise<Values> {
  return {
    ...currencyOf(ctx, row, before),
    ...(await rateOfEstimate(ctx, row, before)),
    ...(await scored(ctx, row)),
    ...(await held(ctx, row, before)),
  }
}

function currencyOf(ctx: Context, row: Values, before: Row | null): Values {
  if (before || text(row, 'currency')) return {}
  return { currency: settings(ctx).currency }
}

async function scored(ctx: Context, row: Values): Promise<Values> {
  const answers = rows(row, 'qualification')
  if (answers.length === 0) return {}
  const asked = await questions(ctx, answers)
  const marked = answers.map((answer) => {
    const question = asked.get(text(answer, 'question') ?? '')
    return {
      row: answer,
      weight: question?.weight ?? 0,
      points: question ? points(question, text(answer, 'answer') ?? '') : null,
    }
  })
  return {
    qualification: marked.map((each) => ({ ...each.row, points: each.points })),
    score: score(marked),
  }
}

async function questions(ctx: Context, answers: readonly Values[]): Promise<Map<string, Asked>> {
  const ids = [...new Set(answers.flatMap((answer) => text(answer, 'question') ?? []))]
  const [found, choices] = await Promise.all([
    ctx.find('question', { id: ids }),
    ctx.find('question_choice', { question: ids }),
  ])
  return new Map(
    found.map((question) => [
      question.id,
      {
        id: question.id,
        kind: text(question, 'kind') ?? 'text',
        weight: Number(question.weight ?? 0),
        choices: choices
          .filter((choice) => choice.question === question.id)
          .map((choice) => ({
            text: text(choice, 'text') ?? '',
            points: Number(choice.points ?? 0),
          })),
      },
    ]),
  )
}
