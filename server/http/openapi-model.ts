// How does OpenAPI tell how the model is changed without code? The places that one can add to, each with an example that works.
import { modelMaps } from '#kernel/app.ts'
import { kinds } from '#kernel/fields/index.ts'

type Json = Record<string, unknown>

const words = (zh: string, en: string): Json => ({ zh, en })
const label = {
  description: 'In both languages; one text serves both',
  oneOf: [
    { type: 'string' },
    {
      type: 'object',
      required: ['zh', 'en'],
      properties: { zh: { type: 'string' }, en: { type: 'string' } },
    },
  ],
}
const text = { type: 'string' }
const texts = { type: 'array', items: text }
const many = { type: 'object', additionalProperties: { type: 'object' } }
const formula = { type: 'string', description: 'Formula' }

const field: Json = {
  kind: { enum: Object.keys(kinds) },
  label,
  help: label,
  required: { type: 'boolean' },
  unique: { type: 'boolean' },
  search: { type: 'boolean' },
  default: formula,
  shown_if: formula,
  required_if: formula,
  choices: {
    description: 'Of a choice: name → label, or a list of names',
    oneOf: [many, { type: 'array' }],
  },
  object: { type: 'string', description: 'Of a ref: the object' },
  formula: { type: 'string', description: 'Of a formula or rollup' },
  gives: { enum: ['text', 'decimal', 'money', 'percent', 'integer', 'date', 'datetime', 'yes_no'] },
  read: texts,
  write: texts,
  min: {},
  max: {},
  digits: { type: 'integer' },
  grouping: {
    type: 'boolean',
    description:
      'Of an integer: written with a comma per three digits; absent = unless it is called a year',
  },
}
const stages: Json = {
  label,
  kind: { enum: ['open', 'won', 'lost'] },
  probability: { type: 'number' },
  limit_days: { type: 'number' },
  limit_working_days: { type: 'number' },
  sop: label,
}

/** A place: what a thing there is made of, and one that can be added as it stands. */
interface Place {
  readonly properties: Json
  readonly required: readonly string[]
  readonly example: Json | null
}

const places: Readonly<Record<string, Place>> = {
  objects: {
    properties: {
      label,
      title: { type: 'string', description: 'The field that names a record' },
      fields: many,
      allow: {
        type: 'array',
        items: {
          type: 'object',
          required: ['role', 'deeds'],
          properties: {
            role: text,
            deeds: {
              type: 'array',
              items: { enum: ['read', 'create', 'change', 'remove', 'export', 'import'] },
            },
            rule: formula,
          },
        },
      },
      lifecycle: { type: 'object', description: 'first, stages, moves' },
      parent: {
        type: 'string',
        description: 'Of child rows: the field that refers to their record',
      },
    },
    required: ['label'],
    example: {
      name: 'machine',
      label: words('机台', 'Machine'),
      title: 'name',
      fields: {
        name: { kind: 'text', label: words('名称', 'Name'), required: true },
        account: { kind: 'ref', object: 'account', label: words('客户', 'Account') },
      },
      allow: [{ role: '*', deeds: ['read', 'create', 'change'] }],
    },
  },
  'objects/{object}/fields': {
    properties: field,
    required: ['kind', 'label'],
    example: {
      name: 'budget',
      kind: 'money',
      label: words('预算', 'Budget'),
      help: words('客户自己说的', 'As the customer says'),
    },
  },
  'objects/{object}/fields/{field}/choices': {
    properties: { label, colour: text },
    required: ['label'],
    example: { name: 'trade_press', label: words('行业媒体', 'Trade press') },
  },
  'objects/{object}/lifecycle/stages': {
    properties: {
      ...stages,
      from: {
        ...texts,
        description: 'Stages from which one may move here; all open ones where none is named',
      },
    },
    required: ['label'],
    example: { name: 'asleep', label: words('暂缓', 'Asleep'), limit_days: 90 },
  },
  'objects/{object}/lifecycle/moves': {
    properties: {
      label,
      from: texts,
      to: text,
      by: texts,
      gate: {
        type: 'object',
        description: '`require`: names of fields; `checks`: name → { if, says }',
      },
    },
    required: ['from', 'to'],
    example: {
      name: 'wake_up',
      label: words('恢复', 'Wake up'),
      from: ['new'],
      to: 'contacting',
      gate: {
        checks: {
          known: { if: 'company is not empty', says: words('已知公司', 'The company is known') },
        },
      },
    },
  },
  automations: {
    properties: {
      label,
      when: {
        type: 'object',
        required: ['on', 'object'],
        properties: {
          on: { enum: ['create', 'change', 'move', 'action', 'overdue', 'schedule', 'webhook'] },
          object: text,
          fields: texts,
          stage: text,
          action: text,
          cron: text,
          signed: { type: 'boolean' },
        },
      },
      if: formula,
      steps: {
        type: 'array',
        items: {
          type: 'object',
          required: ['do'],
          properties: {
            do: {
              enum: [
                'create',
                'change',
                'action',
                'message',
                'mail',
                'webhook',
                'approval',
                'branch',
                'each',
                'wait',
              ],
            },
          },
        },
      },
    },
    required: ['label', 'when', 'steps'],
    example: {
      name: 'large_lead',
      label: words('大额线索', 'Large leads'),
      when: { on: 'create', object: 'lead' },
      if: 'amount > 100000',
      steps: [
        {
          do: 'message',
          to: [{ field: 'owner' }],
          text: words('大额线索「{name}」', 'A large lead: “{name}”'),
        },
      ],
    },
  },
  roles: {
    properties: { label, help: label, home: text },
    required: ['label'],
    example: { name: 'partner', label: words('渠道伙伴', 'Partner') },
  },
  views: {
    properties: { object: text, label, filter: formula, columns: texts, sort: text, group: text },
    required: ['object', 'label'],
    example: {
      name: 'large_leads',
      object: 'lead',
      label: words('大额线索', 'Large leads'),
      filter: 'amount > 100000',
      columns: ['name', 'amount', 'owner.name'],
      sort: '-amount',
    },
  },
  reports: {
    properties: {
      label,
      object: text,
      filter: formula,
      rows: { type: 'array' },
      columns: { type: 'array' },
      measures: many,
      as: text,
    },
    required: ['label', 'object', 'measures', 'as'],
    example: {
      name: 'leads_of_source',
      label: words('各来源线索', 'Leads by source'),
      object: 'lead',
      rows: [{ by: 'source' }],
      measures: { n: { label: words('数量', 'Count'), of: 'count()' } },
      as: 'bar',
    },
  },
  pages: {
    properties: { label, roles: texts, blocks: many },
    required: ['label', 'blocks'],
    example: {
      name: 'welcome',
      label: words('欢迎', 'Welcome'),
      blocks: {
        hello: { kind: 'text', at: { x: 0, y: 0, w: 12, h: 2 }, text: words('欢迎', 'Welcome') },
      },
    },
  },
  dashboards: {
    properties: { label, roles: texts, blocks: many, filters: many },
    required: ['label', 'blocks'],
    example: {
      name: 'sales_wall',
      label: words('销售大屏', 'Sales wall'),
      blocks: { leads: { kind: 'report', report: 'new_leads', at: { x: 0, y: 0, w: 6, h: 6 } } },
    },
  },
}

