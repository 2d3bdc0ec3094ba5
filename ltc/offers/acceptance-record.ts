// How is it proven afterwards what a customer accepted, who said it, when and from where?
import type { DocumentTemplate } from '#kernel/view/document.ts'
import { same } from '../document-parts.ts'

export const acceptanceRecord: DocumentTemplate = {
  object: 'quote_answer',
  label: { zh: '在线答复记录', en: 'Record of the answer' },
  title: { zh: '报价在线答复记录', en: 'Record of an Online Answer' },
  number: same('{quote.number} v{version_no}'),
  currency: 'quote.currency',
  blocks: [
    {
      kind: 'facts',
      left: [
        {
          label: { zh: '客户', en: 'Customer' },
          value: same('{quote.account.name}'),
          strong: true,
        },
        { label: { zh: '答复', en: 'Answer' }, value: same('{kind}'), strong: true },
        { label: { zh: '答复人', en: 'Said by' }, value: same('{name}') },
        { label: { zh: '职务', en: 'Title' }, value: same('{title}') },
        { label: { zh: '客户订单号', en: 'Purchase order' }, value: same('{purchase_order}') },
      ],
      right: [
        {
          label: { zh: '报价单', en: 'Quote' },
          value: same('{quote.number} v{version_no}'),
          strong: true,
        },
        { label: { zh: '项目', en: 'Subject' }, value: same('{quote.opportunity.name}') },
        { label: { zh: '价税合计', en: 'Total' }, value: same('{gross} {currency}') },
        { label: { zh: '有效期至', en: 'Valid until' }, value: same('{quote.valid_until}') },
        { label: { zh: '答复时间', en: 'Said at' }, value: same('{said_at}') },
      ],
    },
    {
      kind: 'prose',
      if: 'agreed is not empty',
      title: { zh: '客户勾选的声明', en: 'What was agreed to' },
      text: same('{agreed}'),
    },
    {
      kind: 'prose',
      if: 'said is not empty',
      title: { zh: '客户说明', en: 'What was said' },
      text: same('{said}'),
    },
    {
      kind: 'drawing',
      if: 'signature is not empty',
      text: same('{signature}'),
      caption: { zh: '手写签名', en: 'Signature' },
    },
    {
      kind: 'prose',
      title: { zh: '证据', en: 'Evidence' },
      text: {
        zh: '时间：{said_at}（公司所在时区）\nIP 地址：{network}\n浏览器：{browser}\n报价内容摘要（SHA-256）：{content_hash}\n报价单 PDF 摘要（SHA-256）：{paper_hash}\n记录编号：{id}',
        en: 'Time: {said_at} (time zone of the company)\nIP address: {network}\nBrowser: {browser}\nHash of the content (SHA-256): {content_hash}\nHash of the PDF (SHA-256): {paper_hash}\nNo. of this record: {id}',
      },
    },
    {
      kind: 'prose',
      text: {
        zh: '客户凭专用链接查看并答复，上述内容在答复的同时写入，只增不改。把收到的报价单 PDF 计算 SHA-256，与上面一致即为同一份。',
        en: 'The customer read and answered by a link of their own; this was written at the same moment and is never changed. A PDF with the same SHA-256 as above is the very paper that was answered.',
      },
    },
  ],
}
