// How does a customer get the link by mail? A letter with the paper in it; whoever sends it hears at once whether it left.
import { refuse } from '#kernel/error.ts'
import type { Row } from '#kernel/object.ts'
import { offerName } from '#ltc/offers/take-answer.ts'
import { need, text } from '#ltc/read.ts'
import { no } from '#ltc/refusals.ts'
import type { Letter } from '#server/automations/step.ts'
import { type FileStore, readWhole, uploadName } from '#server/files/file-store.ts'
import { hashOf } from '#server/login/hash.ts'
import type { Post } from '#server/login/letters.ts'
import { contextOf } from '#server/world/context-of.ts'
import type { Doing } from '#server/world/world.ts'

export interface Mailing {
  readonly doing: Doing
  readonly files: FileStore
  readonly post: Post
  readonly link: Row
  readonly token: string
  readonly to: string
  /** In the words of whoever sends it; ours where they say nothing. */
  readonly message: string | null
}

/** The address of the page; what stands behind `#` reaches no server and no log. */
export const pagePath = '/q'

/** Sends it, and notes to whom. */
export async function mailOffer(mailing: Mailing): Promise<void> {
  const { doing, post, link, to } = mailing
  if (post.mail === null || post.baseUrl === null) refuse('no-mail')
  const letter = await letterOf(mailing, `${post.baseUrl}${pagePath}#${mailing.token}`)
  await post.mail(letter).catch((error: unknown) => {
    const { code, name } = error as NodeJS.ErrnoException
    no('mail-away', { why: code ?? name ?? 'error' })
  })
  await doing.world.db.transaction((tx) =>
    contextOf({ ...doing, tx }).change('quote_link', link.id, {
      mailed_to: to,
      mailed_at: doing.at.now.toISOString(),
    }),
  )
}

async function letterOf(mailing: Mailing, address: string): Promise<Letter> {
  const { doing, link, to, message, files } = mailing
  const { company } = doing.world
  const language = text(link, 'language') === 'en' ? 'en' : 'zh'
  const quote = await contextOf(doing).get('quote', need(link, 'quote'))
  const number = offerName(quote)
  const until = text(quote, 'valid_until')
  const house = company.name || 'OpenLTC'
  const [paper] = (link.paper ?? []) as readonly { id: string; name?: string }[]
  const bytes = paper ? await readWhole(files, uploadName(paper.id)) : null
  if (!paper || !bytes) return refuse('file-elsewhere')
  const words =
    language === 'en'
      ? {
          subject: `Quotation ${number} from ${house}`,
          hello: `Dear customer,\n\nplease find our quotation ${number}${until ? `, valid until ${until}` : ''}.`,
          link: 'Read it online, accept it or tell us what to change, without an account:',
          attached:
            'The same paper is attached as a PDF. Please pass this link on only to people who may answer for you.',
        }
      : {
          subject: `${house} 报价单 ${number}`,
          hello: `您好：\n\n请查收我们的报价单 ${number}${until ? `，有效期至 ${until}` : ''}。`,
          link: '在线查看、接受或提出修改，无需注册：',
          attached: '附件是同一份报价单的 PDF。请只把此链接转给有权答复的同事。',
        }
  return {
    id: hashOf(`${link.id} ${to} ${doing.at.now.toISOString()}`).slice(0, 32),
    to,
    subject: words.subject.replace(/[\r\n]+/g, ' '),
    text: `${message ?? words.hello}\n\n${words.link}\n${address}\n\n${words.attached}\n\n${doing.who.name}\n${house}\n`,
    files: [{ name: paper.name ?? `${number}.pdf`, type: 'application/pdf', bytes }],
  }
}
