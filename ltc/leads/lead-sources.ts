// Where do leads come from? Named once, for leads and for the pools that take some of them.
import type { Choice } from '#kernel/field.ts'

export const leadSources: Readonly<Record<string, Choice>> = {
  exhibition: { label: { zh: '展会', en: 'Exhibition' } },
  website: { label: { zh: '官网', en: 'Website' } },
  phone: { label: { zh: '电话', en: 'Phone' } },
  livestream: { label: { zh: '直播', en: 'Live stream' } },
  referral: { label: { zh: '老客户转介绍', en: 'Referral' } },
  partner: { label: { zh: '渠道代理', en: 'Partner' } },
  advertisement: { label: { zh: '广告', en: 'Advertisement' } },
  other: { label: { zh: '其他', en: 'Other' } },
}
