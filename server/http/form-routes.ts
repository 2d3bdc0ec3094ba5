// Which addresses do strangers come to? A form that anybody may fill in: its page, what it asks, and where it is sent.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { refuse } from '#kernel/error.ts'
import type { Row } from '#kernel/object.ts'
import type { PublicForm } from '#kernel/view/public-form.ts'
import { formAt, formDoing, publicForm, sitesOf } from '#server/lead-forms/find-form.ts'
import { submit } from '#server/lead-forms/submit.ts'
import { escapeHtml } from './escape-html.ts'
import type { Call, Route } from './routes.ts'
import { letStandIn } from './safety-headers.ts'
import { formPageName } from './static.ts'

async function found(
  call: Call,
): Promise<{ readonly form: Row | null; readonly shown: PublicForm }> {
  const { world, login } = call.machine
  const doing = formDoing(world, world.db, null)
  const form = await formAt(doing, call.params.address!)
  return { form, shown: publicForm(doing, form, login.hands.secrets()) }
}

/** The page with the form in it, so that a phone at a fair asks once. */
async function page(call: Call): Promise<unknown> {
  const { webFolder } = call.machine
  const { form, shown } = await found(call)
  const pattern =
    webFolder && (await readFile(join(webFolder, formPageName), 'utf8').catch(() => null))
  if (!pattern) return refuse('not-found', { what: { zh: '这个地址', en: 'address' } })
  const { language, reply } = call
  letStandIn(reply, sitesOf(form))
  return reply
    .code(form ? 200 : 404)
    .header('content-type', 'text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(
      pattern
        .replace('lang="zh-CN"', `lang="${language === 'zh' ? 'zh-CN' : 'en'}"`)
        .replace('{{title}}', () => escapeHtml(shown.title[language] || shown.company))
        // Inside a script that is none; the one thing that could end it is written otherwise.
        .replace('{{form}}', () => JSON.stringify(shown).replaceAll('<', '\\u003c')),
    )
}

export const formRoutes: readonly Route[] = [
  {
    method: 'GET',
    url: '/f/:address',
    gate: 'open',
    says: 'The page of a form for everybody',
    run: page,
  },
  {
    method: 'GET',
    url: '/api/forms/:address',
    gate: 'open',
    says: 'What a form for everybody asks',
    run: async (call) => {
      const { form, shown } = await found(call)
      return form ? shown : refuse('not-found', { what: { zh: '这张表单', en: 'form' } })
    },
  },
  {
    method: 'POST',
    url: '/api/forms/:address',
    gate: 'open',
    says: 'Fill in a form for everybody',
    bodyLimit: 32_000,
    run: async (call) => {
      const { world, login } = call.machine
      login.ownPage(call.request)
      return submit({
        world,
        secrets: login.hands.secrets(),
        tries: login.hands.tries,
        at: call.params.address!,
        body: call.body,
        sender: {
          address: login.hands.deviceOf(call.request).address ?? '',
          language: call.language,
        },
      })
    },
  },
]
