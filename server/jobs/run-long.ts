// How does a long job run from taking its card to its end in words?
import { type Problem, Refusal, type Words } from '#kernel/error.ts'
import { sentence } from '#kernel/sentence.ts'
import type { Who } from '#kernel/permission.ts'
import { problems } from '#kernel/problems.ts'
import type { World } from '#server/world/world.ts'
import { patience } from './boss.ts'
import { endCard, moveCursor, standOf, takeCard } from './card.ts'
import type { Jobs } from './jobs.ts'
import { Cancelled, type LongKind, Lost } from './kinds.ts'

interface Run {
  readonly world: World
  readonly jobs: Jobs
  readonly kind: LongKind
  readonly id: string
  readonly whoOf: (person: string, key: string | null) => Promise<Who | null>
  readonly signal: AbortSignal
  /** Counted from 1. */
  readonly attempt: number
  readonly problem: (error: unknown) => void
}

/** Throws only what is worth another attempt. */
export async function runLong({
  world,
  jobs,
  kind,
  id,
  whoOf,
  signal,
  attempt,
  problem,
}: Run): Promise<void> {
  const card = await takeCard(world.db, id, world.now())
  if (!card) return
  const end = async (how: Parameters<typeof endCard>[3]): Promise<void> => {
    await endCard(world.db, id, world.now(), how)
    if (how.stage !== 'cancelled' || !kind.stopped) await kind.tidy?.(card.input)
  }
  let who: Who | null = null
  /** What there is of it, in words too. */
  const rest = async (byOwner: boolean) => {
    const now = kind.stopped && who && (await standOf(world.db, id))
    if (!now) return null
    return kind.stopped!({ world, id, who: who!, input: card.input, byOwner, ...now }).catch(
      (error: unknown) => {
        // Its file may be gone: the job ends all the same.
        problem(error)
        return null
      },
    )
  }
  try {
    who = await whoOf(card.by, card.key)
    if (!who)
      return await end({
        stage: 'failed',
        error: {
          zh: '发起人已停用，任务没有执行。',
          en: 'Whoever asked for it may no longer act; nothing was done.',
        },
      })
    const result = await kind.run({
      world,
      jobs,
      id,
      who,
      signal,
      input: card.input,
      done: Number(card.done),
      total: null,
      found: card.result,
      progress: (tx, from, done, total, found) => moveCursor(tx, id, from, done, total, found),
    })
    await end({ stage: 'done', result })
  } catch (error) {
    if (error instanceof Cancelled) {
      const left = await rest(true)
      return end({ stage: 'cancelled', ...(left && { result: left.result, error: left.says }) })
    }
    if (error instanceof Lost) return
    if (error instanceof Refusal && error.status < 500) {
      const [why, left] = [wordsOf(error), await rest(false)]
      const both = (language: 'zh' | 'en') =>
        [why[language], left?.says[language] ?? ''].join(' ').trim()
      return end({
        stage: 'failed',
        error: { zh: both('zh'), en: both('en') },
        ...(left && { result: left.result }),
      })
    }
    problem(error)
    if (attempt > (isDisturbance(error) ? patience.disturbed : patience.own))
      await end({
        stage: 'failed',
        error: {
          zh: '系统出错，多次重试后停止；已完成的部分保留。',
          en: 'Something went wrong on our side; it stopped after several tries. What was done stays.',
        },
      })
    throw error
  }
}

/** Nothing is wrong with the work: the database is away, the disk is full. */
export const isDisturbance = (error: unknown): boolean =>
  error instanceof Refusal && error.status >= 500

/** What people call the place of a problem. */
export type PlaceName = (path: string) => Words

const asItIs: PlaceName = (path) => ({ zh: path, en: path })

/** A refusal with its problems as one sentence in both languages. */
export const wordsOf = (refusal: Refusal, placeName = asItIs): Words => ({
  zh: said(refusal, placeName, 'zh'),
  en: said(refusal, placeName, 'en'),
})

function said(refusal: Refusal, placeName: PlaceName, language: 'zh' | 'en'): string {
  const whole = sentence(refusal.row[language], refusal.details, language)
  const parts = refusal.problems.slice(0, 20).map((one) => problemText(one, placeName, language))
  // Some refusals name their one place themselves.
  return [whole, ...parts.filter((part) => !whole.includes(part))].join(' ')
}

function problemText(one: Problem, placeName: PlaceName, language: 'zh' | 'en'): string {
  const text = sentence(problems[one.code][language], one.details, language)
  if (!one.path) return text
  return `${placeName(one.path)[language]}${language === 'zh' ? '：' : ': '}${text}`
}
