// Which addresses does the customer of a quote come to, and which does its seller ask for the link? None of them names a quote.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Problems, refuse } from '#kernel/error.ts'
import { isAddress } from '#kernel/fields/email.ts'
import { isUuid } from '#kernel/fields/uuid-value.ts'
import { isJsonObject } from '#kernel/json.ts'
import type { Row } from '#kernel/object.ts'
import { paperStates } from '#kernel/view/public-offer.ts'
import { text } from '#ltc/read.ts'
import { printRecord } from '#server/documents/print-record.ts'
import { uploadName } from '#server/files/file-store.ts'
import type { Post } from '#server/login/letters.ts'
import { pageOf } from '#server/login/page-token.ts'
import { answerOffer } from '#server/offers/answer-offer.ts'
import { fillingFor, type Looking, offerDoing, quoteOf } from '#server/offers/find-offer.ts'
import { type Given, giveAddress } from '#server/offers/give-address.ts'
import { mailOffer, pagePath } from '#server/offers/mail-offer.ts'
import { openOffer } from '#server/offers/open-offer.ts'
import { contextOf } from '#server/world/context-of.ts'
import { doingOf, idOf } from './calls.ts'
import { escapeHtml } from './escape-html.ts'
import type { Call, Route } from './routes.ts'
import { offerPageName } from './static.ts'
import { disposition } from './uploads.ts'

/** Who looks, and through which eyes; a colleague is known by their own session. */
async function lookingOf(call: Call): Promise<Looking & { address: string; agent: string }> {
  const { world, login } = call.machine
  login.ownPage(call.request)
  const { address, agent } = login.hands.deviceOf(call.request)
  return {
    world,
    secrets: login.hands.secrets(),
    language: call.language,
    colleague: (await login.who(call.request.headers)) !== null,
    address: address ?? '',
    agent,
  }
}

/** The page says nothing of any quote: it asks with what stands behind `#` in its address. */
async function page(call: Call): Promise<unknown> {
  const { webFolder, world } = call.machine
  const pattern =
    webFolder && (await readFile(join(webFolder, offerPageName), 'utf8').catch(() => null))
  if (!pattern) return refuse('not-found', { what: { zh: '这个地址', en: 'address' } })
  const { language, reply } = call
  const title = { zh: '报价单', en: 'Quotation' }[language]
  return reply
    .header('content-type', 'text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(
      pattern
        .replace('lang="zh-CN"', `lang="${language === 'zh' ? 'zh-CN' : 'en'}"`)
        .replace('{{title}}', () =>
          escapeHtml([title, world.company.name].filter(Boolean).join(' · ')),
        ),
    )
}

const noPaper = { zh: '这份文件', en: 'paper' }

/** The paper as it was made with the link, or the record of what was answered; for whoever has the page open. */
async function paper(call: Call): Promise<unknown> {
  const { world, login, files } = call.machine
  const id = String(call.params.link).toLowerCase()
  const doing = offerDoing(world, world.db, null)
  const isOpen = isUuid(id) && pageOf(login.hands.secrets(), id, call.query.page, doing.at.now)
  if (!isOpen) return refuse('not-found', { what: noPaper })
  const ctx = contextOf(doing)
  const [link] = await ctx.find('quote_link', { id }, { limit: 1 })
  const found = link && (await quoteOf(ctx, link))
  if (!link || !found || !paperStates.includes(found.state))
    return refuse('not-found', { what: noPaper })
  if (call.query.of === 'answer') return record(call, link)
  const [kept] = (link.paper ?? []) as readonly { id: string; name?: string; size?: number }[]
  const file = kept && (await files.open(uploadName(kept.id)))
  if (!kept || !file) return refuse('file-elsewhere')
  return call.reply
    .header('content-type', 'application/pdf')
    .header('content-disposition', disposition('inline', kept.name ?? 'quote.pdf'))
    .header('content-length', String(file.size))
    .send(file.bytes)
}

