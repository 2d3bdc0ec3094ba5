// Which answers of PostgreSQL are a "no" to a person, and in which words?

import { Refusal, type Problem, type RefusalCode, type Words } from '#kernel/error.ts'
import { refusals } from '#kernel/refusals.ts'
import type { Details } from '#kernel/sentence.ts'

/** What PostgreSQL says about an error; every part is text or absent. */
interface Answer {
  readonly code: string
  readonly message: string
  readonly detail?: string
  readonly table?: string
  readonly column?: string
  readonly constraint?: string
}

/** Name of a check constraint → the sentence that tells a person what it guards. */
export type Rules = Readonly<Record<string, Words>>

/**
 * The refusal for an error of the database or of the way to it; anything else comes back as it is,
 * because it is a bug. The original stays in `cause`.
 * @param rules sentences for named check constraints; one without a sentence is a bug
 */
export function refusalOf(error: unknown, rules: Rules = {}): unknown {
  if (error instanceof Refusal) return error
  const refusal = isAnswer(error) ? ofAnswer(error, rules) : isBroken(error) ? busy() : undefined
  if (refusal === undefined) return error
  refusal.cause = error
  return refusal
}

/** PostgreSQL's code of an error, also when it was already turned into a refusal. */
export function sqlState(error: unknown): string | undefined {
  const inner = error instanceof Refusal ? error.cause : error
  return isAnswer(inner) ? inner.code : undefined
}

/** The link broke on the way: what was written may be there. */
export const mayHaveCommitted = (error: unknown): boolean =>
  error instanceof Refusal && error.code === 'outcome-unknown'

/** What is said where the link broke after something was sent that may have had its effect. */
export function outcomeUnknown(cause: unknown): Refusal {
  const refusal = say('outcome-unknown')
  refusal.cause = cause
  return refusal
}

/** The same "no" for whoever only asked: nothing can have been done. */
export const onlyAsked = (error: unknown): unknown => {
  if (!mayHaveCommitted(error)) return error
  const refusal = busy()
  refusal.cause = (error as Refusal).cause
  return refusal
}

/** Another transaction was in the way and nothing has happened: the whole transaction may run again. */
export const isCollision = (state: string | undefined): boolean =>
  state === '40001' || state === '40P01'

/** A lock was not had in the time that was given for it; the statement has done nothing. */
export const isNotHad = (error: unknown): boolean => sqlState(error) === '55P03'

/** A prepared statement that no longer fits, because a table changed or the server forgot it. */
export const isStale = (error: unknown): boolean => {
  if (!isAnswer(error)) return false
  return error.code === '26000' || (error.code === '0A000' && /cached plan/.test(error.message))
}

/** The refusal as a value, because here it is made out of an error that is already on its way. */
const say = (code: RefusalCode, details?: Details, list?: readonly Problem[]): Refusal =>
  new Refusal(code, refusals[code], details, list)

function ofAnswer(answer: Answer, rules: Rules): Refusal | undefined {
  const [kind, group] = [answer.code, answer.code.slice(0, 2)]
  if (kind === '23505' || kind === '23P01') return alreadyUsed(answer)
  if (kind === '23503') return brokenReference(answer)
  if (kind === '23502') return one({ path: answer.column ?? '', code: 'required', details: {} })
  if (kind === '23514') return brokenRule(answer, rules)
  if (kind === 'OL003') return say('rule-broken', { says: wordsIn(answer.detail) })
  if (kind === 'OL004') return say('period-closed', { date: answer.detail ?? '' })
  // The model has moved on, and this process hears of it in a moment.
  if (kind === 'OL006') return busy()
  if (kind === '53100') return say('no-space')
  if (isCollision(kind) || passing.has(kind) || group === '08' || group === '53') return busy()
  if (group === '22' || group === '54') return say('malformed', { reason: misfits[kind] ?? misfit })
  return undefined
}

/** lock not had in time, statement took too long, server going down or not yet up, a standby, I/O error */
const passing = new Set([
  '55P03',
  '57014',
  '57P01',
  '57P02',
  '57P03',
  '57P05',
  '25006',
  '25P03',
  '25P04',
  '58030',
])

