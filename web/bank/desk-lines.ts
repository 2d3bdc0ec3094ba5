// Which lines of the statement lie on the desk? Those that wait, and the last that were booked; fresh when somebody books.
import { useCallback } from 'react'
import { useQuery } from '@tanstack/react-query'
import type { BankDesk } from '#kernel/api/desks.ts'
import { answers, keys } from '#web/asks.ts'
import { call, send } from '#web/call.ts'
import { useTouched } from '#web/live.ts'
import type { Booked } from './booked-line.tsx'

const deskKey = keys.sum('bank_line', 'desk')
const bookedKey = keys.sum('bank_line', 'booked')

/** The lines that wait, with what is suggested for each. */
export function useDesk() {
  return useQuery({
    queryKey: deskKey,
    queryFn: () => send<BankDesk>('GET', '/api/v1/desk/bank-lines'),
  })
}

/** The last that were booked, newest first. */
export function useBooked(enabled: boolean) {
  return useQuery({
    queryKey: bookedKey,
    enabled,
    queryFn: async () => {
      const { data } = await call.list('bank_line', {
        filter: 'stage = "booked"',
        sort: '-stage_since,-id',
        limit: 100,
        select: [
          'id',
          'booked_on',
          'payer',
          'payer_account',
          'remark',
          'transaction_no',
          'bank_account',
          'amount',
          'currency',
          'account',
          'account.name',
          'payment',
          'payment.number',
        ],
      })
      return data.map(({ 'account.name': name, 'payment.number': number, ...row }) => ({
        ...row,
        account_name: String(name ?? ''),
        payment_number: String(number ?? ''),
      })) as unknown as Booked[]
    },
  })
}

/** Takes a line off the page at once; what the server says follows. */
export function takeOff(id: string): void {
  const off = <T extends { id: string }>(all: readonly T[]): T[] =>
    all.filter((each) => each.id !== id)
  answers.setQueryData<BankDesk>(deskKey, (now) => now && { ...now, lines: off(now.lines) })
  answers.setQueryData<Booked[]>(bookedKey, (now) => now && off(now))
}

/** What a booking changes is asked for anew. */
export function fresh(): void {
  for (const object of ['bank_line', 'invoice', 'payment', 'allocation'])
    void answers.invalidateQueries({ queryKey: ['records', object] })
}

const watched = new Set(['bank_line', 'invoice', 'allocation', 'account'])

/** What others book, issue or claim is seen here without asking. */
export function useFresh(): void {
  useTouched(
    useCallback((touched) => {
      if (touched.some((one) => watched.has(one.object)))
        void answers.invalidateQueries({ queryKey: deskKey })
    }, []),
  )
}
