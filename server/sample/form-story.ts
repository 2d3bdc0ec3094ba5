// How do visitors of a fair of the sample company leave their names? By a form behind the QR code on its stand.
import type { Who } from '#kernel/permission.ts'
import { systemWho } from '#server/world/world.ts'
import type { Caller } from './names.ts'
import type { Play } from './play.ts'

/** The last of the fairs; before it names were written down by hand. */
export const fairWithForm = '钣金加工展 第二年'

const consent = {
  zh: '我同意贵公司为联系我而使用以上信息。',
  en: 'I agree that my data are used to contact me.',
}

export async function makeForm(
  play: Play,
  campaign: string,
  who: Who,
  at: number,
): Promise<string> {
  const form = await play.hands.create(who, at, 'lead_form', {
    name: '钣金加工展 展位登记',
    address: 'expo-booth',
    title_zh: '留下联系方式，领取选型手册',
    title_en: 'Leave your contact and get our guide',
    intro_zh: '工程师三个工作日内回电，并寄送《伺服冲床选型手册》一份。',
    intro_en:
      'An engineer calls you back within three working days and sends our guide to servo presses.',
    questions: [
      { field: 'name', required: true },
      { field: 'company', required: true },
      { field: 'title' },
      { field: 'phone', required: true, help_zh: '仅用于回电', help_en: 'Only to call you back' },
      { field: 'email' },
      { field: 'need', label_zh: '您想解决什么问题', label_en: 'What do you want to solve?' },
    ],
    consent_zh: consent.zh,
    consent_en: consent.en,
    thanks_zh: '手册会寄到您留下的地址，工程师将在三个工作日内致电。',
    thanks_en: 'The guide is on its way, and an engineer will call you within three working days.',
    source: 'exhibition',
    campaign,
  })
  await play.hands.act(who, at, 'lead_form', form, 'move', { to: 'open' })
  return form
}

/** With which marks the link of the QR code brings somebody. */
export const marksOfStand = {
  utm_source: 'booth',
  utm_medium: 'qrcode',
  utm_campaign: 'sheet-metal-2',
} as const

export interface Entry {
  readonly number: number
  readonly form: string
  readonly caller: Caller
  readonly need: string
  /** Absent = a machine seems to have sent it. */
  readonly lead?: string
}

/** What the visitor sent, as it is kept beside the lead. */
export async function keepEntry(
  play: Play,
  at: number,
  { number, form, caller, need, lead }: Entry,
): Promise<void> {
  const { name, company, title, phone, email } = caller
  const answers = { name, company, title, phone, email, need }
  await play.hands.create(systemWho, at, 'lead_form_entry', {
    form,
    sender: `${name} · ${company}`,
    outcome: lead ? 'new_lead' : 'suspect',
    lead: lead ?? null,
    said: `姓名：${name}\n公司：${company}\n职位：${title}\n电话：${phone}\n邮箱：${email}\n您想解决什么问题：${need}`,
    consent: consent.zh,
    language: 'zh',
    ...marksOfStand,
    answers: JSON.stringify(answers),
    page_no: `sample-${number}`,
  })
}
