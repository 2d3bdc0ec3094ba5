// By which link does the customer read a quote and answer it, and have they looked at it?
import { object } from '#kernel/object.ts'
import { allow } from '#kernel/permission.ts'

export const quoteLink = object('quote_link', {
  label: { zh: '客户链接', en: 'Link for the customer' },
  plural: { zh: '客户链接', en: 'Links for customers' },
  help: {
    zh: '在已批准或已发送的报价单上点「给客户链接」；客户不用登录就能看报价并答复。',
    en: 'Made on an approved or sent quote by “Link for the customer”; they read it and answer without signing in.',
  },
  icon: 'LinkOutlined',
  title: 'name',
  by_actions_only: true,
  fields: {
    name: {
      kind: 'text',
      label: { zh: '名称', en: 'Name' },
      required: true,
      read_only: true,
      max: 100,
    },
    quote: {
      kind: 'ref',
      object: 'quote',
      label: { zh: '报价单', en: 'Quote' },
      required: true,
      read_only: true,
    },
    language: {
      kind: 'choice',
      label: { zh: '报价单语言', en: 'Language of the paper' },
      choices: {
        zh: { label: { zh: '中文', en: 'Chinese' } },
        en: { label: { zh: '英文', en: 'English' } },
      },
      required: true,
      read_only: true,
    },
    paper: {
      kind: 'file',
      many: false,
      label: { zh: '报价单 PDF', en: 'The paper' },
      help: {
        zh: '客户看到并下载的就是这一份，此后不变',
        en: 'The very one that the customer reads and downloads; it does not change',
      },
      read_only: true,
    },
    paper_hash: {
      kind: 'text',
      label: { zh: 'PDF 摘要', en: 'Hash of the paper' },
      read_only: true,
      max: 64,
    },
    viewed_at: { kind: 'datetime', label: { zh: '首次查看', en: 'First viewed' }, read_only: true },
    last_viewed_at: {
      kind: 'datetime',
      label: { zh: '最近查看', en: 'Last viewed' },
      read_only: true,
    },
    views: {
      kind: 'integer',
      label: { zh: '查看次数', en: 'Views' },
      read_only: true,
      default: '0',
    },
    mailed_to: { kind: 'email', label: { zh: '已邮件发给', en: 'Mailed to' }, read_only: true },
    mailed_at: { kind: 'datetime', label: { zh: '邮件时间', en: 'Mailed at' }, read_only: true },
    revoked_at: { kind: 'datetime', label: { zh: '停用时间', en: 'Revoked at' }, read_only: true },
    /** What the address is known by; the address itself is kept nowhere. */
    token_hash: {
      kind: 'text',
      label: { zh: '链接摘要', en: 'Hash of the address' },
      read_only: true,
      shown_if: 'false',
      unique: true,
      max: 64,
    },
  },
  allow: [
    allow('manager', 'read export'),
    allow('sales_manager', 'read export'),
    allow('sales', 'read', 'quote.owner in my_people() or quote.opportunity.owner in my_people()'),
    allow('presales', 'read'),
    allow('viewer', 'read'),
  ],
  list: [
    'name',
    'quote',
    'viewed_at',
    'last_viewed_at',
    'views',
    'mailed_to',
    'revoked_at',
    'created_at',
  ],
  key_fields: ['quote', 'viewed_at', 'views', 'mailed_to', 'revoked_at'],
})
