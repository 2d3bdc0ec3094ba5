// What is a product made of that is sold as a bundle, how much of it in each, and what does it cost there?
import { object } from '#kernel/object.ts'

export const bundleComponent = object('bundle_component', {
  label: { zh: '套餐组成', en: 'Bundle component' },
  plural: { zh: '套餐组成', en: 'Bundle components' },
  title: 'product',
  parent: 'bundle',
  fields: {
    bundle: {
      kind: 'ref',
      object: 'product',
      label: { zh: '套餐', en: 'Bundle' },
      required: true,
    },
    product: {
      kind: 'ref',
      object: 'product',
      label: { zh: '产品', en: 'Product' },
      required: true,
    },
    quantity: {
      kind: 'decimal',
      digits: 6,
      label: { zh: '每套数量', en: 'Quantity per bundle' },
      default: '1',
    },
    taken: {
      kind: 'choice',
      label: { zh: '选配方式', en: 'How chosen' },
      choices: {
        required: { label: { zh: '必带', en: 'Required' } },
        standard: { label: { zh: '默认带', en: 'By default' } },
        option: { label: { zh: '可选', en: 'Optional' } },
      },
      required: true,
      default: '"required"',
    },
    group_name: {
      kind: 'text',
      label: { zh: '选配组', en: 'Group' },
      help: {
        zh: '与「选配组」里的名称相同；不填为单独选',
        en: 'The name of one of the groups of choices; chosen by itself unless given',
      },
      max: 100,
    },
    price_mode: {
      kind: 'choice',
      label: { zh: '价格', en: 'Price' },
      choices: {
        included: { label: { zh: '含在套餐价内', en: 'Included' } },
        own: { label: { zh: '按自身价格', en: 'Its own price' } },
      },
      required: true,
      default: '"included"',
    },
    discount_percent: {
      kind: 'percent',
      digits: 4,
      label: { zh: '套餐折扣 %', en: 'Discount in the bundle %' },
      help: { zh: '按自身价格时预填的折扣', en: 'Filled in where it has its own price' },
      min: '0',
      max: '100',
      default: '0',
    },
  },
  rules: {
    quantity: { if: 'quantity > 0', says: { zh: '数量须大于 0', en: 'The quantity is above 0' } },
    discount: {
      if: 'price_mode = "own" or discount_percent is empty or discount_percent = 0',
      says: {
        zh: '含在套餐价内的没有折扣',
        en: 'What is included has no discount',
      },
    },
  },
  allow: [],
})
