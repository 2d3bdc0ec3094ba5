// How does a test sit down at a desk that is in use? In a company that was set up without its first page, with its administrator signed in.

import assert from 'node:assert/strict'
import type { APIRequestContext } from 'playwright-core'
import { newcomer } from './newcomer.ts'
import { openWindow, type Window } from './window.ts'

/** A record, or what an action answers. */
export type Answer = Readonly<Record<string, string>> & { readonly id: string }

export interface Desk extends Window {
  /**
   * Asks the API as whoever sits at the desk; answers what it answers.
   * @param as whoever asks instead
   */
  post<T = Answer>(path: string, data?: object, as?: APIRequestContext): Promise<T>
  patch<T = Answer>(path: string, data: object): Promise<T>
}

const patienceMs = 60_000

/** An empty company, and its cockpit on the page. */
export async function openDesk(): Promise<Desk> {
  const window = await openWindow()
  const { page, address } = window
  const ask = async <T>(
    method: 'POST' | 'PATCH',
    path: string,
    data: object,
    as: APIRequestContext = page.request,
  ): Promise<T> => {
    const headers = { origin: address, 'idempotency-key': crypto.randomUUID() }
    // Twenty who are hired at once have twenty passwords to be sealed: a page would not wait so long.
    const answer = await as.fetch(`${address}/api/${path}`, {
      method,
      data,
      headers,
      timeout: patienceMs,
    })
    const text = await answer.text()
    assert.ok(answer.ok(), `${path}: ${answer.status()} ${text}`)
    return JSON.parse(text) as T
  }
  try {
    await ask('POST', 'setup', newcomer)
    const { email, password } = newcomer
    await ask('POST', 'auth/sign-in/email', { email, password })
    await page.goto('/cockpit')
  } catch (error) {
    await window.close()
    throw error
  }
  return {
    ...window,
    post: (path, data = {}, as) => ask('POST', `v1/${path}`, data, as),
    patch: (path, data) => ask('PATCH', `v1/${path}`, data),
  }
}
