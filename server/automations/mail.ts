// How does a mail leave? Through the server that SMTP_URL names; without one it does not.
import type { Transporter } from 'nodemailer'
import type { Letter } from './step.ts'

/** `SMTP_URL=smtps://user:password@host?from=crm@example.cn`; null where none is set up. */
export function mailer(
  smtpUrl: string | null,
  sender: () => string,
): ((letter: Letter) => Promise<void>) | null {
  if (!smtpUrl || !URL.canParse(smtpUrl)) return null
  const url = new URL(smtpUrl)
  const from =
    url.searchParams.get('from') ??
    (url.username.includes('%40') || url.username.includes('@')
      ? decodeURIComponent(url.username)
      : `openltc@${url.hostname}`)
  url.searchParams.delete('from')
  // Loaded with the first letter: most processes never send one.
  let transport: Promise<Transporter> | undefined
  const open = async (): Promise<Transporter> =>
    (await import('nodemailer')).default.createTransport({
      url: url.href,
      connectionTimeout: 5000,
      greetingTimeout: 5000,
      socketTimeout: 10_000,
    })
  return async (letter) => {
    await (
      await (transport ??= open())
    ).sendMail({
      messageId: `<${letter.id}@${from.split('@').at(-1)}>`,
      from: { name: sender(), address: from },
      to: letter.to,
      subject: letter.subject,
      text: letter.text,
      ...(letter.html === undefined ? {} : { html: letter.html }),
      ...(letter.files && {
        attachments: letter.files.map((one) => ({
          filename: one.name,
          contentType: one.type,
          content: one.bytes,
          ...(one.cid === undefined ? {} : { cid: one.cid, contentDisposition: 'inline' as const }),
        })),
      }),
      disableFileAccess: true,
      disableUrlAccess: true,
    })
  }
}
