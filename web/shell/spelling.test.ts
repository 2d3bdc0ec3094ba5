// Is a page found by whatever one types of its name?
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isNamed, learnSpelling } from './spelling.ts'

const desk = '应收工作台'

test('the whole name, its spelling and its initials name a page; a part of them does not', async () => {
  const spell = await learnSpelling()
  for (const typed of ['应收工作台', 'yingshougongzuotai', 'YSGZT'])
    assert.equal(isNamed(desk, typed, spell), true, typed)
  for (const typed of ['应收', 'ysg', '']) assert.equal(isNamed(desk, typed, spell), false, typed)
})
test('Latin letters in a name are spelt as they are', async () => {
  const spell = await learnSpelling()
  assert.deepEqual(spell('API 密钥'), ['api miyao', 'amy'])
})
