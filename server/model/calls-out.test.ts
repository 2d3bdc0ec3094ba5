// Does a model say before its first run which of its calls can never be made?
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { App } from '#kernel/app.ts'
import type { Step } from '#kernel/automation/automation.ts'
import { compileApp } from '#kernel/compile/compile-app.ts'
import { book } from '#ltc/index.ts'
import { refusedCalls } from './calls-out.ts'

const call = (url: string): Step & { do: 'webhook' } => ({ do: 'webhook', url, fields: [] })
function appWith(...steps: readonly Step[]): App {
  const label = { zh: '通知', en: 'Tell' }
  const answer = compileApp(
    book,
    { automations: { tell: { label, when: { on: 'create', object: 'lead' }, steps } } },
    1,
  )
  assert.ok('app' in answer, JSON.stringify(answer))
  return answer.app
}

test('each call to a private address is told at its place, however deep it stands', () => {
  const app = appWith(
    call('http://127.0.0.1:8080/in'),
    call('https://hooks.example/in'),
    {
      do: 'branch',
      if: 'true',
      then: [call('http://[fd00::1]/')],
      else: [
        call('https://hooks.example/else'),
        {
          do: 'each',
          object: 'lead',
          where: 'true',
          steps: [call('http://169.254.169.254/latest')],
        },
      ],
    },
    call('http://0x7f.1/'),
  )
  assert.deepEqual(
    refusedCalls(null, app).map((one) => [one.path, one.says.en.split(' is ')[0]]),
    [
      ['automations.tell.steps[0].url', '127.0.0.1'],
      ['automations.tell.steps[2].then[0].url', '[fd00::1]'],
      ['automations.tell.steps[2].else[1].steps[0].url', '169.254.169.254'],
      ['automations.tell.steps[3].url', '127.0.0.1'],
    ],
  )
})

test('what is no address, or carries a password, says that instead', () => {
  assert.deepEqual(
    refusedCalls(null, appWith(call('http://%/'), call('https://me:secret@hooks.example/'))).map(
      (one) => one.says.en,
    ),
    ['is no address', 'an address may not carry a name and a password'],
  )
})

test('what the model had already stops no other change', () => {
  const before = appWith(call('http://10.0.0.8/'))
  const after = appWith({ do: 'wait', days: 1 }, call('http://10.0.0.8/'), call('http://10.0.0.9/'))
  assert.deepEqual(
    refusedCalls(before, after).map((one) => one.path),
    ['automations.tell.steps[2].url'],
  )
})
