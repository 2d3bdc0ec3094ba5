// How many points does a lead have? Its answers, weighted by their questions.

export interface Asked {
  readonly id: string
  readonly kind: string
  readonly weight: number
  readonly choices: readonly { readonly text: string; readonly points: number }[]
}

const agreed = new Set(['yes', 'y', 'true', '1', '是', '有', '对'])

/**
 * Points of one answer, 0–100; null where the question gives none. Yes is 100 and no 0, a scale of 0–10
 * counts tenfold, a choice has its own points, an unknown choice none.
 */
export function points(question: Asked, answer: string): number | null {
  const said = answer.trim().toLowerCase()
  switch (question.kind) {
    case 'yes_no':
      return agreed.has(said) ? 100 : 0
    case 'scale':
      return /^\d+(\.\d+)?$/.test(said) ? Math.round(Math.min(Number(said), 10) * 10) : 0
    case 'choice':
      return question.choices.find((each) => each.text.trim().toLowerCase() === said)?.points ?? 0
    default:
      return null
  }
}

/** Σ weight × points ÷ Σ weight over the scored answers, as a whole number 0–100; null where none counts. */
export function score(
  answers: readonly { readonly weight: number; readonly points: number | null }[],
): number | null {
  let weights = 0
  let total = 0
  for (const { weight, points } of answers) {
    if (points === null) continue
    weights += weight
    total += weight * points
  }
  return weights === 0 ? null : Math.round(total / weights)
}
