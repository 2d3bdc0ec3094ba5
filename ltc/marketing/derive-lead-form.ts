// What follows from what is said of a form? An address, questions that can be asked, sites written as browsers know them.
import type { Context } from '#kernel/context.ts'
import { Problems } from '#kernel/error.ts'
import type { Row, Values } from '#kernel/object.ts'
import { need, rows, text } from '../read.ts'

const addressShape = /^[a-z0-9](?:[a-z0-9-]{1,58}[a-z0-9])$/

/** Whom we are dealing with and how to reach them: without that a lead is of no use. */
const firstQuestions: readonly Values[] = [
  { field: 'name', required: true },
  { field: 'company', required: false },
  { field: 'phone', required: true },
  { field: 'need', required: false },
]

export async function deriveLeadForm(
  ctx: Context,
  row: Values,
  before: Row | null,
): Promise<Values> {
  const problems = new Problems()
  const address = addressOf(row, before, problems)
  const embed_on = sitesOf(text(row, 'embed_on'), problems)
  const given = rows(row, 'questions')
  const questions = !before && given.length === 0 ? firstQuestions : given
  if (!before || changed(rows(before, 'questions'), questions))
    for (const { path, code, details } of await ctx.unfit('form', questions, 'questions'))
      problems.add(path, code, details)
  problems.done()
  return { address, embed_on, ...(questions === given ? {} : { questions }) }
}

const changed = (before: readonly Values[], now: readonly Values[]): boolean =>
  JSON.stringify(before.map((one) => one.field)) !== JSON.stringify(now.map((one) => one.field))

/** The one given, or one that nobody guesses from another. */
function addressOf(row: Values, before: Row | null, problems: Problems): string {
  const given = (text(row, 'address') ?? (before && text(before, 'address')))?.toLowerCase()
  const address = given ?? need(row, 'id').replaceAll('-', '').slice(-10)
  if (!addressShape.test(address))
    problems.add('address', 'wrong-type', {
      expected: {
        zh: '3–60 位小写字母、数字或连字符',
        en: '3 to 60 small letters, digits or hyphens',
      },
    })
  return address
}

/** One origin a line, without doubles; what is none is told with what would be one. */
function sitesOf(given: string | null, problems: Problems): string | null {
  if (given === null) return null
  const sites = given
    .split(/[\s,，、;；]+/)
    .filter(Boolean)
    .map((one) => ({ one, origin: originOf(one) }))
  const wrong = sites.find(({ origin }) => origin === null)
  if (wrong || sites.length > 20)
    problems.add('embed_on', 'wrong-type', {
      expected: {
        zh: '网站地址，一行一个，最多 20 个，如 https://www.example.com',
        en: 'addresses of sites, one a line, 20 at most, such as https://www.example.com',
      },
    })
  return [...new Set(sites.map(({ origin }) => origin))].filter(Boolean).join('\n') || null
}

const originShape =
  /^(https:\/\/|http:\/\/(?=(?:localhost|127\.0\.0\.1)(?::|$)))[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?$/

/** `www.example.com/contact` means the whole site `https://www.example.com`; without https only this machine. */
function originOf(said: string): string | null {
  const [scheme, rest] = said.includes('://') ? said.split('://') : ['https', said]
  const origin = `${scheme!.toLowerCase()}://${rest!.split(/[/?#]/)[0]!.toLowerCase()}`
  return originShape.test(origin) ? origin : null
}
