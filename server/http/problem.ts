// How does a refusal leave the server? As problem+json (RFC 9457) in the reader's language; a bug says only its id.
import type { Refusal } from '#kernel/error.ts'
import { sentence } from '#kernel/sentence.ts'
import { problems } from '#kernel/problems.ts'

export type Language = 'zh' | 'en'

/** The language a client would rather have, by its weights (`en;q=0.3, zh`); Chinese where it says nothing. */
export function languageOf(header: string | undefined): Language {
  const asked = (header ?? '').split(',').flatMap((part) => {
    const [name = '', ...more] = part.split(';').map((one) => one.trim().toLowerCase())
    const language = /^(zh|en)(?:-|$)/.exec(name)?.[1] as Language | undefined
    const weight = more.find((one) => one.startsWith('q='))
    return language ? [{ language, weight: weight ? Number(weight.slice(2)) || 0 : 1 }] : []
  })
  const best = asked
    .filter((one) => one.weight > 0)
    .reduce<(typeof asked)[number] | null>(
      (found, one) => (found && found.weight >= one.weight ? found : one),
      null,
    )
  return best?.language ?? 'zh'
}

/** The body of a refusal: every problem with its path and sentence; a refusal of the whole input is its own problem. */
export function problemOf(refusal: Refusal, language: Language): Record<string, unknown> {
  const title = sentence(refusal.row[language], refusal.details, language)
  const told = refusal.problems.map((one) => ({
    ...one,
    says: sentence(problems[one.code][language], one.details, language),
  }))
  const errors = told.map((one) => ({
    path: one.path,
    code: one.code,
    detail: one.says,
    ...(one.code === 'formula' ? { at: one.details.at } : {}),
  }))
  return {
    type: `/docs/errors#${refusal.code}`,
    title,
    status: refusal.status,
    detail: told.some((one) => one.code !== refusal.code)
      ? `${title} ${told.map((one) => `${one.path ? `${one.path}: ` : ''}${one.says}`).join(language === 'zh' ? '；' : '; ')}`
      : title,
    code: refusal.code,
    ...(refusal.code === 'moved' ? { version: refusal.details.version } : {}),
    // What is missing can be added where the person stands.
    ...(refusal.code === 'no-rate'
      ? { currency: refusal.details.currency, date: refusal.details.date }
      : {}),
    ...(errors.length
      ? { errors }
      : refusal.status === 422
        ? { errors: [{ path: '', code: refusal.code, detail: title }] }
        : {}),
  }
}

/** A bug: the caller gets an id to quote, the log gets the rest. */
export const bugOf = (id: string, language: Language): Record<string, unknown> => ({
  type: '/docs/errors#internal',
  status: 500,
  code: 'internal',
  title:
    language === 'zh'
      ? '系统出错了，已记录。'
      : 'Something went wrong on our side; it was recorded.',
  detail:
    language === 'zh' ? `请告知管理员编号 ${id}。` : `Please quote ${id} to your administrator.`,
})
