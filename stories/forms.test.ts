// Does a form that the company shapes hold, whichever way a value comes in?
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Answer, type Attacked, attacked, type Knock } from './attacks/attacked.ts'

let it: Attacked
before(async () => {
  it = await attacked()
  await it.hire('ada', ['admin'])
  await it.hire('ann', ['sales'])
})
after(() => it.close())

const ask = async (who: string, knock: Knock, status = 200): Promise<Record<string, unknown>> => {
  const answer: Answer = await it.knock(who, knock)
  assert.equal(answer.statusCode, status, answer.body)
  return answer.body ? answer.json() : {}
}
const publish = (changes: object, status = 200) =>
  ask('ada', { method: 'POST', url: '/api/v1/model/publish', body: { changes } }, status)

test('a field is closed to people while its condition holds of the record as it stands, and opens again', async () => {
  await publish({
    objects: {
      lead: {
        fields: {
          budget_fixed: {
            kind: 'yes_no',
            label: { zh: '预算已定', en: 'Budget fixed' },
            custom: true,
          },
          amount: { read_only_if: 'budget_fixed' },
        },
      },
    },
  })
  const lead = await ask(
    'ann',
    {
      method: 'POST',
      url: '/api/v1/lead',
      body: { name: '示例', company: '示例公司', amount: '100.00', budget_fixed: true },
    },
    201,
  )
  const at = `/api/v1/lead/${String(lead.id)}`
  const refused = await ask(
    'ann',
    { method: 'PATCH', url: at, body: { amount: '200.00', name: '改名' } },
    422,
  )
  assert.deepEqual(
    (refused.errors as { path: string; code: string }[]).map((one) => [one.path, one.code]),
    [['amount', 'read-only']],
  )
  assert.equal((await ask('ann', { url: at })).name, '示例', 'nothing of the change stays')
  await ask('ann', { method: 'PATCH', url: at, body: { amount: '100.00', name: '改名' } })
  await ask('ann', { method: 'PATCH', url: at, body: { budget_fixed: false } })
  assert.equal(
    (await ask('ann', { method: 'PATCH', url: at, body: { amount: '200.00' } })).amount,
    '200.00',
  )
})

test('a form is sections of the model: with tabs, columns and conditions, checked when published', async () => {
  const form = [
    {
      label: { zh: '预算', en: 'Budget' },
      tab: { zh: '商务', en: 'Commercial' },
      columns: 3,
      shown_if: 'amount > 0',
      fields: ['amount', 'budget_fixed'],
    },
  ]
  await publish({ objects: { lead: { form } } })
  const meta = await ask('ann', { url: '/api/v1/meta' })
  assert.deepEqual((meta.objects as Record<string, { form: unknown }>).lead!.form, form)
  const refused = await publish(
    {
      objects: {
        lead: { form: [{ label: { zh: '坏', en: 'Bad' }, columns: 7, fields: 'amount' }] },
      },
    },
    422,
  )
  assert.deepEqual(
    (refused.errors as { path: string }[]).map((one) => one.path),
    ['objects.lead.form[0].columns', 'objects.lead.form[0].fields'],
  )
  const condition = await publish(
    {
      objects: {
        lead: {
          form: [{ label: { zh: '坏', en: 'Bad' }, shown_if: 'amuont > 0', fields: ['gone'] }],
        },
      },
    },
    422,
  )
  assert.deepEqual(
    (condition.errors as { path: string }[]).map((one) => one.path),
    ['objects.lead.form[0].shown_if'],
  )
})

test('a formula is tried on the newest records, also one that speaks of fields of a draft', async () => {
  const tried = async (formula: string, draft?: string) =>
    (
      await ask('ada', {
        method: 'POST',
        url: '/api/v1/model/try',
        body: { object: 'lead', formula },
        ...(draft ? { headers: { 'x-openltc-preview': `draft=${draft}` } } : {}),
      })
    ).data as { value: unknown }[]
  assert.deepEqual(
    (await tried('amount * 2')).map((one) => one.value),
    ['400.00'],
  )
  const draft = await ask(
    'ada',
    {
      method: 'POST',
      url: '/api/v1/model/drafts',
      body: {
        patch: {
          objects: {
            lead: {
              fields: {
                factor: { kind: 'integer', label: { zh: '系数', en: 'Factor' }, custom: true },
                twice: {
                  kind: 'formula',
                  formula: 'amount * 2',
                  gives: 'money',
                  label: { zh: '两倍', en: 'Twice' },
                  custom: true,
                },
              },
            },
          },
        },
      },
    },
    201,
  )
  assert.deepEqual(
    (await tried('IF(factor is empty, twice, factor)', String(draft.id))).map((one) => one.value),
    ['400.00'],
  )
})
