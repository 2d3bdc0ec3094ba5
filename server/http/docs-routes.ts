// Where does a programmer read what the API offers? The OpenAPI document, and a page drawn from it without scripts.
import type { App } from '#kernel/app.ts'
import { permit } from '#kernel/query/view.ts'
import { escapeHtml as escape } from './escape-html.ts'
import type { Call, Route } from './routes.ts'
import { openapi } from './openapi.ts'

interface Operation {
  summary?: string
  parameters?: { name: string; in: string }[]
  requestBody?: {
    content: {
      'application/json'?: {
        schema: {
          $ref?: string
          allOf?: { $ref?: string }[]
          properties?: Record<string, { type?: unknown; title?: string }>
        }
      }
    }
  }
}

/** The name of the schema of a body that is a record. */
function bodyOf(it: Operation): string | undefined {
  const schema = it.requestBody?.content['application/json']?.schema
  return (schema?.$ref ?? schema?.allOf?.[0]?.$ref)?.split('/').at(-1)
}

/** The reference as one page of plain HTML: every word of it comes through `escape`. */
function page(document: Record<string, unknown>): string {
  const paths = document.paths as Record<string, Record<string, Operation>>
  const schemas = (
    document.components as {
      schemas: Record<
        string,
        {
          title?: string
          properties: Record<
            string,
            { type?: unknown; enum?: unknown[]; title?: string; readOnly?: boolean }
          >
        }
      >
    }
  ).schemas
  const calls = Object.entries(paths)
    .map(([url, methods]) =>
      Object.entries(methods)
        .map(
          ([method, it]) =>
            `<details><summary><b>${escape(method.toUpperCase())}</b> <code>${escape(url)}</code> <span>${escape(it.summary)}</span></summary><p>${(it.parameters ?? []).map((one) => `<code>${escape(one.name)}</code> <i>${escape(one.in)}</i>`).join(' · ')}</p>${
              bodyOf(it)
                ? `<p>Body: <a href="#${escape(bodyOf(it))}">${escape(bodyOf(it))}</a></p>`
                : Object.keys(it.requestBody?.content['application/json']?.schema.properties ?? {})
                    .map((name) => `<code>${escape(name)}</code>`)
                    .join(' ')
            }</details>`,
        )
        .join(''),
    )
    .join('')
  const objects = Object.entries(schemas)
    .map(
      ([name, it]) =>
        `<h3 id="${escape(name)}">${escape(name)} <small>${escape(it.title)}</small></h3><table>${Object.entries(
          it.properties ?? {},
        )
          .map(
            ([field, def]) =>
              `<tr><td><code>${escape(field)}</code></td><td>${escape(def.enum ? def.enum.join(' | ') : Array.isArray(def.type) ? def.type.join(' | ') : def.type)}</td><td>${escape(def.title)}${def.readOnly ? ' <i>read only</i>' : ''}</td></tr>`,
          )
          .join('')}</table>`,
    )
    .join('')
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>OpenLTC API</title><style>
    :root{color-scheme:light dark}body{font:14px/1.5 system-ui,sans-serif;max-width:1000px;margin:24px auto;padding:0 16px}code{font:13px ui-monospace,monospace}summary{padding:4px 0;cursor:pointer}summary b{display:inline-block;width:60px;color:#0b6572}summary span{opacity:.7}table{border-collapse:collapse;width:100%}td{border-top:1px solid #8884;padding:3px 8px;vertical-align:top}h3{margin-top:32px}</style>
    <h1>OpenLTC API</h1><p><a href="/api/openapi.json">OpenAPI 3.1</a> · Bearer key or session cookie · ${Object.keys(schemas).length} objects</p>${calls}${objects}</html>`
}

/** The App as the caller's roles see it: a hidden field is not in the reference either. */
const seenApp = (call: Call): App => {
  const view = permit(call.machine.world.app, call.who)
  return {
    ...view.app,
    objects: Object.fromEntries(
      Object.entries(view.objects).map(([name, one]) => [
        name,
        { ...one.object, fields: one.fields },
      ]),
    ),
  }
}

export const docsRoutes = (all: () => readonly Route[], version: string): readonly Route[] => [
  {
    method: 'GET',
    url: '/api/openapi.json',
    gate: 'signed-in',
    says: 'OpenAPI 3.1 of the model as it is now',
    run: async (call) => openapi(seenApp(call), all(), version),
  },
  {
    method: 'GET',
    url: '/api/docs',
    gate: 'signed-in',
    says: 'The reference as a page',
    run: async (call) =>
      call.reply
        .header('content-type', 'text/html; charset=utf-8')
        .send(page(openapi(seenApp(call), all(), version))),
  },
]
