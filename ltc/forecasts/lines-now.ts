// Who reports to whom today?
import type { Context } from '#kernel/context.ts'
import { text } from '../read.ts'
import { reportingLines, type ReportingLines } from './reporting-line.ts'

export async function linesNow(ctx: Context): Promise<ReportingLines> {
  const [people, teams] = await Promise.all([
    ctx.find('person', { active: true }),
    ctx.find('team', {}),
  ])
  return reportingLines(
    people.map((one) => ({
      id: one.id,
      team: text(one, 'team'),
      roles: Array.isArray(one.roles) ? one.roles.map(String) : [],
      forecasts: text(one, 'forecasts'),
    })),
    teams.map((one) => ({ id: one.id, parent: text(one, 'parent'), lead: text(one, 'lead') })),
  )
}