const schemaOf = ({ properties, required, example }: Place): Json => ({
  type: 'object',
  required: ['name', ...required],
  properties: { name: { type: 'string', pattern: '^[a-z][a-z0-9_]*$' }, ...properties },
  ...(example && { examples: [example] }),
})

/** What can be added as it stands, by the address to post it to, with `{object}` and `{field}` as the examples mean them. */
export const modelExamples = (): readonly { readonly url: string; readonly body: Json }[] =>
  Object.entries(places).flatMap(([place, { example }]) =>
    example
      ? [
          {
            url: `model/${place.replace('{object}', 'lead').replace('{field}', 'source')}`,
            body: example,
          },
        ]
      : [],
  )

const changes = {
  type: 'object',
  description: 'A merge patch over what the company changed: objects, roles, automations, views …',
}
const beside = {
  note: text,
  if_version: { type: 'integer', description: 'Only where this is the newest version still' },
  keep_unconverted: { type: 'boolean' },
  move_to: { type: 'object', description: 'Object → retired stage → the stage of its records' },
  draft: { type: 'string', format: 'uuid' },
}
const to = { type: 'integer', minimum: 0, description: 'An earlier version; 0 is the standard' }

/** What the calls about the whole model take. */
export const modelBodies: Readonly<Record<string, Json>> = {
  '/api/v1/model/publish': {
    type: 'object',
    required: ['changes'],
    properties: { changes, ...beside },
  },
  '/api/v1/model/rollback': { type: 'object', required: ['to'], properties: { to, ...beside } },
  '/api/v1/model/check': { type: 'object', required: ['changes'], properties: { changes } },
  '/api/v1/model/effects': { type: 'object', properties: { changes, to } },
}

/** The paths of the model's parts. */
export function modelPaths(problem: Json): Record<string, Json> {
  const tags = ['Model']
  const version = {
    description: 'The version that it became',
    content: {
      'application/json': {
        schema: {
          type: 'object',
          properties: { version: { type: 'integer' }, path: { type: 'string' } },
        },
      },
    },
  }
  const found = {
    description: 'OK',
    content: { 'application/json': { schema: { type: 'object' } } },
  }
  const paths: Record<string, Json> = {}
  for (const place of [...Object.keys(places), ...modelMaps.filter((map) => !places[map])]) {
    const what = place.split('/').at(-1)!
    const known = places[place] ?? { properties: { label }, required: ['label'], example: null }
    const above = [...place.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
      name,
      in: 'path',
      required: true,
      schema: text,
    }))
    const one = { name: 'name', in: 'path', required: true, schema: text }
    paths[`/api/v1/model/${place}`] = {
      get: {
        tags,
        summary: `Model: all ${what}`,
        parameters: above,
        responses: { 200: found, default: problem },
      },
      post: {
        tags,
        summary: `Model: add to ${what}; a version at once`,
        parameters: above,
        requestBody: { content: { 'application/json': { schema: schemaOf(known) } } },
        responses: { 201: version, default: problem },
      },
    }
    paths[`/api/v1/model/${place}/{name}`] = {
      get: {
        tags,
        summary: `Model: one of ${what}`,
        parameters: [...above, one],
        responses: { 200: found, default: problem },
      },
      patch: {
        tags,
        summary: `Model: change one of ${what}; a merge patch, null retires a part`,
        parameters: [...above, one],
        requestBody: {
          content: {
            'application/json': { schema: { type: 'object', properties: known.properties } },
          },
        },
        responses: { 200: version, default: problem },
      },
      delete: {
        tags,
        summary: `Model: retire one of ${what}`,
        parameters: [...above, one],
        responses: { 200: version, default: problem },
      },
    }
  }
  return paths
}
