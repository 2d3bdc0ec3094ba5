// What did a customer say to a quote by its link, who said it, from where, and to exactly which paper?
import { object } from '#kernel/object.ts'
import { allow } from '#kernel/permission.ts'

export const quoteAnswer = object('quote_answer', {
  label: { zh: '客户答复', en: 'Customer’s answer' },
  plural: { zh: '客户答复', en: 'Customers’ answers' },
  help: {
    zh: '客户在链接里接受、拒绝或要求修改时留下的证据，只增不改。',
    en: 'The evidence of what a customer said by a link: accepted, declined, or asked to change. Only ever added to.',
  },
  icon: 'SolutionOutlined',
  title: 'name',
  by_actions_only: true,
  append_only: true,
  fields: {
    quote: {
      kind: 'ref',
      object: 'quote',
      label: { zh: '报价单', en: 'Quote' },
      required: true,
      read_only: true,
    },
    link: {
      kind: 'ref',
      object: 'quote_link',
      label: { zh: '客户链接', en: 'Link' },
      required: true,
      read_only: true,
    },
    kind: {
      kind: 'choice',
      label: { zh: '答复', en: 'Answer' },
      choices: {
        accept: { label: { zh: '接受', en: 'Accepted' }, colour: 'green' },
        decline: { label: { zh: '拒绝', en: 'Declined' }, colour: 'red' },
        ask: { label: { zh: '要求修改', en: 'Asked to change' }, colour: 'orange' },
      },
      required: true,
      read_only: true,
      index: true,
    },
    name: {
      kind: 'text',
      label: { zh: '答复人', en: 'Said by' },
      required: true,
      read_only: true,
      search: true,
      max: 100,
    },
    title: { kind: 'text', label: { zh: '职务', en: 'Title' }, read_only: true, max: 100 },
    purchase_order: {
      kind: 'text',
      label: { zh: '客户订单号', en: 'Purchase order' },
      read_only: true,
      search: true,
      max: 100,
    },
    said: { kind: 'long_text', label: { zh: '说明', en: 'What was said' }, read_only: true },
    agreed: {
      kind: 'long_text',
      label: { zh: '确认的声明', en: 'Agreed to' },
      help: { zh: '客户勾选时看到的原文', en: 'The words that they saw and ticked' },
      read_only: true,
    },
    /** Lines drawn with a finger, as points on a plate of a thousand by four hundred. */
    signature: {
      kind: 'long_text',
      label: { zh: '手写签名', en: 'Drawn signature' },
      read_only: true,
      shown_if: 'false',
      max: 30_000,
    },
    said_at: {
      kind: 'datetime',
      label: { zh: '答复时间', en: 'Said at' },
      required: true,
      read_only: true,
    },
    network: { kind: 'text', label: { zh: 'IP 地址', en: 'IP address' }, read_only: true, max: 60 },
    browser: { kind: 'text', label: { zh: '浏览器', en: 'Browser' }, read_only: true, max: 300 },
    language: {
      kind: 'choice',
      label: { zh: '页面语言', en: 'Language of the page' },
      choices: {
        zh: { label: { zh: '中文', en: 'Chinese' } },
        en: { label: { zh: '英文', en: 'English' } },
      },
      read_only: true,
    },
    version_no: { kind: 'integer', label: { zh: '报价版本', en: 'Version' }, read_only: true },
    currency: { kind: 'text', label: { zh: '币种', en: 'Currency' }, read_only: true, max: 3 },
    gross: {
      kind: 'money',
      currency: 'quote.currency',
      label: { zh: '价税合计', en: 'Gross' },
      read_only: true,
    },
    content_hash: {
      kind: 'text',
      label: { zh: '内容摘要', en: 'Hash of the content' },
      read_only: true,
      max: 64,
    },
    paper: {
      kind: 'file',
      many: false,
      label: { zh: '报价单 PDF', en: 'The paper' },
      read_only: true,
    },
    paper_hash: {
      kind: 'text',
      label: { zh: 'PDF 摘要', en: 'Hash of the paper' },
      read_only: true,
      max: 64,
    },
    /** One page of the customer's, one answer: pressing twice finds the first. */
    page_no: {
      kind: 'text',
      label: { zh: '页面编号', en: 'Page number' },
      read_only: true,
      shown_if: 'false',
      unique: true,
      max: 60,
    },
  },
  allow: [
    allow('manager', 'read export'),
    allow('sales_manager', 'read export'),
    allow('sales', 'read', 'quote.owner in my_people() or quote.opportunity.owner in my_people()'),
    allow('presales', 'read'),
    allow('delivery', 'read'),
    allow('finance', 'read export'),
    allow('viewer', 'read'),
  ],
  form: [
    {
      label: { zh: '答复', en: 'Answer' },
      fields: ['quote', 'kind', 'name', 'title', 'purchase_order', 'said', 'agreed', 'said_at'],
    },
    {
      label: { zh: '证据', en: 'Evidence' },
      fields: [
        'link',
        'version_no',
        'gross',
        'paper',
        'paper_hash',
        'content_hash',
        'network',
        'browser',
        'language',
      ],
    },
  ],
  list: ['quote', 'kind', 'name', 'title', 'gross', 'purchase_order', 'said', 'said_at'],
  key_fields: ['quote', 'kind', 'name', 'gross', 'said_at'],
})
