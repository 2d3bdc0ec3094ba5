// What do all stories of the sample company share?
import type { Row } from '#kernel/object.ts'
import type { Campaign } from './campaigns.ts'
import type { Product } from './catalogue.ts'
import type { Chance } from './chance.ts'
import type { Hands } from './hands.ts'
import type { Staff } from './staff.ts'
import type { Story } from './timeline.ts'

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
  date(at: number): string
  /** The record with its child rows, as it is now. */
  read(object: string, id: string): Promise<Row>
}

/** Is it so near to today that what was planned then may still be open? Earlier plans are logged as done at once. */
export const isRecent = (play: Play, at: number): boolean => play.end - at < 60 * 86_400_000
