// What may be done with an approval, whatever object it is of? Yes, no, withdraw, return, transfer, ask somebody first.
import { action, type Action } from '../action.ts'
import type { FieldDef } from '../field.ts'
import type { Values } from '../object.ts'
import type { ApprovalFlow } from './approval.ts'

const comment: FieldDef = { kind: 'long_text', label: { zh: '意见', en: 'Comment' }, max: 2000 }
const needed: FieldDef = { ...comment, required: true }
const person = (zh: string, en: string): FieldDef => ({
  kind: 'person',
  label: { zh, en },
  required: true,
})

const said = (input: Values, name: string): string | null =>
  typeof input[name] === 'string' ? input[name] : null

/**
 * The actions of an object that has approval flows. The flow knows whom it asked, so every role may press them; a
 * book that does more at a yes (as when a contract is signed) declares its own action of the same name instead.
 */
export function approvalActions(on: string, flows: readonly ApprovalFlow[]): readonly Action[] {
  const from = [...new Set(flows.map((flow) => flow.waiting))]
  if (from.length === 0) return []
  const common = { on, by: ['*'], from }
  return [
    action('approve', {
      ...common,
      label: { zh: '同意', en: 'Approve' },
      icon: 'CheckOutlined',
      quiet: true,
      input: { comment },
      run: (ctx, record, input) => ctx.answerApproval(record, 'approve', said(input, 'comment')),
    }),
    action('reject', {
      ...common,
      label: { zh: '拒绝', en: 'Reject' },
      icon: 'CloseOutlined',
      danger: true,
      quiet: true,
      input: { comment: needed },
      run: (ctx, record, input) => ctx.answerApproval(record, 'reject', said(input, 'comment')),
    }),
    action('withdraw', {
      ...common,
      label: { zh: '撤回审批', en: 'Withdraw' },
      icon: 'RollbackOutlined',
      run: (ctx, record) => ctx.amendApproval(record, { do: 'withdraw' }),
    }),
    action('return', {
      ...common,
      label: { zh: '退回修改', en: 'Return for correction' },
      help: {
        zh: '退给提交人修改，改好后重新提交。',
        en: 'Whoever asked corrects it and asks again.',
      },
      icon: 'UndoOutlined',
      quiet: true,
      input: { comment: needed },
      run: (ctx, record, input) =>
        ctx.amendApproval(record, { do: 'return', comment: said(input, 'comment') ?? '' }),
    }),
    action('transfer', {
      ...common,
      label: { zh: '转交', en: 'Transfer' },
      help: { zh: '改由此人决定，您不用再处理。', en: 'They decide in your place.' },
      icon: 'SwapOutlined',
      quiet: true,
      input: { person: person('转交给', 'To whom'), comment },
      run: (ctx, record, input) =>
        ctx.amendApproval(record, {
          do: 'transfer',
          person: said(input, 'person') ?? '',
          comment: said(input, 'comment'),
        }),
    }),
    action('add_approver', {
      ...common,
      label: { zh: '加签', en: 'Ask somebody first' },
      help: {
        zh: '先由此人给出意见；同意后仍回到您这里决定。',
        en: 'They answer first; after their yes it is your turn again.',
      },
      icon: 'UserAddOutlined',
      quiet: true,
      input: { person: person('请谁先看', 'Whom'), comment },
      run: (ctx, record, input) =>
        ctx.amendApproval(record, {
          do: 'add',
          person: said(input, 'person') ?? '',
          comment: said(input, 'comment'),
        }),
    }),
  ]
}
