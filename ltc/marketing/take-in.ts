// What becomes of what somebody said in a form? A lead, or news of a lead that we follow already.
import type { Context } from '#kernel/context.ts'
import { normalPhone } from '#kernel/fields/phone.ts'
import type { Row, Values } from '#kernel/object.ts'
import { need, text } from '../read.ts'

export interface TakenIn {
  readonly lead: string
  readonly outcome: 'new_lead' | 'known_lead'
}

/** Somebody still works on it, or will. */
const openStages = ['new', 'contacting', 'qualified']

/**
 * The lead of these answers. Whoever has the phone or the e-mail of an open lead is that lead: what they said is put
 * before its owner, and nothing of the lead is changed by a stranger. One of the same company is another person; the
 * usual mark of duplicates tells it.
 * @param marks of the link that brought them
 */
export async function takeIn(
  ctx: Context,
  form: Row,
  answers: Values,
  marks: Values,
  said: string,
): Promise<TakenIn> {
  const known = await knownLead(ctx, answers)
  if (known) {
    await putBefore(ctx, form, known, said)
    return { lead: known.id, outcome: 'known_lead' }
  }
  const owner = await receiverOf(ctx, form)
  const lead = await ctx.create('lead', {
    source: form.source,
    ...answers,
    campaign: form.campaign,
    form: form.id,
    ...marks,
    owner,
  })
  if (owner !== null)
    await ctx.notify([owner], {
      zh: `「${need(form, 'name')}」带来新线索「${nameOf(lead)}」`,
      en: `“${need(form, 'name')}” brought the lead “${nameOf(lead)}”`,
      object: 'lead',
      record: lead.id,
    })
  return { lead: lead.id, outcome: 'new_lead' }
}

const nameOf = (lead: Values): string => text(lead, 'company') ?? text(lead, 'name') ?? ''

async function knownLead(ctx: Context, answers: Values): Promise<Row | null> {
  const phone = text(answers, 'phone')
  const email = text(answers, 'email')
  for (const equal of [
    phone && { phone: normalPhone(phone.trim()) },
    email && { email: email.trim().toLowerCase() },
  ]) {
    if (!equal) continue
    const [found] = await ctx.find(
      'lead',
      { ...equal, stage: openStages },
      { sort: '-created_at', limit: 1 },
    )
    if (found) return found
  }
  return null
}

/** Who left gets nothing more: the lead waits in the pool for everybody. */
async function receiverOf(ctx: Context, form: Row): Promise<string | null> {
  const receiver = text(form, 'receiver')
  if (receiver === null) return null
  const [person] = await ctx.find('person', { id: receiver, active: true })
  return person?.id ?? null
}

async function putBefore(ctx: Context, form: Row, lead: Row, said: string): Promise<void> {
  const owner = text(lead, 'owner')
  await ctx.create('activity', {
    kind: 'inquiry',
    subject: need(form, 'name'),
    lead: lead.id,
    due_at: ctx.now.toISOString(),
    result: said,
    owner,
  })
  if (owner !== null)
    await ctx.notify([owner], {
      zh: `线索「${nameOf(lead)}」在「${need(form, 'name')}」又留了言`,
      en: `The lead “${nameOf(lead)}” asked again in “${need(form, 'name')}”`,
      object: 'lead',
      record: lead.id,
    })
}
