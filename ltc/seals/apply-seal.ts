// Is it sealed? How many copies, the scan of it, and who keeps the original from now on.
import { action } from '#kernel/action.ts'
import { need, text } from '../read.ts'
import { no } from '../refusals.ts'
import { filesIn } from '../with-files.ts'

export const applySeal = action('seal', {
  on: 'seal_request',
  label: { zh: '用印登记', en: 'Sealed' },
  icon: 'SafetyCertificateOutlined',
  primary: true,
  by: ['finance', 'manager', 'sales_manager'],
  from: ['approved'],
  input: {
    scan: {
      kind: 'file',
      many: true,
      label: { zh: '盖章扫描件', en: 'Scan of what was sealed' },
    },
    copies: {
      kind: 'integer',
      label: { zh: '实盖份数', en: 'Copies sealed' },
      help: { zh: '不填为申请的份数', en: 'As many as were asked for unless given' },
      min: 1,
      max: 999,
    },
    keeper: {
      kind: 'person',
      label: { zh: '原件保管人', en: 'Keeps the original' },
      help: { zh: '不填为您自己', en: 'You unless given' },
    },
    kept_at: { kind: 'text', label: { zh: '存放位置', en: 'Where it is kept' }, max: 200 },
    sealed_on: {
      kind: 'date',
      label: { zh: '用印日期', en: 'Sealed on' },
      default: 'TODAY()',
    },
  },
  run: async (ctx, request, input) => {
    const asked = need(request, 'copies')
    const copies = text(input, 'copies') ?? asked
    if (Number(copies) > Number(asked)) no('too-many-copies', { asked: Number(asked) })
    const sealed_on = text(input, 'sealed_on') ?? ctx.today
    if (sealed_on > ctx.today) no('done-later', { date: sealed_on })
    const scan = [...filesIn(request.scan), ...filesIn(input.scan)]
    const now = await ctx.move('seal_request', request.id, 'sealed', {
      sealed_on,
      sealed_by: ctx.who.id,
      sealed_copies: copies,
      keeper: text(input, 'keeper') ?? text(request, 'keeper') ?? ctx.who.id,
      ...(scan.length ? { scan } : {}),
      ...(input.kept_at ? { kept_at: input.kept_at } : {}),
    })
    return { stage: now.stage, sealed_on }
  },
})
