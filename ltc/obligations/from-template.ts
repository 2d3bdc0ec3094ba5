// Which obligations does a contract get from the templates of its kind? Each line once, with its day and what it is tied to.
import type { Context } from '#kernel/context.ts'
import type { Row, Values } from '#kernel/object.ts'
import { daysAfter } from '../days.ts'
import { need, rows, text, yes } from '../read.ts'

/** Makes what is not there yet; answers the new ones. */
export async function obligationsFromTemplates(ctx: Context, contract: Row): Promise<string[]> {
  const templates = (
    await ctx.find('obligation_template', { active: true }, { sort: 'id' })
  ).filter((one) => [null, text(contract, 'kind')].includes(text(one, 'contract_kind')))
  const lines = templates.flatMap((one) => rows(one, 'lines'))
  if (lines.length === 0) return []
  const there = await ctx.find('obligation', { contract: contract.id })
  const known = new Set(there.map((one) => text(one, 'template_line')))
  const milestones = await milestonesOf(ctx, contract)
  const made: string[] = []
  for (const line of lines) {
    if (known.has(need(line, 'id'))) continue
    const milestone = milestones.find((one) => text(one, 'name') === text(line, 'milestone_name'))
    const { id } = await ctx.create('obligation', {
      contract: contract.id,
      name: line.name,
      side: line.side,
      needs_evidence: yes(line, 'needs_evidence'),
      template_line: line.id,
      milestone: milestone?.id ?? null,
      plan_line: planLine(contract, line),
      due_on: dueOn(contract, line, milestone),
      owner: text(contract, 'owner') ?? ctx.who.id,
    })
    made.push(id)
  }
  return made
}

async function milestonesOf(ctx: Context, contract: Row): Promise<Row[]> {
  const projects = await ctx.find('project', { contract: contract.id })
  return projects.length
    ? ctx.find('milestone', { project: projects.map((one) => one.id) }, { sort: 'sequence' })
    : []
}

/** What is billed already waits for nothing. */
function planLine(contract: Row, line: Values): string | null {
  const name = text(line, 'plan_name')
  const found = rows(contract, 'billing_plan').find(
    (one) => name !== null && text(one, 'name') === name && text(one, 'invoice') === null,
  )
  return found ? need(found, 'id') : null
}

function dueOn(contract: Row, line: Values, milestone: Row | undefined): string | null {
  const days = {
    signed: text(contract, 'signed_on'),
    starts: text(contract, 'starts_on'),
    ends: text(contract, 'ends_on'),
    milestone: milestone ? text(milestone, 'due_on') : null,
  }
  const from = days[(text(line, 'from') ?? 'starts') as keyof typeof days]
  return from === null ? null : daysAfter(from, Number(line.days ?? 0))
}
