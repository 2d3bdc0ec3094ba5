// Does a new approval begin with the stages that a person would choose?
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { stagesOfFlow } from './stages-of-flow.ts'

const stages = (...labels: string[]) =>
  Object.fromEntries(labels.map((zh, at) => [`s${at}`, { label: { zh, en: zh } }]))

test('a stage that is called an approval waits; a yes leads on, a no leads back', () => {
  assert.deepEqual(stagesOfFlow(stages('待受理', '处理中', '费用审批', '待结单', '已完成')), {
    waiting: 's2',
    approved: 's3',
    rejected: 's1',
    returned: 's1',
  })
})

test('where no stage is called so, the second one waits; a bad end is never what a yes leads to', () => {
  const { waiting, approved } = stagesOfFlow({
    ...stages('新建', '进行中'),
    lost: { label: { zh: '作废', en: 'Void' }, kind: 'lost' },
    done: { label: { zh: '完成', en: 'Done' }, kind: 'won' },
  })
  assert.deepEqual([waiting, approved], ['s1', 'done'])
})
