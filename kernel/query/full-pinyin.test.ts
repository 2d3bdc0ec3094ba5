// Is the spelling of a name cut into its syllables, and told apart from another of the same initials?
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { initialsSpelt, isSpelt } from './full-pinyin.ts'

test('a spelling is cut into syllables, in each way that there is', () => {
  assert.ok(initialsSpelt('huadong').includes('hd'))
  assert.ok(initialsSpelt('zhangjiagang').includes('zjg'))
  assert.deepEqual([...initialsSpelt('xian')], ['xa'])
  assert.deepEqual(initialsSpelt('acme'), [])
  // One syllable is one initial: too little to look for.
  assert.deepEqual(initialsSpelt('zhou'), [])
})

test('the name decides, from the beginning of a syllable on', () => {
  assert.ok(isSpelt('华东机械有限公司', 'huadong'))
  assert.ok(isSpelt('江苏华东机械', 'huadongji'))
  assert.ok(!isSpelt('恒达机械', 'huadong'))
  assert.ok(!isSpelt('华东机械', 'uadong'))
  assert.ok(isSpelt('绿能', 'lvneng'))
})
