// How does the window ask for the river and for the rows behind a number?
import type { Cockpit, River, RiverOpen, RiverReach } from '#kernel/api.ts'
import { asked, send } from '#web/call.ts'

export type Measure = 'amount' | 'count'

/** A part of the picture that opens to its rows. */
export interface PartAsk {
  readonly reach: RiverReach['name']
  readonly part: 'enter' | 'stay' | 'stuck' | 'lost' | 'on'
  readonly reason?: string
  readonly stage?: string
  readonly period: 'now' | 'before'
  readonly months: number
  readonly measure: Measure
  /** The day up to whose end it is looked at; absent = up to now. */
  readonly until?: string
}

export const askRiver = (months: number, measure: Measure, until?: string): Promise<River> =>
  send('GET', `/api/v1/river${asked({ months, measure, until })}`)

/** `reason` may be empty: those for whom nobody said why. */
export const askPart = ({ reason, ...ask }: PartAsk, after?: string): Promise<RiverOpen> =>
  send(
    'GET',
    `/api/v1/river/open${asked({ ...ask, after })}${reason === undefined ? '' : `&reason=${encodeURIComponent(reason)}`}`,
  )

export const askCockpit = (): Promise<Cockpit> => send('GET', '/api/v1/cockpit')

export const askForecast = (month: string): Promise<RiverOpen> =>
  send('GET', `/api/v1/cockpit/forecast${asked({ month })}`)
