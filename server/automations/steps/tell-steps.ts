// How does an automation tell people and programs? A notice, a mail, a call to an address.
import { Refusal, refuse } from '#kernel/error.ts'
import { isAddress } from '#kernel/fields/email.ts'
import { permit } from '#kernel/query/view.ts'
import { contextOf } from '#server/world/context-of.ts'
import { list } from '#server/reading/read.ts'
import { namesOf, peopleOf, whyNobody } from '#server/reading/whom.ts'
import { fillTexts } from '#server/reading/read-formulas.ts'
import { NoAnswer, type StepKind } from '../step.ts'

export const messageStep: StepKind<'message'> = async ({ doing, run }, step) => {
  const [zh, en] = await fillTexts(
    doing,
    run.object,
    run.record,
    [step.text.zh, step.text.en],
    run.given,
  )
  const people = await peopleOf(doing, run.object, run.record, step.to, run.given)
  if (people.length === 0) {
    const why = await whyNobody(doing, run.object, run.record, step.to, run.given)
    return {
      says: {
        zh: `没有通知任何人（${why.zh}）：${zh}`,
        en: `told nobody (${why.en}): ${en}`,
      },
      output: { people: [] },
    }
  }
  await contextOf(doing).notify(people, {
    zh: zh!,
    en: en!,
    ...(run.record && { object: run.object, record: run.record }),
  })
  return {
    says: { zh: `通知 ${people.length} 人：${zh}`, en: `told ${people.length}: ${en}` },
    output: { people: await namesOf(doing, people) },
  }
}

export const mailStep: StepKind<'mail'> = async ({ doing, run, reach }, step) => {
  const [to, subject, text] = await fillTexts(
    doing,
    run.object,
    run.record,
    [step.to, step.subject.zh, step.text.zh],
    run.given,
  )
  if (!isAddress(to!))
    return { says: { zh: '没有邮箱地址，未发送', en: 'no e-mail address; not sent' } }
  if (!reach.mail)
    return {
      says: {
        zh: `未配置邮件服务器（SMTP_URL），未发送给 ${to}`,
        en: `no mail server is set up (SMTP_URL); not sent to ${to}`,
      },
    }
  // A line end in a subject would begin a header of its own.
  await reach
    .mail({
      id: `${run.id}.${run.step}`,
      to: to!,
      subject: subject!.replace(/[\r\n]+/g, ' '),
      text: text!,
    })
    .catch((error: unknown) => {
      const why = codeOf(error)
      throw new NoAnswer(
        { zh: `邮件服务器没有接收（${why}）`, en: `the mail server did not take it (${why})` },
        error,
      )
    })
  return { says: { zh: `邮件已发送给 ${to}`, en: `mailed to ${to}` }, input: { to, subject, text } }
}

export const webhookStep: StepKind<'webhook'> = async ({ doing, run, reach }, step) => {
  const page =
    run.record === null
      ? null
      : await list(doing.tx, permit(doing.app, doing.who), doing.at, {
          from: run.object,
          ids: [run.record],
          select: ['id', ...step.fields.filter((one) => one !== 'id')],
          limit: 1,
        })
  const body = JSON.stringify({
    automation: run.automation,
    object: run.object,
    record: page?.rows[0] ? (JSON.parse(page.rows[0]) as unknown) : null,
  })
  const { host } = new URL(step.url)
  const answer = await reach
    .call(step.url, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'idempotency-key': `${run.id}.${run.step}${run.row ? `.${run.row}` : ''}`,
      },
    })
    .catch((error: unknown) => {
      // Whoever tells names by their addresses may be away like anybody else.
      const away = error instanceof Refusal ? namesAway(error) : error
      if (away === null) throw error
      const why = codeOf(away)
      throw new NoAnswer(
        { zh: `${host} 没有回应（${why}）`, en: `${host} did not answer (${why})` },
        error,
      )
    })
  // A receiver that is busy or broken is asked again; one that says no has said it.
  if (answer.status >= 500 || answer.status === 429)
    throw new NoAnswer({
      zh: `${host} 返回 ${answer.status}`,
      en: `${host} answered ${answer.status}`,
    })
  if (answer.status >= 400) refuse('address-said-no', { address: host, status: answer.status })
  return {
    says: {
      zh: `已调用 ${host}，返回 ${answer.status}`,
      en: `called ${host}: ${answer.status}`,
    },
    input: { body: JSON.parse(body) as unknown },
    output: { status: answer.status, text: answer.text.slice(0, 500) },
  }
}

/** What the way there says of itself, in a word: ECONNREFUSED, TimeoutError. */
const codeOf = (error: unknown): string =>
  error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.name) : 'error'

const namesAway = ({ cause }: Refusal): unknown =>
  cause instanceof Error && ['EAI_AGAIN', 'ETIMEOUT', 'ESERVFAIL'].includes(codeOf(cause))
    ? cause
    : null
