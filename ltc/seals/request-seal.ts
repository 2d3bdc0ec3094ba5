// Does this contract or amendment need our seal? A request for it is drafted, with what is known of it.
import { action } from '#kernel/action.ts'
import type { Context } from '#kernel/context.ts'
import type { Row, Values } from '#kernel/object.ts'
import { need, text } from '../read.ts'
import { sealKind } from './seal-kinds.ts'

const shared = {
  label: { zh: '申请用印', en: 'Request the seal' },
  help: {
    zh: '生成用印申请；补上待用印文件后提交审批',
    en: 'Drafts a request; add the files to it and submit it',
  },
  icon: 'SafetyCertificateOutlined',
  input: {
    seal: { ...sealKind, help: { zh: '不填为合同专用章', en: 'The contract seal unless given' } },
    copies: {
      kind: 'integer',
      label: { zh: '份数', en: 'Copies' },
      help: { zh: '不填为 2 份', en: 'Two unless given' },
      min: 1,
      max: 999,
    },
    purpose: { kind: 'long_text', label: { zh: '用途', en: 'What for' } },
  },
} as const

const draft = async (ctx: Context, of: Row, input: Values, refs: Values): Promise<Values> => {
  const made = await ctx.create('seal_request', {
    ...refs,
    name: `${need(of, 'name')} ${text(of, 'number') ?? ''}`.trim().slice(0, 300),
    ...(input.seal ? { seal: input.seal } : {}),
    ...(input.copies ? { copies: input.copies } : {}),
    purpose: input.purpose ?? null,
    files: of.files ?? null,
    owner: ctx.who.id,
  })
  return { seal_request: made.id, number: made.number }
}

export const requestSealOfContract = action('create_seal_request', {
  ...shared,
  on: 'contract',
  from: ['draft', 'in_approval', 'signed', 'active'],
  run: (ctx, contract, input) => draft(ctx, contract, input, { contract: contract.id }),
})

export const requestSealOfAmendment = action('create_seal_request', {
  ...shared,
  on: 'amendment',
  from: ['draft', 'approved', 'signed'],
  run: (ctx, amendment, input) =>
    draft(ctx, amendment, input, { contract: amendment.contract, amendment: amendment.id }),
})