async function record(call: Call, link: Row): Promise<unknown> {
  const { world, files } = call.machine
  const ctx = contextOf(offerDoing(world, world.db, link.id))
  const [answer] = await ctx.find(
    'quote_answer',
    { link: link.id, kind: ['accept', 'decline'] },
    { sort: '-said_at', limit: 1 },
  )
  if (!answer) return refuse('not-found', { what: noPaper })
  const said = new Date(text(answer, 'said_at') ?? '').toISOString()
  const { model, bytes, type } = await printRecord(
    fillingFor(world, call.language, said),
    'quote_answer',
    answer.id,
    undefined,
    'pdf',
    files,
  )
  return call.reply
    .header('content-type', type)
    .header('content-disposition', disposition('inline', `${model.title} ${model.number}.pdf`))
    .send(bytes)
}

const given = (call: Call): Promise<Given> =>
  giveAddress(
    {
      world: call.machine.world,
      files: call.machine.files,
      secrets: call.machine.login.hands.secrets(),
      who: call.who,
      doing: doingOf(call, call.machine.world.db),
    },
    idOf(call, 'quote_link'),
  )

const mostWritten = 4000

async function mail(call: Call, post: Post): Promise<unknown> {
  const body = isJsonObject(call.body) ? call.body : {}
  const problems = new Problems()
  problems.onlyKnown(body, ['to', 'message'])
  const to = typeof body.to === 'string' ? body.to.trim() : ''
  const message = typeof body.message === 'string' ? body.message.trim() : ''
  if (to === '') problems.add('to', 'required')
  else if (!isAddress(to))
    problems.add('to', 'wrong-type', { expected: { zh: '邮箱地址', en: 'e-mail address' } })
  if (message.length > mostWritten) problems.add('message', 'too-long', { max: mostWritten })
  problems.done()
  const { token, link } = await given(call)
  await mailOffer({
    doing: doingOf(call, call.machine.world.db),
    files: call.machine.files,
    post,
    link,
    token,
    to,
    message: message || null,
  })
  return { mailed: true }
}

export const offerRoutes = (post: Post): readonly Route[] => [
  {
    method: 'GET',
    url: pagePath,
    gate: 'open',
    says: 'The page on which a customer reads and answers a quote',
    run: page,
  },
  {
    method: 'POST',
    url: '/api/offers/open',
    gate: 'open',
    bodyLimit: 4000,
    says: 'What a customer sees of a quote, by the token of its link',
    run: async (call) => {
      const looking = await lookingOf(call)
      const body = isJsonObject(call.body) ? call.body : {}
      return openOffer({ ...looking, tries: call.machine.login.hands.tries, token: body.token })
    },
  },
  {
    method: 'POST',
    url: '/api/offers/answer',
    gate: 'open',
    bodyLimit: 64_000,
    says: 'Accept a quote by its link, decline it, or ask for a change',
    run: async (call) => {
      const looking = await lookingOf(call)
      return answerOffer({ ...looking, tries: call.machine.login.hands.tries, body: call.body })
    },
  },
  {
    method: 'GET',
    url: '/api/offers/:link/pdf',
    gate: 'open',
    says: 'The paper of a quote for whoever has its page open; of=answer the record of the answer',
    run: paper,
  },
  {
    method: 'POST',
    url: '/api/v1/quote_link/:id/address',
    gate: 'signed-in',
    secret: true,
    says: 'The token of a link for a customer, for whoever may change its quote; it stands behind /q#',
    run: async (call) => {
      const { token, link } = await given(call)
      return { token, paper_hash: link.paper_hash }
    },
  },
  {
    method: 'POST',
    url: '/api/v1/quote_link/:id/mail',
    gate: 'signed-in',
    says: 'Mail a link with the paper to a customer: {to, message?}',
    run: (call) => mail(call, post),
  },
]
