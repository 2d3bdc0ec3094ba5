// How does a colleague get the address to copy? The token is worked out, and with the first time the paper is made that stands behind it.
import { refuse } from '#kernel/error.ts'
import type { Row } from '#kernel/object.ts'
import type { Who } from '#kernel/permission.ts'
import { no } from '#ltc/refusals.ts'
import { need, text } from '#ltc/read.ts'
import { printRecord } from '#server/documents/print-record.ts'
import { type FileStore, wholeBytes } from '#server/files/file-store.ts'
import { keepUpload } from '#server/files/keep-upload.ts'
import { hashOf } from '#server/login/hash.ts'
import type { SealSecrets } from '#server/login/seal.ts'
import { get } from '#server/reading/read.ts'
import { contextOf } from '#server/world/context-of.ts'
import { personalView } from '#server/world/rights.ts'
import type { Doing, World } from '#server/world/world.ts'
import { hold } from '#server/writing/hold.ts'
import { fillingFor } from './find-offer.ts'
import { tokenOf } from './offer-token.ts'

export interface Given {
  readonly token: string
  readonly link: Row
}

export interface Giving {
  readonly world: World
  readonly files: FileStore
  readonly secrets: SealSecrets
  readonly who: Who
  readonly doing: Doing
}

/** The token of the link, for whoever may change its quote; refuses one that was revoked. */
export async function giveAddress(giving: Giving, id: string): Promise<Given> {
  const { world, doing, secrets } = giving
  const link = await get(world.db, personalView(doing), doing.at, 'quote_link', id)
  await mayChange(giving, need(link, 'quote'))
  if (text(link, 'revoked_at') !== null)
    no('offer-not-open', { why: { zh: '链接已停用', en: 'the link was revoked' } })
  const whole = await contextOf(doing).get('quote_link', id)
  const token = tokenOf(secrets, id)
  const known = text(whole, 'token_hash')
  if (known === null) return { token, link: await makePaper(giving, whole, hashOf(token)) }
  // The secret is another one since; what the customer has still opens the door.
  if (known !== hashOf(token)) no('link-of-before')
  return { token, link: whole }
}

async function mayChange({ world, doing }: Giving, quote: string): Promise<void> {
  const { rights } = await world.db.transaction((tx) => {
    const held: Doing = { ...doing, tx }
    return hold(held, personalView(held), doing.app.objects.quote!, quote, ['change'])
  })
  if (!rights[1]) refuse('not-allowed', { deed: 'change', object: doing.app.objects.quote!.label })
}

/** Prints the paper once, and keeps it: what the customer downloads is what they accept, to the byte. */
async function makePaper(giving: Giving, link: Row, hash: string): Promise<Row> {
  const { world, files, who, doing } = giving
  const language = text(link, 'language') === 'en' ? 'en' : 'zh'
  const printed = await printRecord(
    fillingFor(world, language, doing.at.now.toISOString()),
    'quote',
    need(link, 'quote'),
    undefined,
    'pdf',
    files,
  )
  const file = {
    ...wholeBytes(printed.bytes),
    name: `${[printed.model.title, printed.model.number].filter(Boolean).join(' ')}.pdf`.slice(
      0,
      200,
    ),
    type: printed.type,
  }
  return keepUpload(world, files, file, who.id, async (tx, paper) => {
    const held: Doing = { ...doing, tx }
    const ctx = contextOf(held)
    const [now] = await ctx.lock('quote_link', [link.id])
    // Somebody was here a moment before: theirs is the paper.
    if (text(now!, 'token_hash') !== null) return now!
    return ctx.change('quote_link', link.id, {
      token_hash: hash,
      paper: [{ id: paper }],
      paper_hash: file.sha256,
    })
  })
}
