// What does the API offer right now? OpenAPI 3.1 computed from the App, the company's own fields included.
import type { App, AppObject } from '#kernel/app.ts'
import type { FieldDef } from '#kernel/field.ts'
import { kindOf } from '#kernel/fields/index.ts'
import { dateOrders } from '#kernel/import/date-text.ts'
import {
  delimiters,
  encodings,
  type Mapping,
  ownerRules,
  percentRules,
  rowRules,
} from '#kernel/import/mapping.ts'
import { isWrittenByHand } from '#kernel/object.ts'
import { isImported } from '#server/import/plan-import.ts'
import { inBulk } from '#server/writing/bulk-job.ts'
import { mergeable } from '#server/writing/merge.ts'
import { modelBodies, modelPaths } from './openapi-model.ts'
import type { Route } from './routes.ts'

type Json = Record<string, unknown>

const schemaOfField = (field: FieldDef): Json => ({
  ...kindOf(field).openapi(field as never),
  title: field.label.en,
  ...(field.help ? { description: field.help.en } : {}),
  ...(field.read_only ? { readOnly: true } : {}),
})

const schemaOf = (object: AppObject): Json => ({
  type: 'object',
  title: object.label.en,
  properties: Object.fromEntries(
    Object.entries(object.fields).map(([name, field]) => [name, schemaOfField(field)]),
  ),
})

/** A new record needs what its object requires; what is changed or selected does not. */
const newOne = (object: AppObject): Json => ({
  allOf: [
    { $ref: `#/components/schemas/${object.name}` },
    {
      required: Object.entries(object.fields)
        .filter(
          ([name, field]) =>
            field.required &&
            field.default === undefined &&
            !field.read_only &&
            name !== object.parent,
        )
        .map(([name]) => name),
    },
  ],
})

const problem = {
  description: 'A refusal',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
}
const jsonOf = (schema: Json): Json => ({ 'application/json': { schema } })
const words: Readonly<Record<string, readonly [schema: Json, says: string]>> = {
  filter: [{ type: 'string' }, 'Formula, e.g. stage = "new" and amount > 1000'],
  sort: [{ type: 'string' }, 'Fields or paths, - for descending: -created_at,account.name'],
  select: [{ type: 'string' }, 'Fields or paths: name,account.name'],
  limit: [{ type: 'integer', minimum: 1, maximum: 1000, default: 50 }, 'Rows of a page'],
  after: [{ type: 'string' }, 'Cursor: `next` of the page before'],
  search: [{ type: 'string' }, 'Words; each must be found'],
  count: [{ enum: ['exact', 'estimate', 'none'], default: 'none' }, 'Whether `count` is told'],
  removed: [{ type: 'boolean', default: false }, 'The recycle bin instead'],
}
const query = (name: string): Json => ({
  name,
  in: 'query',
  schema: words[name]![0],
  description: words[name]![1],
})
const listWords = Object.keys(words)
const id = { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }
const key = { name: 'Idempotency-Key', in: 'header', schema: { type: 'string', maxLength: 255 } }
const match = {
  name: 'If-Match',
  in: 'header',
  schema: { type: 'string' },
  description:
    'ETag of the version that was seen, or several, or *; where another one is there now, it is refused with 412',
}
const etag = { ETag: { schema: { type: 'string' }, description: 'The version' } }
const ok = (schema?: Json, more: Json = {}): Json => ({
  description: 'OK',
  ...(schema && { content: jsonOf(schema) }),
  ...more,
})
const listOf = (items: Json, more: Json = {}): Json => ({
  type: 'object',
  required: ['data'],
  properties: { data: { type: 'array', items }, ...more },
})
const next = { next: { type: ['string', 'null'] } }
/** Whatever a mapping may say; one that is forgotten here does not compile. */
const mappingSettings: Readonly<Record<keyof Mapping, Json>> = {
  key: { type: 'string', description: 'The field by which a row finds the record that it changes' },
  columns: { type: 'object', description: 'Column → field, {field, new}, or null to leave it out' },
  values: { type: 'object', description: 'Field → what the file says → the value' },
  create_missing: { type: 'array', items: { type: 'string' } },
  only: {
    type: 'object',
    additionalProperties: { type: 'array', items: { type: 'string' } },
    description: 'Column → the values of rows that are meant; none: anything but nothing and 0',
  },
  rows: { enum: rowRules },
  dates: { type: 'string', examples: dateOrders },
  decimal: { enum: ['.', ','] },
  percent: { enum: percentRules, description: 'What a share without a sign means: 30 or 0.3' },
  encoding: { type: 'string', examples: encodings },
  delimiter: { enum: delimiters },
  sheet: { type: ['string', 'integer'], description: 'Its name, or its place counted from 1' },
  header_row: { type: 'integer', minimum: 1 },
  fill_merged: { type: 'boolean' },
  empty: { type: 'array', items: { type: 'string' } },
  zone: { type: 'string', examples: ['Asia/Shanghai'] },
  owner: { enum: ownerRules, description: 'Whose a new record is of which no column says it' },
  history: { type: 'boolean' },
}
const mapping = { type: 'object', required: ['columns'], properties: mappingSettings }
const file = {
  content: {
    'multipart/form-data': {
      schema: {
        type: 'object',
        required: ['file'],
        properties: {
          file: { type: 'string', format: 'binary' },
          mapping: { type: 'string', contentMediaType: 'application/json', contentSchema: mapping },
          dry_run: { type: 'boolean' },
        },
      },
    },
  },
}
const groups = {
  content: jsonOf({
    type: 'object',
    required: ['from'],
    properties: {
      from: { type: 'string' },
      where: { type: 'string' },
      search: { type: 'string' },
      by: {
        type: 'array',
        items: { type: 'string' },
        maxItems: 4,
        description: 'Formulas, or year|quarter|month|week|day(date)',
      },
      measure: {
        type: 'object',
        additionalProperties: { type: 'string' },
        description: 'name → count() | count|sum|avg|min|max|median(formula)',
      },
      sort: { type: 'string' },
      limit: { type: 'integer', minimum: 1, maximum: 10000 },
    },
  }),
}

