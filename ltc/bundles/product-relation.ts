// Which other product does one need beside it, not bear, or go well with?
import { object } from '#kernel/object.ts'

export const productRelation = object('product_relation', {
  label: { zh: '搭配关系', en: 'Relation' },
  plural: { zh: '搭配关系', en: 'Relations' },
  title: 'other',
  parent: 'product',
  fields: {
    product: {
      kind: 'ref',
      object: 'product',
      label: { zh: '产品', en: 'Product' },
      required: true,
    },
    kind: {
      kind: 'choice',
      label: { zh: '关系', en: 'Relation' },
      choices: {
        requires: { label: { zh: '须配', en: 'Requires' } },
        excludes: { label: { zh: '不可同用', en: 'Excludes' } },
        recommends: { label: { zh: '推荐', en: 'Recommends' } },
      },
      required: true,
      default: '"requires"',
    },
    other: {
      kind: 'ref',
      object: 'product',
      label: { zh: '另一产品', en: 'The other product' },
      required: true,
    },
  },
  rules: {
    other: {
      if: 'other != product',
      says: { zh: '须是另一个产品', en: 'It is another product' },
    },
  },
  allow: [],
})