/** Why a value did not fit. The sentence of PostgreSQL itself stays in `cause`: it is neither for people nor Chinese. */
const misfits: Readonly<Record<string, Words>> = {
  '22003': { zh: '数字超出范围', en: 'a number is out of range' },
  '22007': { zh: '日期或时间的格式不对', en: 'a date or time is not written as one' },
  '22008': { zh: '日期或时间超出范围', en: 'a date or time is out of range' },
  '22P02': { zh: '值的格式不对', en: 'a value is not of its kind' },
  '54001': { zh: '问题过于复杂', en: 'the question is too complex' },
  '54011': { zh: '列过多', en: 'too many columns' },
}
const misfit: Words = { zh: '有无法处理的值', en: 'a value cannot be used' }

const busy = (): Refusal => say('busy')

const one = (problem: Problem): Refusal => say('not-valid', { count: 1 }, [problem])

function alreadyUsed(answer: Answer): Refusal {
  const key = keyOf(answer)
  const field = fieldOf(answer, '_key') ?? key?.columns ?? ''
  const value = key?.value ?? ''
  const problem: Problem = { path: field, code: 'already-used', details: { value } }
  return say('already-used', { field, value, object: answer.table ?? '' }, [problem])
}

function brokenReference(answer: Answer): Refusal {
  const holder = /is still referenced from table "(.+)"/.exec(answer.detail ?? '')?.[1]
  if (holder !== undefined) return say('still-used', { object: holder })
  const missing = /is not present in table "(.+)"/.exec(answer.detail ?? '')?.[1]
  const field = fieldOf(answer, '_fkey') ?? keyOf(answer)?.columns ?? ''
  return one({ path: field, code: 'no-such-record', details: { object: missing ?? field } })
}

function brokenRule(answer: Answer, rules: Rules): Refusal | undefined {
  const words = Object.hasOwn(rules, answer.constraint ?? '')
    ? rules[answer.constraint!]
    : undefined
  return words && say('rule-broken', { says: words })
}

/** The sentence of the model that is not true, as the model says it in both languages. */
function wordsIn(detail: string | undefined): Words {
  const { zh, en } = JSON.parse(detail ?? '{}') as Partial<Words>
  return { zh: zh ?? '', en: en ?? '' }
}

/** `{table}_{column}_key` → the column. The name is cut by PostgreSQL at 63 bytes, then the detail helps. */
function fieldOf(answer: Answer, ending: '_key' | '_fkey'): string | undefined {
  const { table, constraint } = answer
  if (!table || !constraint?.startsWith(`${table}_`) || !constraint.endsWith(ending))
    return undefined
  return constraint.slice(table.length + 1, -ending.length) || undefined
}

/** `Key (email)=(a@b.cn) already exists.` → column and value; a workspace's own rows only, so no leak. */
function keyOf(answer: Answer): { columns: string; value: string } | undefined {
  const found = /^Key \((.+?)\)=\((.*)\)/s.exec(answer.detail ?? '')
  return found ? { columns: found[1]!.replaceAll('"', ''), value: found[2]! } : undefined
}

const isAnswer = (error: unknown): error is Answer =>
  error instanceof Error &&
  'code' in error &&
  typeof error.code === 'string' &&
  /^[0-9A-Z]{5}$/.test(error.code) &&
  'severity' in error

const system = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EACCES',
  'ECONNABORTED',
])

/** The way to the server is cut: known by the system's code, or by the driver's own sentence. */
export const isBroken = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false
  if ('syscall' in error && 'code' in error && system.has(String(error.code))) return true
  return /^(Connection terminated|timeout expired|Client (has encountered|was closed)|The database is closed)/.test(
    error.message,
  )
}

/** The way is cut, or PostgreSQL says goodbye on it: no more answers come here. */
export const isLost = (error: unknown): boolean =>
  isBroken(error) || sqlState(error)?.startsWith('57P') === true
