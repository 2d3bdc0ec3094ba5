// What happens to what somebody sends from a form? Read as a stranger's word, taken in once, or put aside for a person.
import { isBlank } from '#kernel/blank.ts'
import { Problems, Refusal, refuse, type Words } from '#kernel/error.ts'
import { kindOf } from '#kernel/fields/index.ts'
import { isJsonObject } from '#kernel/json.ts'
import type { Row, Values } from '#kernel/object.ts'
import { sql } from '#kernel/sql.ts'
import {
  campaignMarks,
  type PublicField,
  publicFields,
  shortestMs,
} from '#kernel/view/public-form.ts'
import { takeIn } from '#ltc/marketing/take-in.ts'
import type { Tries } from '#server/login/tries.ts'
import type { SealSecrets } from '#server/login/seal.ts'
import { contextOf } from '#server/world/context-of.ts'
import type { Doing, World } from '#server/world/world.ts'
import { formAt, formDoing, publicForm, questionsOf, stateOf } from './find-form.ts'
import { type GivenPage, pageOf } from '#server/login/page-token.ts'

export interface Sender {
  readonly address: string
  readonly language: 'zh' | 'en'
}

export interface Submission {
  readonly world: World
  readonly secrets: SealSecrets
  readonly tries: Tries
  /** Of the form, in its link. */
  readonly at: string
  readonly body: unknown
  readonly sender: Sender
}

/** Everything of one that was read, before anything is written. */
interface Heard {
  readonly form: Row
  readonly page: GivenPage
  readonly fields: readonly PublicField[]
  /** Only of fields that are asked. */
  readonly answers: Values
  readonly marks: Values
  readonly said: string
  readonly consent: Words | null
  readonly isSuspect: boolean
  readonly language: 'zh' | 'en'
}

/**
 * Takes in what was sent. Whoever sent it hears the same, whether it is a new lead, one that we know, or looks like a
 * machine's: nobody finds out here whom we know.
 */
export async function submit(given: Submission): Promise<{ readonly taken: true }> {
  const { world, sender, tries } = given
  const form = await formAt(formDoing(world, world.db, null), given.at)
  if (!form) refuse('not-found', { what: { zh: '这张表单', en: 'form' } })
  const isCrowded = await tries.takeForm(sender.address, form.id)
  const heard = hear(given, form)
  if (isCrowded) await put(world, heard, (doing) => keepCrowded(doing, heard))
  else if (heard.isSuspect)
    await put(world, heard, (doing) => keep(doing, heard, { outcome: 'suspect' }))
  else await takeOrKeep(world, heard)
  return { taken: true }
}

async function takeOrKeep(world: World, heard: Heard): Promise<void> {
  try {
    await put(world, heard, async (doing) => {
      const { form, answers, marks, said } = heard
      await keep(doing, heard, { ...(await takeIn(contextOf(doing), form, answers, marks, said)) })
    })
  } catch (error) {
    if (!(error instanceof Refusal) || error.status >= 500) throw error
    if (isTheirs(error, heard)) throw error
    // Nothing that the visitor could put right: they are not sent away, and somebody of ours is told.
    await put(world, heard, (doing) => keepRefused(doing, heard, error))
  }
}

/** Does all of it speak of what the form asks? */
const isTheirs = ({ problems }: Refusal, { fields }: Heard): boolean =>
  problems.length > 0 && problems.every(({ path }) => fields.some(({ name }) => name === path))

/** Once for each page, one after the other for each form: two who press at the same time are one after the other. */
const put = (world: World, heard: Heard, work: (doing: Doing) => Promise<void>): Promise<void> =>
  world.db.transaction(async (tx) => {
    const doing = formDoing(world, tx, heard.form.id)
    await tx.query(
      sql`select pg_advisory_xact_lock(hashtextextended(${`lead form ${heard.form.id}`}, 11))`,
    )
    const before = await contextOf(doing).count('lead_form_entry', { page_no: heard.page.no })
    if (before === 0) await work(doing)
  })

async function keep(doing: Doing, heard: Heard, outcome: Values): Promise<void> {
  const { answers, consent, language } = heard
  await contextOf(doing).create('lead_form_entry', {
    form: heard.form.id,
    sender:
      [answers.name, answers.company]
        .filter((one) => typeof one === 'string' && one.trim())
        .join(' · ')
        .slice(0, 400) || null,
    said: heard.said,
    consent: consent?.[language] ?? null,
    language,
    ...heard.marks,
    answers: JSON.stringify(answers),
    page_no: heard.page.no,
    owner: heard.form.owner,
    ...outcome,
  })
}

async function keepRefused(doing: Doing, heard: Heard, refusal: Refusal): Promise<void> {
  await keep(doing, heard, { outcome: 'refused', why: refusal.message.slice(0, 500) })
  const { form } = heard
  if (typeof form.owner === 'string')
    await contextOf(doing).notify([form.owner], {
      zh: `「${String(form.name)}」有一份提交未能入库，请查看`,
      en: `An entry of “${String(form.name)}” could not be taken in; please look at it`,
      object: 'lead_form',
      record: form.id,
    })
}