const begun = {
  description: 'The job; its summary where it is done already',
  content: jsonOf({
    type: 'object',
    required: ['job'],
    properties: { job: { type: 'string', format: 'uuid' }, summary: { type: 'object' } },
  }),
}
const exported = {
  description: 'The file',
  content: {
    'text/csv': { schema: { type: 'string' } },
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': {
      schema: { type: 'string', format: 'binary' },
    },
  },
}
/** Mostly JSON; what is a page, a paper or a stream says so itself. */
const anything = { 'application/json': {}, '*/*': {} }
/** Before anybody is signed in. */
const health = {
  get: {
    summary: 'Is it ready?',
    security: [],
    responses: {
      200: ok({ type: 'object', required: ['status'], properties: { status: { const: 'ok' } } }),
      default: problem,
    },
  },
}

/** The document; `fixed` are the routes that belong to no object. */
export function openapi(app: App, fixed: readonly Route[], version: string): Json {
  const paths: Record<string, Json> = { '/api/health': health }
  for (const object of Object.values(app.objects)) {
    for (const [url, methods] of Object.entries(pathsOf(object))) {
      const offered = Object.entries(methods).filter(([method]) =>
        isOffered(app, object, method.toUpperCase(), url),
      )
      if (offered.length) paths[url] = Object.fromEntries(offered)
    }
  }
  Object.assign(paths, modelPaths(problem))
  const addresses = fixed.filter(
    (route) =>
      route.url !== '/api/v1/model/*' &&
      (route.gate !== 'open' || route.url.startsWith('/api/v1/')),
  )
  for (const { route, url } of addresses.flatMap((route) => placesOf(route, app))) {
    // What an object says about its own addresses is more than what a route knows.
    if (paths[url]?.[route.method.toLowerCase()]) continue
    const named = [...url.matchAll(/\{(\w+)\}/g)].map((found) => ({
      name: found[1],
      in: 'path',
      required: true,
      schema: { type: 'string' },
    }))
    const parameters = ['POST', 'PATCH', 'DELETE'].includes(route.method) ? [...named, key] : named
    const body =
      url === '/api/v1/query'
        ? groups
        : ['POST', 'PATCH', 'PUT'].includes(route.method)
          ? { content: jsonOf(modelBodies[url] ?? { type: 'object' }) }
          : null
    paths[url] = {
      ...paths[url],
      [route.method.toLowerCase()]: {
        summary: route.says,
        parameters,
        ...(body && { requestBody: body }),
        responses:
          body === groups
            ? { 200: ok(listOf({ type: 'object' })), default: problem }
            : { '2XX': { description: 'OK', content: anything }, default: problem },
      },
    }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'OpenLTC', version, description: `Model version ${app.version}` },
    servers: [{ url: '/' }],
    security: [{ key: [] }, { session: [] }],
    paths,
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: 'session' },
      },
      schemas: {
        ...Object.fromEntries(
          Object.values(app.objects).map((object) => [object.name, schemaOf(object)]),
        ),
        Problem: {
          type: 'object',
          required: ['type', 'title', 'status', 'detail', 'code'],
          properties: {
            type: { type: 'string' },
            title: { type: 'string' },
            status: { type: 'integer' },
            detail: { type: 'string' },
            code: { type: 'string' },
            errors: {
              type: 'array',
              items: {
                type: 'object',
                required: ['path', 'code', 'detail'],
                properties: {
                  path: { type: 'string' },
                  code: { type: 'string' },
                  detail: { type: 'string' },
                },
              },
            },
          },
        },
      },
    },
  }
}

