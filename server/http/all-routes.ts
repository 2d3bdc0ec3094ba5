// Which addresses does the server have? Every one of them, for main and for the tests that try each door.
import type { Book } from '#kernel/app.ts'
import type { World } from '#server/world/world.ts'
import { batchRoutes } from './batch-routes.ts'
import { besideRoutes } from './beside-routes.ts'
import { deskRoutes } from './desk-routes.ts'
import { docsRoutes } from './docs-routes.ts'
import { documentRoutes } from './document-routes.ts'
import { draftRoutes } from './draft-routes.ts'
import { eventRoutes } from './event-routes.ts'
import { forecastRoutes } from './forecast-routes.ts'
import { formRoutes } from './form-routes.ts'
import { formulaRoutes } from './formula-routes.ts'
import { insightRoutes } from './insight-routes.ts'
import { metricsRoutes } from './metrics-routes.ts'
import { modelRoutes } from './model-routes.ts'
import { peopleRoutes } from './people-routes.ts'
import { receivablesRoutes } from './receivables-routes.ts'
import { queryRoutes } from './query-routes.ts'
import { reportRoutes } from './report-routes.ts'
import { recordRoutes } from './record-routes.ts'
import { securityRoutes } from './security-routes.ts'
import { signInAdminRoutes } from './sign-in-admin-routes.ts'
import { signInRoutes } from './sign-in-routes.ts'
import type { Route } from './routes.ts'
import { whyRoutes } from './why-routes.ts'
import { setupRoutes } from './setup-routes.ts'

export interface RoutesOptions {
  readonly book: Book
  /** Of the product, for OpenAPI. */
  readonly version: string
  /** Starts the sample company as a job; answers its id. */
  readonly fill: (world: World, by: string) => Promise<string>
  /** The routes of work: import, export, jobs, files. */
  readonly work: readonly Route[]
}

/** A new group of routes is one line here; `stories/attacks/gates.test.ts` fails until it is tried there too. */
export function allRoutes({ book, version, fill, work }: RoutesOptions): readonly Route[] {
  const routes: Route[] = []
  routes.push(
    ...setupRoutes(fill),
    ...deskRoutes,
    ...eventRoutes,
    ...docsRoutes(() => routes, version),
    ...documentRoutes(book),
    ...forecastRoutes,
    ...formRoutes,
    ...formulaRoutes,
    ...insightRoutes,
    ...draftRoutes(book),
    ...whyRoutes,
    ...modelRoutes(book),
    ...signInRoutes,
    ...securityRoutes,
    ...signInAdminRoutes,
    ...peopleRoutes,
    ...receivablesRoutes,
    ...reportRoutes,
    ...recordRoutes,
    ...batchRoutes,
    ...besideRoutes,
    ...queryRoutes,
    ...metricsRoutes,
    ...work,
  )
  return routes
}
