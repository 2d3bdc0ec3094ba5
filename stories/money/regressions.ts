// Which scenarios went wrong once, and which seeds are tried always?

import type { Choices } from './command.ts'
import type { Called } from './commands.ts'

const press = { quantity: '3', unit_price: '333.33', discount_percent: '5', tax_rate: '0.13' }
const call = (name: string, choices: Partial<Choices> = {}): Called => [
  name,
  { pick: 0, other: 0, part: 99, how: 0, lines: [press], ...choices },
]
const deal = [
  call('make_quote'),
  call('submit_quote'),
  call('send_quote'),
  call('accept_quote'),
  call('make_contract'),
  call('sign_contract'),
  call('activate'),
  call('bill', { part: 0 }),
  call('issue', { part: 0 }),
]

export const regressions: Readonly<Record<string, readonly Called[]>> = {
  'a customer pays what had been written off': [
    ...deal,
    call('write_off', { how: 1 }),
    call('approve_write_off'),
    call('pay', { part: 3 }),
    call('allocate_named', { how: 1 }),
    call('credit'),
  ],
  'an invoice is void of which something had been written off and taken back': [
    ...deal,
    call('write_off', { part: 1 }),
    call('take_back_write_off'),
    call('void_invoice'),
  ],
  'an amendment adds a line, and another takes some of it away': [
    ...deal,
    call('amend'),
    call('submit_amendment'),
    call('sign_amendment'),
    call('bill', { part: 0 }),
    call('amend', { other: 1, how: 1, part: 20 }),
    call('submit_amendment', { pick: 1 }),
    call('approve_amendment', { pick: 1 }),
    call('sign_amendment', { pick: 1 }),
    call('amend', { other: 0, how: 1, part: 50 }),
    call('submit_amendment', { pick: 2 }),
    call('approve_amendment', { pick: 2 }),
    call('sign_amendment', { pick: 2 }),
  ],
}

export const seeds: readonly number[] = [20260302, 4242]
