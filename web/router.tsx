// Which pages are there, and at which addresses? Each is loaded when it is first opened.
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
} from '@tanstack/react-router'
import { asked } from './asked.ts'
import { PageBroken, PageMissing } from './parts/page-missing.tsx'

const root = createRootRoute({
  component: Outlet,
  notFoundComponent: PageMissing,
  errorComponent: PageBroken,
  validateSearch: asked,
})

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: lazyRouteComponent(() => import('./pages/sign-in.tsx')),
})
const forgot = createRoute({
  getParentRoute: () => root,
  path: '/forgot',
  component: lazyRouteComponent(() => import('./pages/forgot.tsx')),
})
const newPassword = createRoute({
  getParentRoute: () => root,
  path: '/new-password',
  component: lazyRouteComponent(() => import('./pages/choose-password.tsx')),
})
const welcome = createRoute({
  getParentRoute: () => root,
  path: '/welcome',
  component: lazyRouteComponent(() => import('./pages/choose-password.tsx')),
})
const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  component: lazyRouteComponent(() => import('./pages/setup.tsx')),
})

/** All that needs somebody signed in stands inside the shell. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  component: lazyRouteComponent(() => import('./shell.tsx')),
})

/** Where `/` leads is said by the person's role; it is known once the shell is there. */
const home = createRoute({
  getParentRoute: () => inside,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/home.tsx')),
})

const cockpit = createRoute({
  getParentRoute: () => inside,
  path: '/cockpit',
  component: lazyRouteComponent(() => import('./pages/cockpit.tsx')),
})
const inbox = createRoute({
  getParentRoute: () => inside,
  path: '/inbox',
  component: lazyRouteComponent(() => import('./pages/inbox.tsx')),
})
const list = createRoute({
  getParentRoute: () => inside,
  path: '/o/$object',
  component: lazyRouteComponent(() => import('./pages/list.tsx')),
})
/** The form for a new record stands over its list. */
const create = createRoute({
  getParentRoute: () => inside,
  path: '/o/$object/new',
  component: lazyRouteComponent(() => import('./pages/list.tsx')),
})
const record = createRoute({
  getParentRoute: () => inside,
  path: '/o/$object/$id',
  component: lazyRouteComponent(() => import('./pages/record.tsx')),
})
const dashboard = createRoute({
  getParentRoute: () => inside,
  path: '/d/$name',
  component: lazyRouteComponent(() => import('./pages/board.tsx')),
})
const page = createRoute({
  getParentRoute: () => inside,
  path: '/p/$name',
  component: lazyRouteComponent(() => import('./pages/board.tsx')),
})
const report = createRoute({
  getParentRoute: () => inside,
  path: '/r/$name',
  component: lazyRouteComponent(() => import('./pages/read-report.tsx')),
})
const own = createRoute({
  getParentRoute: () => inside,
  path: '/own',
  component: lazyRouteComponent(() => import('./pages/own.tsx')),
})
const editReport = createRoute({
  getParentRoute: () => inside,
  path: '/r/$name/edit',
  component: lazyRouteComponent(() => import('./pages/edit-report.tsx')),
})
const editBoard = createRoute({
  getParentRoute: () => inside,
  path: '/d/$name/edit',
  component: lazyRouteComponent(() => import('./pages/edit-board.tsx')),
})
const bank = createRoute({
  getParentRoute: () => inside,
  path: '/desk/bank',
  component: lazyRouteComponent(() => import('./pages/bank.tsx')),
})
const pool = createRoute({
  getParentRoute: () => inside,
  path: '/desk/pool',
  component: lazyRouteComponent(() => import('./pages/pool.tsx')),
})
const forms = createRoute({
  getParentRoute: () => inside,
  path: '/desk/forms',
  component: lazyRouteComponent(() => import('./pages/forms.tsx')),
})
const designForm = createRoute({
  getParentRoute: () => inside,
  path: '/desk/forms/$id',
  component: lazyRouteComponent(() => import('./pages/design-form.tsx')),
})
const campaignReturn = createRoute({
  getParentRoute: () => inside,
  path: '/desk/return',
  component: lazyRouteComponent(() => import('./pages/campaign-return.tsx')),
})
const receivables = createRoute({
  getParentRoute: () => inside,
  path: '/desk/receivables',
  component: lazyRouteComponent(() => import('./pages/receivables.tsx')),
})
const importing = createRoute({
  getParentRoute: () => inside,
  path: '/import/$object',
  component: lazyRouteComponent(() => import('./pages/import.tsx')),
})
const users = createRoute({
  getParentRoute: () => inside,
  path: '/admin/users',
  component: lazyRouteComponent(() => import('./pages/admin-users.tsx')),
})
const teams = createRoute({
  getParentRoute: () => inside,
  path: '/admin/teams',
  component: lazyRouteComponent(() => import('./pages/admin-teams.tsx')),
})
const apiKeys = createRoute({
  getParentRoute: () => inside,
  path: '/admin/keys',
  component: lazyRouteComponent(() => import('./pages/admin-keys.tsx')),
})
const safety = createRoute({
  getParentRoute: () => inside,
  path: '/admin/safety',
  component: lazyRouteComponent(() => import('./pages/admin-safety.tsx')),
})
const signInAdmin = createRoute({
  getParentRoute: () => inside,
  path: '/admin/sign-in',
  component: lazyRouteComponent(() => import('./pages/admin-sign-in.tsx')),
})
const studio = createRoute({
  getParentRoute: () => inside,
  path: '/studio/$room',
  component: lazyRouteComponent(() => import('./pages/studio.tsx')),
})
const profile = createRoute({
  getParentRoute: () => inside,
  path: '/profile',
  component: lazyRouteComponent(() => import('./pages/profile.tsx')),
})

/** An address that leads nowhere is told inside the window, where one can go on. */
const nowhere = createRoute({ getParentRoute: () => inside, path: '/$', component: PageMissing })

const pages = [
  home,
  cockpit,
  inbox,
  list,
  create,
  record,
  dashboard,
  page,
  report,
  own,
  editReport,
  editBoard,
  bank,
  pool,
  forms,
  designForm,
  campaignReturn,
  receivables,
  importing,
  users,
  teams,
  signInAdmin,
  apiKeys,
  safety,
  studio,
  profile,
  nowhere,
] as const

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    forgot,
    newPassword,
    welcome,
    setup,
    inside.addChildren(pages),
  ]),
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search) => {
    const text = new URLSearchParams(asked(search) as Record<string, string>).toString()
    return text && `?${text}`
  },
  defaultPreload: 'intent',
  defaultPreloadDelay: 80,
  defaultNotFoundComponent: PageMissing,
  defaultErrorComponent: PageBroken,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
