// What do all stories of the sample company share?
import type { Row, Values } from '#kernel/object.ts'
import type { Campaign } from './campaigns.ts'
import type { Product, Wish } from './catalogue.ts'
import type { Chance } from './chance.ts'
import type { Hands } from './hands.ts'
import type { Seller, Staff } from './staff.ts'
import type { Story } from './timeline.ts'
import { day } from './working-hours.ts'

/** What is known of one opportunity, from its beginning to the last payment. */
export interface Deal {
  /** Known by its lead, or by the contract before it. */
  readonly name: string
  readonly account: string
  readonly opportunity: string
  readonly seller: Seller
  readonly wish: Wish
  /** How good its source is, 0 to 1. */
  readonly warmth: number
}

export interface Play {
  readonly hands: Hands
  readonly staff: Staff
  readonly products: readonly Product[]
  readonly campaigns: readonly Campaign[]
  readonly competitors: readonly string[]
  readonly questions: readonly string[]
  readonly start: number
  readonly end: number
  /** The generator of one story: the same words, the same story. */
  chance(...words: readonly (string | number)[]): Chance
  /** Another story begins at this instant. */
  tell(at: number, story: Story): void
  /** Another opportunity begins at this instant, in the stage of discovery from `begins` on. */
  begin(at: number, deal: Deal, begins: number): void
  date(at: number): string
  /** The record with its child rows, as it is now. */
  read(object: string, id: string): Promise<Row>
}

/** Is it so near to today that what was planned then may still be open? Earlier plans are logged as done at once. */
export const isRecent = (play: Play, at: number): boolean => play.end - at < 60 * day

const lostReasons = {
  价格: 30,
  交期: 19,
  输给竞争对手: 16,
  项目取消: 14,
  预算取消: 12,
  技术不匹配: 9,
} as const

/** Why a deal is lost, and to whom. */
export function loss(play: Play, chance: Chance): Values {
  const reason = chance.weighted(lostReasons)
  return {
    reason,
    ...(reason === '输给竞争对手' ? { lost_to: chance.pick(play.competitors) } : {}),
  }
}

/** Approvers answer in some days; of these weeks many still wait, so that there is something to decide. */
export const answerDays = (play: Play, at: number, chance: Chance): number =>
  chance.happens(0.75) && play.end - at < 18 * day ? chance.between(8, 18) : chance.between(0, 3.5)
