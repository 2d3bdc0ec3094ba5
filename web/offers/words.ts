// What does the page of a quote say about its link for the customer?
import type { Words } from '#kernel/error.ts'

export const words = {
  link: { zh: '客户链接', en: 'Link for the customer' },
  not_viewed: { zh: '客户还没有打开', en: 'The customer has not opened it yet' },
  viewed: {
    zh: '客户看过 {n} 次，首次 {first}，最近 {last}',
    en: 'Opened by the customer {n}×, first {first}, last {last}',
  },
  viewed_once: { zh: '客户于 {first} 打开过', en: 'Opened by the customer on {first}' },
  mailed: { zh: '邮件于 {at} 发给 {to}', en: 'Mailed to {to} on {at}' },
  revoked: { zh: '已于 {at} 停用', en: 'Revoked on {at}' },
  show: { zh: '复制或发送…', en: 'Copy or send…' },
  revoke: { zh: '停用', en: 'Revoke' },
  revoke_sure: {
    zh: '停用后客户打不开这个链接，已有的答复仍然保留。',
    en: 'The customer can’t open it any more; what was answered stays.',
  },
  renew: { zh: '换新链接', en: 'Make a new link' },
  renew_help: {
    zh: '旧链接随即停用，请把新链接发给客户。',
    en: 'The old one is revoked at once; give the customer the new one.',
  },
  copy_help: {
    zh: '持有链接的人都能查看并答复这份报价，请只发给客户有权答复的人。',
    en: 'Whoever has it can read and answer this quote: give it only to people who may.',
  },
  qr: { zh: '二维码', en: 'QR code' },
  qr_help: { zh: '客户用手机扫码打开。', en: 'The customer opens it with a phone.' },
  download: { zh: '下载 SVG', en: 'Download as SVG' },
  look: { zh: '看看客户看到的页面', en: 'See what the customer sees' },
  mail: { zh: '发邮件', en: 'Send by mail' },
  mail_to: { zh: '收件人', en: 'To' },
  mail_text: { zh: '正文', en: 'Message' },
  mail_text_help: {
    zh: '不填则用标准问候；链接和 PDF 会自动附上。',
    en: 'A standard greeting unless written; the link and the PDF go with it.',
  },
  mail_send: { zh: '发送', en: 'Send' },
  mail_done: { zh: '已发给 {to}', en: 'Sent to {to}' },
  answers: { zh: '客户答复', en: 'Customer’s answers' },
  record: { zh: '答复记录 PDF', en: 'Record as PDF' },
  evidence: { zh: '证据', en: 'Evidence' },
  purchase_order: { zh: '客户订单号 {no}', en: 'Purchase order {no}' },
  signature: { zh: '手写签名', en: 'Drawn signature' },
} as const satisfies Record<string, Words>
