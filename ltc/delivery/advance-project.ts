// How far is a project? As far as its milestones are.
import type { Context } from '#kernel/context.ts'
import type { Row } from '#kernel/object.ts'
import { need, text } from '../read.ts'

const stages = ['planned', 'in_progress', 'delivered', 'accepted']

/** Moves the project on, stage by stage, as far as all its milestones allow; never back. */
export async function advance(ctx: Context, milestone: Row): Promise<void> {
  const [project] = await ctx.lock('project', [need(milestone, 'project')])
  if (!project) return
  const milestones = await ctx.find('milestone', { project: project.id })
  const all = (reached: readonly string[]) =>
    milestones.every((one) => reached.includes(text(one, 'stage') ?? ''))
  const to = all(['accepted']) ? 3 : all(['completed', 'accepted']) ? 2 : 1
  for (let at = stages.indexOf(text(project, 'stage') ?? '') + 1; at <= to; at++) {
    await ctx.move('project', project.id, stages[at]!)
  }
}
