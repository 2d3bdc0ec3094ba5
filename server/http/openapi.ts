// What does the API offer right now? OpenAPI 3.1 computed from the App, the company's own fields included.
import type { App, AppObject } from '#kernel/app.ts'
import type { FieldDef } from '#kernel/field.ts'
import { kindOf } from '#kernel/fields/index.ts'
import type { Route } from './routes.ts'

type Json = Record<string, unknown>

const schemaOfField = (field: FieldDef): Json => ({
  ...kindOf(field).openapi(field as never), title: field.label.en, ...(field.help ? { description: field.help.en } : {}), ...(field.read_only ? { readOnly: true } : {}),
})

const schemaOf = (object: AppObject): Json => ({
  type: 'object', title: object.label.en,
  properties: Object.fromEntries(Object.entries(object.fields).map(([name, field]) => [name, schemaOfField(field)])),
  required: Object.entries(object.fields).filter(([, field]) => field.required).map(([name]) => name),
})

const problem = { description: 'A refusal', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/problem' } } } }
const jsonOf = (schema: Json): Json => ({ 'application/json': { schema } })
const listWords = ['filter', 'sort', 'select', 'limit', 'after', 'search', 'count']
const query = (name: string): Json => ({ name, in: 'query', schema: { type: name === 'limit' ? 'integer' : 'string' } })
const id = { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }
const key = { name: 'Idempotency-Key', in: 'header', schema: { type: 'string', maxLength: 255 } }

/** The document; `fixed` are the routes that belong to no object. */
export function openapi(app: App, fixed: readonly Route[], version: string): Json {
  const paths: Record<string, Json> = {}
  for (const object of Object.values(app.objects)) Object.assign(paths, pathsOf(object))
  for (const route of fixed) {
    if (route.url.includes(':object') || route.gate === 'open') continue
    const url = route.url.replace(/:(\w+)/g, '{$1}').replace('*', '{path}')
    const parameters = [...url.matchAll(/\{(\w+)\}/g)].map(match => ({ name: match[1], in: 'path', required: true, schema: { type: 'string' } }))
    paths[url] = { ...paths[url], [route.method.toLowerCase()]: { summary: route.says, parameters, responses: { 200: { description: 'OK' }, default: problem } } }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'OpenLTC', version, description: `Model version ${app.version}` },
    servers: [{ url: '/' }],
    security: [{ key: [] }, { session: [] }],
    paths,
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer' }, session: { type: 'apiKey', in: 'cookie', name: 'session' } },
      schemas: {
        ...Object.fromEntries(Object.values(app.objects).map(object => [object.name, schemaOf(object)])),
        problem: { type: 'object', properties: { type: { type: 'string' }, title: { type: 'string' }, status: { type: 'integer' }, detail: { type: 'string' }, code: { type: 'string' }, errors: { type: 'array', items: { type: 'object', properties: { path: { type: 'string' }, code: { type: 'string' }, detail: { type: 'string' } } } } } },
      },
    },
  }
}

function pathsOf(object: AppObject): Record<string, Json> {
  const ref = { $ref: `#/components/schemas/${object.name}` }
  const one = { 200: { description: 'OK', content: jsonOf(ref) }, default: problem }
  const tags = [object.label.en]
  const base = `/api/v1/${object.name}`
  const paths: Record<string, Json> = {
    [base]: {
      get: { tags, summary: `List: ${object.label.en}`, parameters: listWords.map(query), responses: { 200: { description: 'OK', content: jsonOf({ type: 'object', properties: { data: { type: 'array', items: ref }, next: { type: ['string', 'null'] }, count: { type: 'integer' } } }) }, default: problem } },
      post: { tags, summary: `Create: ${object.label.en}`, parameters: [key], requestBody: { content: jsonOf(ref) }, responses: { 201: { description: 'Created', content: jsonOf(ref) }, default: problem } },
    },
    [`${base}/{id}`]: {
      get: { tags, summary: `Get: ${object.label.en}`, parameters: [id], responses: one },
      patch: { tags, summary: `Change: ${object.label.en}`, parameters: [id, { name: 'If-Match', in: 'header', schema: { type: 'string' } }], requestBody: { content: jsonOf(ref) }, responses: one },
      delete: { tags, summary: `Remove: ${object.label.en}`, parameters: [id], responses: { 204: { description: 'Removed' }, default: problem } },
    },
  }
  for (const action of Object.values(object.actions))
    paths[`${base}/{id}/actions/${action.name}`] = {
      post: {
        tags, summary: action.label.en, parameters: [id, key],
        requestBody: { content: jsonOf({ type: 'object', properties: Object.fromEntries(Object.entries(action.input ?? {}).map(([name, field]) => [name, schemaOfField(field)])) }) },
        responses: { 200: { description: 'OK' }, default: problem },
      },
    }
  return paths
}
