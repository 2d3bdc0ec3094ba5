// What else may be done with an open approval than yes or no? Withdraw, return, transfer, ask somebody first.
import { action, type Action } from '#kernel/action.ts'
import { need, text } from '../read.ts'
import { comment } from '../reason.ts'

const person = {
  kind: 'person',
  label: { zh: '人员', en: 'Person' },
  required: true,
} as const

/** The four actions for an object whose records wait for approval in the stage `waiting`. */
export const approvalActions = (on: string, waiting: string): readonly Action[] => [
  action('withdraw', {
    on,
    label: { zh: '撤回审批', en: 'Withdraw' },
    icon: 'RollbackOutlined',
    by: ['*'],
    from: [waiting],
    run: (ctx, record) => ctx.amendApproval(record, { do: 'withdraw' }),
  }),
  action('return', {
    on,
    label: { zh: '退回修改', en: 'Return for correction' },
    icon: 'UndoOutlined',
    by: ['*'],
    from: [waiting],
    quiet: true,
    input: { comment: { ...comment, required: true } },
    run: (ctx, record, input) =>
      ctx.amendApproval(record, { do: 'return', comment: need(input, 'comment') }),
  }),
  action('transfer', {
    on,
    label: { zh: '转交', en: 'Transfer' },
    icon: 'SwapOutlined',
    by: ['*'],
    from: [waiting],
    quiet: true,
    input: { person, comment },
    run: (ctx, record, input) =>
      ctx.amendApproval(record, {
        do: 'transfer',
        person: need(input, 'person'),
        comment: text(input, 'comment'),
      }),
  }),
  action('add_approver', {
    on,
    label: { zh: '加签', en: 'Ask somebody first' },
    icon: 'UserAddOutlined',
    by: ['*'],
    from: [waiting],
    quiet: true,
    input: { person, comment },
    run: (ctx, record, input) =>
      ctx.amendApproval(record, {
        do: 'add',
        person: need(input, 'person'),
        comment: text(input, 'comment'),
      }),
  }),
]
