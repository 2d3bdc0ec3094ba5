// What happens to what a customer says to a quote? Read as a stranger's word, done once, with the evidence in the same transaction.
import { isBlank } from '#kernel/blank.ts'
import { Problems, refuse, type Words } from '#kernel/error.ts'
import { kindOf } from '#kernel/fields/index.ts'
import { isJsonObject } from '#kernel/json.ts'
import type { Row, Values } from '#kernel/object.ts'
import { sql } from '#kernel/sql.ts'
import {
  type AnswerKind,
  answerKinds,
  answersIn,
  type OfferState,
  type PublicOffer,
  signatureIn,
} from '#kernel/view/public-offer.ts'
import { bindingWords, keepAnswer, tellAnswer } from '#ltc/offers/take-answer.ts'
import { no } from '#ltc/refusals.ts'
import { text } from '#ltc/read.ts'
import { pageOf } from '#server/login/page-token.ts'
import type { Tries } from '#server/login/tries.ts'
import { act } from '#server/records/act.ts'
import { contextOf } from '#server/world/context-of.ts'
import type { Doing } from '#server/world/world.ts'
import { customerOf, linkOf, type Looking, offerDoing, publicOffer, quoteOf } from './find-offer.ts'

export interface Answering extends Looking {
  readonly tries: Tries
  readonly body: unknown
  readonly address: string
  readonly agent: string
}

/** Everything of one that was read, before anything is written. */
interface Heard {
  readonly kind: AnswerKind
  readonly page: string
  readonly said: Values
}

/** Which action of the quote an answer is; a wish changes nothing of it. */
const actions: Readonly<Partial<Record<AnswerKind, string>>> = {
  accept: 'accept',
  decline: 'reject',
}

const whyNot: Readonly<Record<OfferState, Words>> = {
  open: { zh: '现在还不能这样答复', en: 'not like that just now' },
  accepted: { zh: '已经接受', en: 'it was accepted already' },
  declined: { zh: '已经拒绝', en: 'it was declined already' },
  expired: { zh: '已过有效期', en: 'its time is over' },
  replaced: { zh: '已有新版本', en: 'there is a newer version' },
  over: { zh: '已经撤回或结束', en: 'it was withdrawn or has ended' },
  revoked: { zh: '链接已停用', en: 'the link was revoked' },
  none: { zh: '链接不存在', en: 'there is no such link' },
}

/** Does what was said and answers how the offer stands then; the same page sent again is the first one. */
export async function answerOffer(given: Answering): Promise<PublicOffer> {
  const { world, tries, body, address, colleague } = given
  await tries.takeOffer(address)
  if (colleague) no('offer-by-colleague')
  if (!isJsonObject(body)) refuse('malformed', { reason: 'JSON object / 对象' })
  const link =
    (await linkOf(offerDoing(world, world.db, null), body.token)) ??
    refuse('not-found', { what: { zh: '这个链接', en: 'link' } })
  const heard = hear(given, link, body)
  await world.db.transaction(async (tx) => {
    const doing = offerDoing(world, tx, link.id)
    await tx.query(
      sql`select pg_advisory_xact_lock(hashtextextended(${`quote link ${link.id}`}, 12))`,
    )
    if ((await contextOf(doing).count('quote_answer', { page_no: heard.page })) === 0)
      await take(doing, link.id, heard, given.language)
  })
  return publicOffer(given, link)
}

async function take(doing: Doing, id: string, heard: Heard, language: 'zh' | 'en'): Promise<void> {
  const { kind, said } = heard
  const ctx = contextOf(doing)
  // Revoked by one of us at this very moment, it is one or the other.
  const [link] = await ctx.lock('quote_link', [id])
  const found = link && (await quoteOf(ctx, link))
  const state = found ? found.state : 'none'
  if (!link || !found || !answersIn[state]?.includes(kind))
    return no('offer-not-open', { why: whyNot[state] })
  const { quote } = found
  const action = actions[kind]
  if (action)
    await act(doing, 'quote', quote.id, action, kind === 'decline' ? { comment: said.said } : {})
  const agreed = kind === 'accept' ? bindingWords(await customerOf(ctx, quote))[language] : null
  const answer = await keepAnswer(ctx, link, quote, {
    ...said,
    kind,
    agreed,
    language,
    page_no: heard.page,
  })
  await tellAnswer(ctx, quote, answer)
}

const fields = ['name', 'title', 'purchase_order', 'said'] as const

function hear({ world, secrets, address, agent }: Answering, link: Row, body: Values): Heard {
  const doing = offerDoing(world, world.db, link.id)
  const page = pageOf(secrets, link.id, body.page, doing.at.now) ?? refuse('form-page-old')
  const problems = new Problems()
  problems.onlyKnown(body, ['token', 'page', 'kind', ...fields, 'agreed', 'signature'])
  const kind = answerKinds.find((one) => one === body.kind)
  if (!kind) problems.add('kind', 'not-a-choice', { value: String(body.kind).slice(0, 60) })
  const needed: readonly string[] = kind === 'accept' ? ['name'] : ['name', 'said']
  const said: Record<string, unknown> = {}
  const own = doing.app.objects.quote_answer!.fields
  for (const name of fields) {
    const value = body[name]
    said[name] = isBlank(value)
      ? null
      : kindOf(own[name]!).parse(value, own[name] as never, name, problems)
    if (said[name] === null && needed.includes(name) && !problems.has(name))
      problems.add(name, 'required')
  }
  const words = text(said, 'said')
  if (words !== null && words.length > mostSaid) problems.add('said', 'too-long', { max: mostSaid })
  if (kind === 'accept' && body.agreed !== true) problems.add('agreed', 'required')
  const drawn = body.signature === undefined ? [] : signatureIn(body.signature)
  if (drawn === null)
    problems.add('signature', 'wrong-type', { expected: { zh: '手写签名', en: 'drawn signature' } })
  problems.done()
  return {
    kind: kind!,
    page: page.no,
    said: {
      ...said,
      signature: kind === 'accept' && drawn?.length ? JSON.stringify(drawn) : null,
      network: address.slice(0, 60) || null,
      browser: agent.replace(/\p{Cc}/gu, ' ').slice(0, 300) || null,
    },
  }
}

/** As long as the reason of a refusal may be. */
const mostSaid = 2000
