// What do the rooms of lifecycles, approvals and automations ask of the server? Figures, trials, runs.
import type { AutomationRun, HookSecret, TestRun } from '#kernel/api/automation.ts'
import type { SimulatedRoute, Simulation, StageFigures } from '#kernel/api/flow.ts'
import { send } from '#web/call.ts'
import type { Patch } from '../draft.ts'

const part = encodeURIComponent
const model = '/api/v1/model'

export const flowCalls = {
  figures: (object: string, changes: Patch) =>
    send<StageFigures>(
      'POST',
      `${model}/flow/${part(object)}/figures`,
      { changes },
      { reads: true },
    ),
  simulate: (object: string, record: string, person: string | null, changes: Patch) =>
    send<Simulation>(
      'POST',
      `${model}/flow/${part(object)}/simulate`,
      { changes, record, person },
      { reads: true },
    ),
  route: (flow: string, record: string, changes: Patch) =>
    send<SimulatedRoute>(
      'POST',
      `${model}/approvals/${part(flow)}/simulate`,
      { changes, record },
      { reads: true },
    ),
  test: (automation: string, record: string, changes: Patch) =>
    send<TestRun>(
      'POST',
      `${model}/automations/${part(automation)}/test`,
      { changes, record },
      { reads: true },
    ),
  runs: (automation: string) =>
    send<{ data: AutomationRun[] }>('GET', `${model}/automations/${part(automation)}/runs`),
  retry: (automation: string, run: string, step: number) =>
    send<unknown>('POST', `${model}/automations/${part(automation)}/runs/${part(run)}/retry`, {
      step,
    }),
  token: (automation: string) =>
    send<HookSecret>('POST', `${model}/automations/${part(automation)}/token`, {}),
}

export const flowKeys = {
  figures: (object: string, patch: string) => ['model', 'figures', object, patch] as const,
  simulate: (...of: (string | null)[]) => ['model', 'simulate', ...of] as const,
  runs: (automation: string) => ['model', 'runs', automation] as const,
}