/** More than usual from one network: a full hall or a machine. Nobody is sent away; somebody of ours looks, and is told of the first that waits. */
async function keepCrowded(doing: Doing, heard: Heard): Promise<void> {
  const { form, language } = heard
  const waiting = await contextOf(doing).count('lead_form_entry', {
    form: form.id,
    outcome: 'suspect',
    why: Object.values(crowded),
  })
  await keep(doing, heard, { outcome: 'suspect', why: crowded[language] })
  if (waiting === 0 && typeof form.owner === 'string')
    await contextOf(doing).notify([form.owner], {
      zh: `「${String(form.name)}」短时间内收到同一网络的大量提交，之后的已另存待确认`,
      en: `Very many entries of “${String(form.name)}” come from one network; those that follow wait to be looked at`,
      object: 'lead_form',
      record: form.id,
    })
}

const crowded: Words = {
  zh: '同一网络短时间内提交很多',
  en: 'Very many from one network in a short while',
}

function hear({ world, secrets, body, sender }: Submission, form: Row): Heard {
  const doing = formDoing(world, world.db, form.id)
  if (stateOf(doing, form) !== 'open') refuse('form-not-open')
  if (!isJsonObject(body)) refuse('malformed', { reason: 'JSON object / 对象' })
  const page = pageOf(secrets, form.id, body.token, doing.at.now) ?? refuse('form-page-old')
  const fields = publicFields(doing.app.objects.lead!.fields, questionsOf(form))
  const { consent } = publicForm(doing, form, secrets)
  const problems = new Problems()
  problems.onlyKnown(body, ['token', 'answers', 'agreed', 'trap', 'marks', 'page'])
  const given = isJsonObject(body.answers) ? body.answers : {}
  const answers = answersIn(doing, fields, given, problems)
  const isSuspect =
    (typeof body.trap === 'string' && body.trap !== '') ||
    doing.at.now.getTime() - page.givenAt < shortestMs - 500
  if (consent && body.agreed !== true) problems.add('agreed', 'required')
  problems.done()
  return {
    form,
    page,
    fields,
    answers,
    marks: marksIn(body.marks, body.page),
    said: saidIn(fields, answers, sender.language),
    consent,
    isSuspect,
    language: sender.language,
  }
}

/** Each answer by the kind of its field, as it would be stored; what is not asked is no answer. */
function answersIn(
  doing: Doing,
  fields: readonly PublicField[],
  given: Readonly<Record<string, unknown>>,
  problems: Problems,
): Values {
  const answers: Record<string, unknown> = {}
  const known = new Set(fields.map(({ name }) => name))
  for (const name of Object.keys(given).filter((one) => !known.has(one)))
    problems.add(name.slice(0, 60), 'unknown-field', { name: name.slice(0, 60) })
  for (const { name, required } of fields) {
    const value = Object.hasOwn(given, name) ? given[name] : undefined
    if (isBlank(value)) {
      if (required) problems.add(name, 'required')
      continue
    }
    const field = doing.app.objects.lead!.fields[name]!
    const read = kindOf(field).parse(value, field as never, name, problems)
    if (read !== null) answers[name] = typeof read === 'string' ? read : value
    else if (required && !problems.has(name)) problems.add(name, 'required')
  }
  return answers
}

/** What the link carried: short texts, or nothing. */
function marksIn(given: unknown, page: unknown): Values {
  const marks = isJsonObject(given) ? given : {}
  return {
    ...Object.fromEntries(
      campaignMarks.map((name) => [
        `utm_${name}`,
        clean(Object.hasOwn(marks, name) ? marks[name] : null, 200),
      ]),
    ),
    landing_page: clean(page, 500),
  }
}

const clean = (value: unknown, max: number): string | null =>
  typeof value === 'string'
    ? [
        ...value
          .toWellFormed()
          .normalize('NFC')
          .replace(/[\p{Cc}\s]+/gu, ' ')
          .trim(),
      ]
        .slice(0, max)
        .join('') || null
    : null

/** What was said as a person reads it, line by line, under the names that the visitor saw. */
function saidIn(fields: readonly PublicField[], answers: Values, language: 'zh' | 'en'): string {
  const inWords = ({ kind, choices }: PublicField, value: unknown): string => {
    if (kind === 'yes_no')
      return value === true || value === 'true'
        ? { zh: '是', en: 'Yes' }[language]
        : { zh: '否', en: 'No' }[language]
    const one = (code: unknown): string =>
      choices.find(({ value: own }) => own === code)?.label[language] ?? String(code)
    return Array.isArray(value) ? value.map(one).join('、') : one(value)
  }
  return fields
    .filter(({ name }) => Object.hasOwn(answers, name))
    .map(
      (field) =>
        `${field.label[language]}${{ zh: '：', en: ': ' }[language]}${inWords(field, answers[field.name])}`,
    )
    .join('\n')
}
