// Is what people call things – records, fields, choices, reports, roles – ever more than words on a page of ours?

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { type Desk, openDesk } from './desk.ts'

/** Each does its work in a page that takes words for markup: the picture that is not there runs what it holds. */
const evil = [
  `<img src=/evil.png onerror="globalThis.evil=1">`,
  `"><svg onload=globalThis.evil=1><script>globalThis.evil=1</script>`,
  `{{constructor.constructor('globalThis.evil=1')()}}`,
] as const
const words = (n: number): { zh: string; en: string } => ({
  zh: `甲${n}${evil[n % 3]}`,
  en: `a${n}${evil[n % 3]}`,
})

let window: Desk
let page: Page
const asked: string[] = []

before(async () => {
  window = await openDesk()
  page = window.page
  page.on('request', (request) => {
    if (request.url().includes('evil.png')) asked.push(request.url())
  })
})
after(() => window?.close())

/** Names of everything that a company can name, and records that hold them. */
async function fill(): Promise<{ lead: string; account: string; thing: string }> {
  const field = (n: number, more: object = {}): object => ({
    kind: 'text',
    label: words(n),
    help: words(n + 1),
    custom: true,
    ...more,
  })
  await window.post('model/publish', {
    note: evil[0],
    changes: {
      objects: {
        lead: {
          fields: {
            evil_text: field(0),
            evil_choice: field(1, {
              kind: 'choice',
              choices: { a: { label: words(0) }, b: { label: words(1) } },
            }),
          },
        },
        thing: {
          label: words(1),
          plural: words(0),
          title: 'name',
          custom: true,
          fields: { name: field(0) },
          lifecycle: {
            first: 'one',
            stages: {
              one: { label: words(0), kind: 'open' },
              two: { label: words(1), kind: 'won' },
            },
            moves: { on: { label: words(0), from: ['one'], to: 'two' } },
          },
          allow: [{ role: 'admin', deeds: ['read', 'create', 'change', 'remove'] }],
        },
      },
      roles: { evil: { label: words(0) } },
      automations: {
        evil: {
          label: words(1),
          when: { on: 'create', object: 'thing' },
          steps: [{ do: 'message', to: [{ field: 'created_by' }], text: words(0) }],
        },
      },
      reports: {
        evil: {
          label: words(0),
          help: words(1),
          object: 'lead',
          rows: [{ by: 'evil_choice' }],
          measures: { n: { label: words(0), of: 'count()' } },
          as: 'bar',
        },
      },
      dashboards: {
        evil: {
          label: words(1),
          blocks: {
            one: { kind: 'report', report: 'evil', at: { x: 0, y: 0, w: 12, h: 9 } },
            two: { kind: 'text', text: words(0), at: { x: 0, y: 9, w: 12, h: 4 } },
          },
        },
      },
      areas: { sales: { items: ['lead', 'account', 'thing', 'dashboard/evil', 'report/evil'] } },
    },
  })
  const thing = await window.post('thing', { name: evil[0] })
  const account = await window.post('account', {
    name: `甲${evil[1]}`,
    website: 'https://sample.example/?javascript:globalThis.evil=1',
  })
  for (const choice of ['a', 'b'])
    await window.post('lead', {
      name: `${choice}${evil[0]}`,
      company: evil[1],
      evil_choice: choice,
    })
  const lead = await window.post('lead', {
    name: evil[0],
    company: evil[1],
    need: evil[2],
    evil_text: evil[1],
    evil_choice: 'a',
  })
  await window
    .post('comment', { object_name: 'lead', record_id: lead.id, text: evil[0] })
    .catch(() => {})
  await window.post('saved_view', { object: 'lead', name: evil[0], shared: true })
  await window.post('team', { name: evil[1] })
  await window.post('keys', { name: evil[0] })
  await window.post('people', {
    name: evil[1],
    email: 'evil@sample.example',
    roles: [],
    invite: true,
  })
  // What a stranger's program says of itself is shown to administrators, and to the person.
  for (const email of ['evil@sample.example', `${evil[0]}@sample.example`])
    await page.request.post('/api/auth/sign-in/email', {
      data: { email, password: evil[0] },
      headers: { origin: new URL(page.url()).origin, 'user-agent': evil[0], cookie: '' },
    })
  return { lead: lead.id!, account: account.id!, thing: thing.id! }
}

test('such words would run where a page takes them for markup', async () => {
  const naive = await page.context().newPage()
  for (const word of evil.slice(0, 2)) {
    await naive.setContent(`<p title="${word}">${word}</p>`)
    await naive.waitForFunction(() => (globalThis as { evil?: number }).evil === 1)
    await naive.evaluate(() => delete (globalThis as { evil?: number }).evil)
  }
  await naive.close()
})

test('here they are words, on every page that shows them', async () => {
  const made = await fill()
  const rooms = [
    'objects',
    'flow',
    'automations',
    'reports',
    'dashboards',
    'menu',
    'roles',
    'versions',
  ]
  const places = [
    '/o/lead',
    '/o/lead?as=board',
    `/o/lead/${made.lead}`,
    '/o/lead/new',
    `/o/account/${made.account}`,
    '/o/thing?as=board',
    `/o/thing/${made.thing}`,
    '/r/evil',
    '/d/evil',
    '/import/lead',
    '/inbox',
    '/admin/users',
    '/admin/teams',
    '/admin/keys',
    '/admin/sign-in?tab=log',
    '/admin/safety',
    '/profile',
    ...rooms.map((room) => `/studio/${room}`),
  ]
  for (const place of places)
    await window.walk(async () => {
      await page.goto(place)
      await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' })
      await page
        .getByRole('status', { name: /^(加载中|Loading)/ })
        .first()
        .waitFor({ state: 'detached' })
      if (place === '/d/evil' || place === '/r/evil') await overTheChart()
      const found = await page.evaluate(() => ({
        ran: (globalThis as { evil?: number }).evil === 1,
        markup: document.querySelectorAll('img[src*=evil], [onerror], [onload]').length,
        links: [...document.querySelectorAll('a')]
          .map((one) => one.getAttribute('href') ?? '')
          .filter((href) => /^\s*(javascript|data|vbscript):/i.test(href)),
      }))
      assert.deepEqual(found, { ran: false, markup: 0, links: [] }, place)
      window.sound(place)
    })
  assert.deepEqual(asked, [], 'no picture was asked for')
})

/** What stands at a bar is shown where the mouse is: by the library that draws, which knows markup. */
async function overTheChart(): Promise<void> {
  const chart = page.locator('canvas, main svg').first()
  await chart.waitFor()
  const box = (await chart.boundingBox())!
  for (const share of [0.3, 0.5, 0.7])
    await page.mouse.move(box.x + box.width * share, box.y + box.height * 0.7)
}
