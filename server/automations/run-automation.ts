// How does a run go on? Step by step, each in one transaction with the mark that it was done.
import { isUuid } from '#kernel/fields/uuid-value.ts'
import { type Automation, inOrder, type Op, type Step } from '#kernel/automation/automation.ts'
import { Refusal, type Words } from '#kernel/error.ts'
import { sql } from '#kernel/sql.ts'
import type { Tx } from '#server/database/pool.ts'
import { outsidePaused } from '#server/backup/pause.ts'
import type { QuickKind } from '#server/jobs/kinds.ts'
import type { Jobs } from '#server/jobs/jobs.ts'
import { patience } from '#server/jobs/boss.ts'
import { isDisturbance } from '#server/jobs/run-long.ts'
import { holds } from '#server/reading/checklist.ts'
import { circumstances, type Doing, systemWho, type World } from '#server/world/world.ts'
import { tellFailure } from './after-event.ts'
import { endRun, type Run, type RunLine, setRun, takeRun } from './runs.ts'
import { NoAnswer, type Reach, type StepEnd, type StepWork } from './step.ts'
import { doStep } from './step-kinds.ts'
import { stepRefusal } from './step-refusal.ts'

/** The work `automation`: one or more runs, each to its end or its next pause. */
export const automationKind = (reach: Reach): QuickKind => ({
  async run({ world, jobs, data, last, attempt }) {
    const ids = Array.isArray(data.runs) ? data.runs.filter(isUuid) : []
    let failed: unknown
    for (const id of ids) {
      try {
        while (await oneStep(world, jobs, reach, id)) {
          /* the next one */
        }
      } catch (error) {
        const isPatient = isDisturbance(error) || error instanceof NoAnswer
        await noteFailure(
          world,
          id,
          error,
          attempt,
          isPatient ? attempt > patience.disturbed : last,
        )
        if (!isFinal(error)) failed ??= error
      }
    }
    if (failed !== undefined) throw failed
  },
})

const isFinal = (error: unknown): boolean => error instanceof Refusal && error.status < 500

/** What was done stays and is to be seen; a refusal ends the run, anything else is tried again at the same step. */
async function noteFailure(
  world: World,
  id: string,
  error: unknown,
  attempt: number,
  last: boolean,
): Promise<void> {
  const outside = error instanceof NoAnswer ? error.says : null
  if (!isFinal(error) && !last && !outside) return
  await world.db.transaction(async (tx) => {
    const run = await takeRun(tx, id)
    if (!run) return
    if (outside && !last) {
      const says: Words = {
        zh: `第 ${attempt} 次：${outside.zh}，稍后自动重试`,
        en: `try ${attempt}: ${outside.en}; it is tried again by itself`,
      }
      return setRun(tx, id, sql`error = ${JSON.stringify(says)}::json`)
    }
    const steps = world.app.automations[run.automation]?.steps ?? []
    const says: Words =
      error instanceof Refusal
        ? stepRefusal(world.app, inOrder(steps)[run.step]?.step, run.object, error)
        : outside
          ? {
              zh: `重试 ${attempt} 次后仍失败：${outside.zh}`,
              en: `failed after ${attempt} tries: ${outside.en}`,
            }
          : { zh: '多次重试后仍失败', en: 'failed after several tries' }
    await endRun(tx, id, 'failed', world.now(), says)
    await tellFailure(world, tx, run, says)
  })
}

/** Does one step; answers whether another one follows at once. */
function oneStep(world: World, jobs: Jobs, reach: Reach, id: string): Promise<boolean> {
  return world.db.transaction(
    async (tx) => {
      const run = await takeRun(tx, id)
      if (!run || run.awaits) return false
      const now = world.now()
      const automation = world.app.automations[run.automation]
      if (!automation || automation.paused) {
        await endRun(tx, id, 'stopped', now, {
          zh: '自动化已停用',
          en: 'the automation was switched off',
        })
        return false
      }
      if (new Date(run.due_at) > now) {
        await jobs.enqueue(tx, 'automation', { runs: [id] }, { startAfter: new Date(run.due_at) })
        return false
      }
      const doing: Doing = {
        world,
        app: world.app,
        tx,
        who: systemWho,
        at: circumstances(world, systemWho, now),
        cause: { kind: 'automation', id },
        action: null,
      }
      if (run.step === 0 && !(await applies(doing, automation, run))) {
        await endRun(tx, id, 'left', now)
        return false
      }
      return step(doing, jobs, reach, automation, run, tx)
    },
    { statementMs: 30_000 },
  )
}

async function step(
  doing: Doing,
  jobs: Jobs,
  reach: Reach,
  automation: Automation,
  run: Run,
  tx: Tx,
): Promise<boolean> {
  const now = doing.at.now
  const op = inOrder(automation.steps)[run.step]
  if (!op) {
    await endRun(tx, run.id, 'done', now)
    return false
  }
  if (op.step === null) {
    await setRun(tx, run.id, sql`step = ${op.to}::int`)
    return true
  }
  if (reachesOut.has(op.step.do) && (await outsidePaused(tx))) {
    // It stays where it is; an administrator lets it go on or ends it.
    const later = new Date(now.getTime() + 60_000)
    await setRun(tx, run.id, sql`due_at = ${later.toISOString()}::timestamptz`)
    await jobs.enqueue(tx, 'automation', { runs: [run.id] }, { startAfter: later })
    return false
  }
  const { end, next } = await oneOp({ doing, run, reach }, op, run.step)
  const line: RunLine = {
    step: run.step,
    path: op.path,
    do: op.step.do,
    at: now.toISOString(),
    says: end.says,
    ...(end.input && { input: end.input }),
    ...(end.output && { output: end.output }),
  }
  await setRun(
    tx,
    run.id,
    sql`step = ${next}::int, due_at = ${(end.until ?? now).toISOString()}::timestamptz, awaits = ${end.awaits ?? null}::uuid, error = null, log = ${JSON.stringify([...run.log, line])}::json`,
  )
  if (end.until) await jobs.enqueue(tx, 'automation', { runs: [run.id] }, { startAfter: end.until })
  return !end.until && !end.awaits
}

/** Steps that are felt outside the house. */
const reachesOut: ReadonlySet<string> = new Set(['mail', 'webhook'])

/** Does one step; answers where the run goes on. */
export async function oneOp(
  work: StepWork,
  op: Op & { step: Step },
  at: number,
): Promise<{ end: StepEnd; next: number }> {
  if (op.step.do !== 'branch') return { end: await doStep(work, op.step), next: at + 1 }
  const { doing, run } = work
  const yes = run.record !== null && (await holds(doing, run.object, run.record, op.step.if))
  return {
    end: {
      says: yes
        ? { zh: '条件成立', en: 'the condition holds' }
        : { zh: '条件不成立', en: 'the condition does not hold' },
    },
    next: yes || !('otherwise' in op) ? at + 1 : op.otherwise,
  }
}

/** Is the record there, and does the condition hold of it now? */
export async function applies(doing: Doing, automation: Automation, run: Run): Promise<boolean> {
  if (run.record === null) return true
  return (
    doing.app.objects[run.object] !== undefined &&
    holds(
      doing,
      run.object,
      run.record,
      `id is not empty${automation.if ? ` and (${automation.if})` : ''}`,
    )
  )
}
