// Does the document of the API offer what there is, and leave out what everybody is always refused?
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Attacked, attacked, formOf, type Method } from './attacked.ts'

let it: Attacked
let paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>
before(async () => {
  it = await attacked()
  await it.hire('ada', ['admin'])
  paths = (await it.knock('ada', { url: '/api/openapi.json' })).json().paths
})
after(() => it.close())

const nobody = '00000000-0000-7000-8000-00000000abcd'

/** Every way of writing that an object may have; the body is one that nobody minds. */
const ways: readonly (readonly [Method, string, unknown])[] = [
  ['POST', '', { nonsense: 1 }],
  ['PATCH', '/{id}', { nonsense: 1 }],
  ['DELETE', '/{id}', undefined],
  ['POST', '/{id}/restore', undefined],
  ['POST', '/{id}/merge', { other: nobody.replace('abcd', 'dcba') }],
  ['POST', '/batch', { create: [{ nonsense: 1 }] }],
  ['POST', '/bulk', { remove: true, filter: 'id is empty', count: 0 }],
]

test('what is written in the document can be done by somebody, and what can be done is written there', async () => {
  const wrong: string[] = []
  for (const object of Object.keys(it.firm.world.app.objects))
    for (const [method, place, body] of ways) {
      const url = `/api/v1/${object}${place}`
      const offered = paths[url]?.[method.toLowerCase()] !== undefined
      const answer = await it.knock('ada', { method, url: url.replace('{id}', nobody), body })
      const refused = (answer.body && answer.json().code) === 'not-allowed'
      if (offered === refused) wrong.push(`${method} ${url}: ${answer.statusCode} ${answer.body}`)
    }
  assert.deepEqual(wrong, [])
})

test('an object has an import where somebody may bring in its rows', async () => {
  const wrong: string[] = []
  for (const object of Object.keys(it.firm.world.app.objects))
    for (const place of ['import', 'import/preview']) {
      const url = `/api/v1/${object}/${place}`
      const form = await formOf(
        { mapping: '{"columns":{"a":"nonsense"}}' },
        { name: 'a.csv', type: 'text/csv', text: 'a\n1\n' },
      )
      const answer = await it.knock('ada', { method: 'POST', url, ...form })
      const refused = answer.statusCode === 403
      if ((paths[url]?.post !== undefined) === refused)
        wrong.push(`${url}: ${answer.statusCode} ${answer.body}`)
    }
  assert.deepEqual(wrong, [])
})

test('a merge that is told more than it knows is refused with the word, and nothing is merged', async () => {
  const [keep, gone] = await Promise.all(
    ['Keep', 'Gone'].map((name) => it.firm.system.create('account', { name })),
  )
  const answer = await it.knock('ada', {
    method: 'POST',
    url: `/api/v1/account/${keep!.id}/merge`,
    body: { other: gone!.id, fields: { phone: 'other' } },
  })
  assert.equal(answer.statusCode, 422, answer.body)
  assert.equal(answer.json().errors[0].path, 'fields')
  const still = await it.knock('ada', { url: `/api/v1/account/${gone!.id}` })
  assert.equal(still.statusCode, 200)
})

interface FormSchema {
  readonly required: readonly string[]
  readonly properties: { readonly mapping: { readonly contentSchema: { properties: object } } }
}

test('the document asks of an import what the door asks: a file, and a mapping only where one is there', async () => {
  const { requestBody } = paths['/api/v1/lead/import']!.post as {
    requestBody: { content: Record<string, { schema: FormSchema }> }
  }
  const { required, properties } = requestBody.content['multipart/form-data']!.schema
  assert.deepEqual(required, ['file'])
  const settings = Object.keys(properties.mapping.contentSchema.properties)
  for (const name of ['only', 'percent', 'key', 'history'])
    assert.ok(settings.includes(name), `${name} of ${settings.join()}`)
})

test('what a company makes is offered like the rest, and no more of it than there is', async () => {
  const label = (text: string) => ({ zh: text, en: text })
  const fields = { name: { kind: 'text', label: label('Name') } }
  const def = (more: object) => ({
    label: label('Thing'),
    title: 'name',
    fields,
    allow: [],
    ...more,
  })
  const made = await it.knock('ada', {
    method: 'POST',
    url: '/api/v1/model/publish',
    body: {
      changes: {
        objects: {
          plain: def({}),
          staged: def({
            lifecycle: { first: 'a', stages: { a: { label: label('A') } }, moves: {} },
          }),
          kept: def({ append_only: true }),
          // Also the word for what a refusal is made of.
          problem: def({}),
        },
      },
    },
  })
  assert.equal(made.statusCode, 200, made.body)
  const whole = (await it.knock('ada', { url: '/api/openapi.json' })).json()
  const now = whole.paths
  const refusal = now['/api/v1/lead'].get.responses.default.content['application/problem+json']
  const { properties } = whole.components.schemas[refusal.schema.$ref.split('/').at(-1)]
  assert.ok(properties.code && properties.detail, 'a refusal is told as what it is')
  assert.ok(whole.components.schemas.problem.properties.name)
  assert.ok(now['/api/v1/plain/{id}/merge'])
  assert.equal(now['/api/v1/staged/{id}/merge'], undefined)
  assert.equal(now['/api/v1/staged/{id}/actions/move'], undefined)
  assert.deepEqual(Object.keys(now['/api/v1/kept/{id}']), ['get'])
})
