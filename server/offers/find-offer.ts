// Which quote does this token open, and what of it may its customer see?
import { offerState } from '#ltc/offers/offer-state.ts'
import { bindingWords } from '#ltc/offers/take-answer.ts'
import { text } from '#ltc/read.ts'
import type { Context } from '#kernel/context.ts'
import type { Row } from '#kernel/object.ts'
import type { Who } from '#kernel/permission.ts'
import {
  type AnswerKind,
  type OfferAnswer,
  type OfferState,
  paperStates,
  type PublicOffer,
} from '#kernel/view/public-offer.ts'
import type { Language } from '#kernel/view/paper.ts'
import type { Asks } from '#server/database/pool.ts'
import type { Filling } from '#server/documents/fill-template.ts'
import { documentOf } from '#server/documents/print-record.ts'
import { giveOut } from '#server/login/page-token.ts'
import type { SealSecrets } from '#server/login/seal.ts'
import { contextOf } from '#server/world/context-of.ts'
import { circumstances, type Doing, systemWho, type World } from '#server/world/world.ts'
import { tokenHash } from './offer-token.ts'

/** Nobody is signed in: the system does what was said, and its log names the link. */
export const offerDoing = (world: World, tx: Asks, link: string | null): Doing => ({
  world,
  app: world.app,
  tx,
  who: systemWho,
  at: circumstances(world, systemWho),
  cause: { kind: 'link', ...(link === null ? {} : { id: link }) },
  action: null,
})

/** Whoever reads the paper has no role, so that what only some of us may read is empty on it, whatever the template names. */
const customer: Who = { ...systemWho, roles: [] }

export const fillingFor = (world: World, language: Language, madeAt: string): Filling => ({
  asks: world.db,
  app: world.app,
  who: customer,
  at: circumstances(world, customer),
  company: world.company,
  made_at: madeAt,
  language,
})

/** The link of the token; null where there is none. */
export async function linkOf(doing: Doing, token: unknown): Promise<Row | null> {
  const hash = tokenHash(token)
  if (hash === null) return null
  const [link] = await contextOf(doing).find('quote_link', { token_hash: hash }, { limit: 1 })
  return link ?? null
}

/** The quote behind a link, and how it stands. */
export async function quoteOf(
  ctx: Context,
  link: Row,
): Promise<{ readonly quote: Row; readonly state: OfferState } | null> {
  // Without its children and with a lock on nothing: the answer itself asks again under lock.
  const [quote] = await ctx.find('quote', { id: link.quote }, { limit: 1 })
  if (!quote) return null
  const versions = await ctx.find('quote', { opportunity: quote.opportunity })
  return { quote, state: offerState(link, quote, versions, ctx.today) }
}

export interface Looking {
  readonly world: World
  readonly secrets: SealSecrets
  readonly language: Language
  readonly colleague: boolean
}

const nothing = {
  number: '',
  version: null,
  valid_until: null,
  currency: '',
  gross: null,
  paper: null,
  link: null,
  page: null,
  contact: null,
  agree: null,
  answer: null,
  asked: [],
} as const

/** What leaves the house: of what can't be read any more only that it is so, and whom to ask. */
export async function publicOffer(looking: Looking, link: Row | null): Promise<PublicOffer> {
  const { world, secrets, language, colleague } = looking
  const { name: company } = world.company
  const doing = offerDoing(world, world.db, link?.id ?? null)
  const ctx = contextOf(doing)
  const found = link && (await quoteOf(ctx, link))
  if (!link || !found) return { ...nothing, state: 'none', company, colleague }
  const { quote, state } = found
  const contact = await contactOf(ctx, quote)
  if (state === 'revoked') return { ...nothing, state, company, colleague, contact }
  const head = {
    ...nothing,
    state,
    company,
    colleague,
    contact,
    number: text(quote, 'number') ?? '',
    version: Number(quote.version_no),
    valid_until: text(quote, 'valid_until'),
  }
  if (!paperStates.includes(state)) return head
  const at = doing.at.now
  const model = await documentOf(fillingFor(world, language, at.toISOString()), 'quote', quote.id)
  const said = await answersOf(ctx, link)
  return {
    ...head,
    currency: text(quote, 'currency') ?? '',
    gross: text(quote, 'gross'),
    paper: {
      title: model.title,
      letterhead: model.letterhead,
      marks: model.marks,
      blocks: model.blocks,
    },
    link: link.id,
    page: giveOut(secrets, link.id, at),
    agree: state === 'open' ? bindingWords(await customerOf(ctx, quote)) : null,
    answer: said.find(({ kind }) => kind === (state === 'accepted' ? 'accept' : 'decline')) ?? null,
    asked: said.filter(({ kind }) => kind === 'ask'),
  }
}

export async function customerOf(ctx: Context, quote: Row): Promise<string | null> {
  const account = text(quote, 'account')
  if (account === null) return null
  const [found] = await ctx.find('account', { id: account }, { limit: 1 })
  return found ? text(found, 'name') : null
}

async function contactOf(ctx: Context, quote: Row): Promise<PublicOffer['contact']> {
  const owner = text(quote, 'owner')
  if (owner === null) return null
  const [person] = await ctx.find('person', { id: owner, active: true }, { limit: 1 })
  return person
    ? {
        name: text(person, 'name') ?? '',
        email: text(person, 'email'),
        phone: text(person, 'phone'),
      }
    : null
}

/** What was said by this very link, latest first. */
async function answersOf(ctx: Context, link: Row): Promise<readonly OfferAnswer[]> {
  const rows = await ctx.find('quote_answer', { link: link.id }, { sort: '-said_at', limit: 50 })
  return rows.map((row) => ({
    kind: text(row, 'kind') as AnswerKind,
    name: text(row, 'name') ?? '',
    title: text(row, 'title'),
    said: text(row, 'said'),
    purchase_order: text(row, 'purchase_order'),
    at: new Date(text(row, 'said_at') ?? '').toISOString(),
  }))
}
