// Is the contract signed? Terms that deviate, and more than the customer's credit, are asked for first.
import { action } from '#kernel/action.ts'
import type { Context } from '#kernel/context.ts'
import { compare, sum } from '#kernel/money/sum.ts'
import type { Row } from '#kernel/object.ts'
import { contractCredit } from '../credit/contract-credit.ts'
import { needRate } from '../currencies/rates.ts'
import { settings } from '../parties/settings.ts'
import { amount, need, rows, text } from '../read.ts'
import { no } from '../refusals.ts'
import { signed } from './signed.ts'
import { standardPlan } from './standard-plan.ts'

export const signContract = action('sign', {
  on: 'contract',
  label: { zh: '签署', en: 'Sign' },
  icon: 'EditOutlined',
  primary: true,
  from: ['draft'],
  input: {
    signed_on: {
      kind: 'date',
      label: { zh: '签署日期', en: 'Signed on' },
      help: {
        zh: '不填则用合同上的签署日期，没有就是今天',
        en: 'That of the contract unless given, or today',
      },
    },
  },
  run: async (ctx, contract, input) => {
    await checkReady(ctx, contract)
    const currency = need(contract, 'currency')
    const plan = rows(contract, 'billing_plan')
    const signed_on = text(input, 'signed_on') ?? text(contract, 'signed_on') ?? ctx.today
    await needRate(ctx, contract, signed_on)
    const ready = await ctx.change('contract', contract.id, {
      signed_on,
      ...(await contractCredit(ctx, contract)),
      ...(plan.length
        ? {}
        : {
            billing_plan: standardPlan(
              amount(contract, 'amount', currency),
              currency,
              settings(ctx).language,
            ),
          }),
    })
    const answer = await ctx.askApproval('contract_terms', ready)
    if (answer.stage === 'signed') await signed(ctx, ready)
    return { ...answer, signed_on: ready.signed_on }
  },
})

/** The same as the gate's checklist, in this action's own words: approval does not go through gates. */
async function checkReady(ctx: Context, contract: Row): Promise<void> {
  if (rows(contract, 'lines').length === 0) no('no-lines')
  const currency = need(contract, 'currency')
  const whole = amount(contract, 'amount', currency)
  const quote = text(contract, 'quote')
  if (quote !== null) {
    const accepted = await ctx.get('quote', quote)
    if (accepted.stage !== 'accepted')
      no('quote-not-accepted', { number: text(accepted, 'number') ?? '' })
    const gross = amount(accepted, 'gross', currency)
    if (compare(whole, gross) !== 0) no('not-as-quoted', { amount: whole, gross })
  }
  const plan = rows(contract, 'billing_plan')
  const total = sum(
    plan.map((line) => amount(line, 'amount', currency)),
    currency,
  )
  if (plan.length && compare(total, whole) !== 0) no('plan-not-whole', { total, amount: whole })
  if (
    settings(ctx).sign_needs_seal &&
    !rows(contract, 'seals').some((one) => one.stage === 'sealed')
  )
    no('not-sealed')
}
