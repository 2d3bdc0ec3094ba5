// What does an empty system ask first? Company and administrator, once; and with or without sample data.
import type { Setup, SetupInput } from '#kernel/api/sign-in.ts'
import { refuse } from '#kernel/error.ts'
import { setup, setupNeeded } from '#server/login/setup.ts'
import { isEmpty } from '#server/sample/demo.ts'
import type { World } from '#server/world/world.ts'
import type { Route } from './routes.ts'

/** `fill` starts the sample company as a job and answers its id. */
export const setupRoutes = (
  fill: (world: World, by: string) => Promise<string>,
): readonly Route[] => [
  {
    method: 'GET',
    url: '/api/setup',
    gate: 'open',
    says: 'Does the first page have to ask?',
    run: async (call): Promise<Setup> => {
      const { world } = call.machine
      return { needed: await setupNeeded(world), company: world.company.name || null }
    },
  },
  {
    method: 'POST',
    url: '/api/setup',
    gate: 'open',
    says: 'Company and first administrator, once',
    run: async (call) => {
      const input = (call.body ?? {}) as SetupInput
      const id = await setup(call.machine.world, input)
      call.machine.login.forget()
      call.reply.code(201)
      return { id, job: input.sample === true ? await fill(call.machine.world, id) : null }
    },
  },
  {
    method: 'POST',
    url: '/api/v1/sample',
    gate: 'admin',
    says: 'Fill an empty company with sample data, as a job',
    run: async (call) => {
      const { world } = call.machine
      if (!(await isEmpty(world.db)))
        refuse('conflict', { reason: { zh: '公司里已有数据', en: 'the company has data already' } })
      call.reply.code(202)
      return { job: await fill(world, call.who.id) }
    },
  },
]
