// How does delivery start? A project with its milestones, and a billing plan tied to them.
import { action } from '#kernel/action.ts'
import type { Context } from '#kernel/context.ts'
import type { Words } from '#kernel/error.ts'
import type { Row, Values } from '#kernel/object.ts'
import { daysAfter } from '../days.ts'
import { obligationsFromTemplates } from '../obligations/from-template.ts'
import { settings } from '../parties/settings.ts'
import { amount, need, rows, text } from '../read.ts'
import { acceptance, standardPlan } from './standard-plan.ts'

/** Before the customer's acceptance of the whole. */
const firstMilestones: readonly Words[] = [
  { zh: '启动', en: 'Start' },
  { zh: '发货', en: 'Shipment' },
]

/** Days from start to end where the contract does not say. */
const standardDays = 90

export const activateContract = action('activate', {
  on: 'contract',
  label: { zh: '生效并启动交付', en: 'Activate' },
  icon: 'RocketOutlined',
  primary: true,
  from: ['signed'],
  run: async (ctx, contract) => {
    const starts_on = text(contract, 'starts_on') ?? ctx.today
    const plan = planOf(ctx, contract)
    const project = await projectOf(ctx, contract, starts_on)
    const milestones = await milestonesOf(ctx, project, plan)
    const planned = await ctx.change('contract', contract.id, {
      starts_on,
      billing_plan: plan.map((line) => tied(line, milestones, starts_on)),
    })
    await obligationsFromTemplates(ctx, planned)
    await ctx.move('contract', contract.id, 'active')
    return { project: project.id, milestones: [...milestones.values()] }
  },
})

function planOf(ctx: Context, contract: Row): readonly Values[] {
  const plan = rows(contract, 'billing_plan')
  if (plan.length) return plan
  const currency = need(contract, 'currency')
  return standardPlan(amount(contract, 'amount', currency), currency, settings(ctx).language)
}

const projectOf = (ctx: Context, contract: Row, start: string): Promise<Row> => {
  const ends = text(contract, 'ends_on')
  return ctx.create('project', {
    name: contract.name,
    contract: contract.id,
    account: contract.account,
    planned_start: start,
    planned_end: ends !== null && ends > start ? ends : daysAfter(start, standardDays),
    owner: text(contract, 'owner') ?? ctx.who.id,
  })
}

/** The standard milestones and those that the plan names, evenly over the project; name → id. */
async function milestonesOf(
  ctx: Context,
  project: Row,
  plan: readonly Values[],
): Promise<ReadonlyMap<string, string>> {
  const named = plan.flatMap((line) => text(line, 'milestone_name') ?? [])
  const { language } = settings(ctx)
  const first = firstMilestones.map((one) => one[language])
  // A plan of before the company changed its language keeps its word for it.
  const last =
    named.find((name) => Object.values(acceptance).includes(name)) ?? acceptance[language]
  const others = [...new Set(named)].filter((name) => ![...first, last].includes(name))
  // What the plan names stands before the last one, which is the customer's acceptance of the whole.
  const names = [...first, ...others, last]
  const start = need(project, 'planned_start')
  const length = Math.round(
    (Date.parse(need(project, 'planned_end')) - Date.parse(start)) / 86_400_000,
  )
  const made = new Map<string, string>()
  for (const [at, name] of names.entries()) {
    const milestone = await ctx.create('milestone', {
      project: project.id,
      name,
      sequence: at + 1,
      due_on: daysAfter(start, Math.round((length * (at + 1)) / names.length)),
      owner: project.owner,
    })
    made.set(name, milestone.id)
  }
  return made
}

/** A line with a milestone waits for its acceptance; any other is due from the start on. */
function tied(line: Values, milestones: ReadonlyMap<string, string>, start: string): Values {
  const milestone =
    text(line, 'milestone') ?? milestones.get(text(line, 'milestone_name') ?? '') ?? null
  const due_on = text(line, 'due_on')
  if (milestone !== null) return { ...line, milestone, due_on }
  return { ...line, due_on: due_on ?? daysAfter(start, Number(line.due_after_days ?? 0)) }
}
