// What of the questions of a form can't be asked? What its maker may not fill in themselves, and what names our records.
import { type Problem, Problems } from '#kernel/error.ts'
import type { Values } from '#kernel/object.ts'
import { permit } from '#kernel/query/view.ts'
import { isAskable } from '#kernel/view/public-form.ts'
import type { Doing } from '#server/world/world.ts'

/** Each problem with its place; a form that could never make a lead is one, too. */
export function unfitQuestions(doing: Doing, given: unknown, path: string): readonly Problem[] {
  const problems = new Problems()
  const questions = Array.isArray(given) ? (given as readonly Values[]) : []
  const lead = permit(doing.app, doing.who).objects.lead
  const asked = new Set<string>()
  for (const [i, question] of questions.entries()) {
    const name = String(question.field ?? '')
    const at = `${path}[${i}].field`
    const field = lead && Object.hasOwn(lead.fields, name) ? lead.fields[name] : undefined
    // An empty one is told as a required field.
    if (name === '') continue
    if (!field) problems.add(at, 'unknown-field', { name: name.slice(0, 60) })
    else if (!isAskable(field) || !lead!.writable(name))
      problems.add(at, 'model', {
        says: {
          zh: `「${field.label.zh}」不能由访客填写`,
          en: `visitors can’t fill in “${field.label.en}”`,
        },
      })
    else if (asked.has(name)) problems.add(at, 'already-used', { value: name })
    asked.add(name)
  }
  const say = (zh: string, en: string): void => problems.add(path, 'model', { says: { zh, en } })
  if (!asked.has('phone') && !asked.has('email'))
    say('至少要问电话或邮箱中的一项', 'ask for a phone number or an e-mail address at least')
  for (const [name, field] of Object.entries(doing.app.objects.lead?.fields ?? {}))
    if (field.required && !field.default && isAskable(field) && !asked.has(name))
      say(
        `线索必须有「${field.label.zh}」，表单里要问`,
        `a lead needs “${field.label.en}”: the form has to ask for it`,
      )
  return problems.list
}