/** Is it an address of this object, or one at which everybody is always refused? */
function isOffered(app: App, object: AppObject, method: string, url: string): boolean {
  const [, place = ''] = /^\/api\/v1\/[^/]+(.*)$/.exec(url) ?? []
  if (/\/(?:pdf|docx)$/.test(place))
    return Object.values(app.documents).some((one) => one.object === object.name)
  if (place.endsWith('/merge')) return mergeable(object)
  if (place.endsWith('/bulk')) return inBulk(object)
  if (place.startsWith('/import')) return isImported(app, object)
  if (place.endsWith('/actions/move'))
    return (
      isWrittenByHand(object) &&
      Object.values(object.lifecycle?.moves ?? {}).some((move) => move.via === undefined)
    )
  if (place.includes('/actions/') || place.endsWith('/comments')) return true
  return method === 'GET' || isWrittenByHand(object)
}

/** Where a route answers: once, or beside each object that has it. */
function placesOf(route: Route, app: App): { route: Route; url: string }[] {
  const braced = (url: string): string => url.replace(/:(\w+)/g, '{$1}')
  if (!route.url.startsWith('/api/v1/:object')) return [{ route, url: braced(route.url) }]
  if (route.url.endsWith('/actions/:action')) return []
  return Object.values(app.objects)
    .filter((object) => isOffered(app, object, route.method, route.url))
    .map(({ name }) => ({ route, url: braced(route.url.replace(':object', name)) }))
}

function pathsOf(object: AppObject): Record<string, Json> {
  const ref = { $ref: `#/components/schemas/${object.name}` }
  const one = { 200: ok(ref, { headers: etag }), default: problem }
  const tags = [object.label.en]
  const base = `/api/v1/${object.name}`
  const name = object.label.en
  const lines = { type: 'array', items: ref, maxItems: 1000 }
  const asked = (summary: string, responses: Json, parameters: readonly Json[] = [id]): Json => ({
    get: { tags, summary, parameters, responses: { 200: responses, default: problem } },
  })
  const paths: Record<string, Json> = {
    [base]: {
      get: {
        tags,
        summary: `List: ${name}`,
        parameters: listWords.map(query),
        responses: {
          200: ok(listOf(ref, { ...next, count: { type: 'integer' } })),
          default: problem,
        },
      },
      post: {
        tags,
        summary: `Create: ${name}`,
        parameters: [key],
        requestBody: { content: jsonOf(newOne(object)) },
        responses: {
          201: { ...ok(ref, { headers: etag }), description: 'Created' },
          default: problem,
        },
      },
    },
    [`${base}/{id}`]: {
      get: { tags, summary: `Get: ${name}`, parameters: [id], responses: one },
      patch: {
        tags,
        summary: `Change: ${name}`,
        parameters: [id, match, key],
        requestBody: { content: jsonOf(ref) },
        responses: one,
      },
      delete: {
        tags,
        summary: `Remove: ${name}`,
        parameters: [id, match, key],
        responses: { 204: { description: 'Removed' }, default: problem },
      },
    },
    [`${base}/batch`]: {
      post: {
        tags,
        summary: `Create and change, all or nothing: ${name}`,
        parameters: [key],
        requestBody: {
          content: jsonOf({
            oneOf: [
              { type: 'object', properties: { create: lines, change: lines } },
              { ...lines, description: 'Whatever has an id is changed, the rest is created' },
            ],
          }),
        },
        responses: { 200: ok(listOf(ref)), default: problem },
      },
    },
    [`${base}/import`]: {
      post: {
        tags,
        summary: `Import: ${name}`,
        parameters: [key],
        requestBody: file,
        responses: { 202: begun, default: problem },
      },
    },
    [`${base}/export`]: asked(`Export: ${name}`, exported, [
      ...listWords.filter((word) => !['limit', 'after', 'count'].includes(word)).map(query),
      { name: 'format', in: 'query', schema: { enum: ['csv', 'xlsx'] } },
    ]),
    [`${base}/{id}/restore`]: {
      post: {
        tags,
        summary: `Out of the recycle bin: ${name}`,
        parameters: [id, key],
        responses: one,
      },
    },
    [`${base}/{id}/history`]: asked(
      `Who changed what: ${name}`,
      ok(listOf({ type: 'object' }, next)),
      [id, query('limit'), query('after')],
    ),
    [`${base}/{id}/chain`]: asked(`From lead to cash: ${name}`, ok({ type: 'object' })),
  }
  const actions = Object.values(object.actions).map(({ name: action, label, input }) => ({
    action,
    says: label.en,
    input: Object.fromEntries(
      Object.entries(input ?? {}).map(([field, def]) => [field, schemaOfField(def)]),
    ),
  }))
  if (object.lifecycle && !object.actions.move)
    actions.push({
      action: 'move',
      says: 'Move',
      input: { to: { enum: Object.keys(object.lifecycle.stages) } },
    })
  for (const { action, says, input } of actions)
    paths[`${base}/{id}/actions/${action}`] = {
      post: {
        tags,
        summary: says,
        parameters: [id, key],
        requestBody: { content: jsonOf({ type: 'object', properties: input }) },
        responses: { 200: ok({ type: 'object' }), default: problem },
      },
    }
  return paths
}
