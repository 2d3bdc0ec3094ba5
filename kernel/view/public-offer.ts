// What does a customer see of an offer, without signing in, and what may they say to it? The part of it that leaves the house.
import type { Words } from '../error.ts'
import type { DocumentModel } from './paper.ts'

/**
 * open: it can be answered · accepted, declined: it was · expired: its time is over · replaced: there is a newer version ·
 * over: there is nothing to answer any more · revoked: the link was taken back · none: there is no such link.
 */
export type OfferState =
  'open' | 'accepted' | 'declined' | 'expired' | 'replaced' | 'over' | 'revoked' | 'none'

export type AnswerKind = 'accept' | 'decline' | 'ask'
export const answerKinds: readonly AnswerKind[] = ['accept', 'decline', 'ask']

/** In which of them the customer still reads the paper: what was offered to them stays theirs to look at. */
export const paperStates: readonly OfferState[] = ['open', 'accepted', 'declined', 'expired']
/** What can be said in which of them. */
export const answersIn: Readonly<Partial<Record<OfferState, readonly AnswerKind[]>>> = {
  open: answerKinds,
  // Its time is over, and they would like to have it anew.
  expired: ['ask'],
}

export interface PublicOffer {
  readonly state: OfferState
  readonly company: string
  /** Of the offer: number, version and the day until which it holds. */
  readonly number: string
  readonly version: number | null
  readonly valid_until: string | null
  readonly currency: string
  readonly gross: string | null
  /** The paper as the template of the company writes it for its customer: what no customer sees on paper is not here. */
  readonly paper: Pick<DocumentModel, 'title' | 'letterhead' | 'marks' | 'blocks'> | null
  /** Names the file of the paper; null where there is none to fetch. */
  readonly link: string | null
  /** This page, under our seal: given back with the answer, and with it the paper can be fetched for a day. */
  readonly page: string | null
  /** Whom to ask. */
  readonly contact: {
    readonly name: string
    readonly email: string | null
    readonly phone: string | null
  } | null
  /** The sentence that has to be agreed to before it is accepted. */
  readonly agree: Words | null
  /** What was said by this link and counts. */
  readonly answer: OfferAnswer | null
  /** What they asked to be changed, latest first. */
  readonly asked: readonly OfferAnswer[]
  /** Somebody of the house looks at it: it is not counted, and not answered. */
  readonly colleague: boolean
}

export interface OfferAnswer {
  readonly kind: AnswerKind
  readonly name: string
  readonly title: string | null
  readonly said: string | null
  readonly purchase_order: string | null
  readonly at: string
}

/** What is sent: all of it is a stranger's. */
export interface OfferSaid {
  readonly token: string
  readonly page: string
  readonly kind: AnswerKind
  readonly name: string
  readonly title: string
  readonly purchase_order: string
  readonly said: string
  readonly agreed: boolean
  /** Lines drawn with a finger, each its points one after the other: x, y, x, y, … */
  readonly signature: readonly (readonly number[])[]
}

/** The plate on which is signed. */
export const plate = { wide: 1000, high: 400 } as const
const mostPoints = 3000
const mostLines = 200

/** The lines as they may be kept; null where they are none that a hand has drawn. */
export function signatureIn(given: unknown): readonly (readonly number[])[] | null {
  if (!Array.isArray(given) || given.length > mostLines) return null
  let points = 0
  for (const line of given as readonly unknown[]) {
    if (!Array.isArray(line) || line.length < 2 || line.length % 2 !== 0) return null
    points += line.length / 2
    if (points > mostPoints) return null
    const holds = (line as readonly unknown[]).every(
      (one, i) =>
        Number.isInteger(one) &&
        (one as number) >= 0 &&
        (one as number) <= (i % 2 === 0 ? plate.wide : plate.high),
    )
    if (!holds) return null
  }
  return given as readonly (readonly number[])[]
}
