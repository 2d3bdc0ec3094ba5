// What does a product cost in a price list, from which quantity and which day on?
import { object } from '#kernel/object.ts'
import { allow } from '#kernel/permission.ts'
import { derivePriceLine } from './derive-price-line.ts'

const floors = ['manager', 'sales_manager', 'finance']

export const priceLine = object('price_line', {
  label: { zh: '价格', en: 'Price' },
  plural: { zh: '价格明细', en: 'Prices' },
  help: {
    zh: '在价格表里添加，或从 CSV、Excel 导入：价格表、产品、起订数量、单价、底价、生效日。',
    en: 'Added in a price list, or imported from CSV or Excel: list, product, from quantity, price, floor price, valid from.',
  },
  area: 'sales',
  icon: 'TagOutlined',
  title: 'product',
  fields: {
    price_list: {
      kind: 'ref',
      object: 'price_list',
      label: { zh: '价格表', en: 'Price list' },
      required: true,
    },
    product: {
      kind: 'ref',
      object: 'product',
      label: { zh: '产品', en: 'Product' },
      required: true,
    },
    min_quantity: {
      kind: 'decimal',
      digits: 6,
      label: { zh: '起订数量', en: 'From quantity' },
      help: {
        zh: '一行报价的数量达到此数用此价；不填为任何数量',
        en: 'Holds for lines of so many and more; for any quantity unless given',
      },
      min: '0',
    },
    price: {
      kind: 'money',
      currency: 'price_list.currency',
      unit_price: true,
      label: { zh: '单价', en: 'Price' },
      help: { zh: '含税与否按价格表', en: 'With or without tax as its list says' },
      required: true,
      min: '0',
    },
    floor_price: {
      kind: 'money',
      currency: 'price_list.currency',
      unit_price: true,
      label: { zh: '底价', en: 'Floor price' },
      help: {
        zh: '折后低于此价的报价须审批',
        en: 'Quotes below it, discount taken off, need approval',
      },
      min: '0',
      read: floors,
      write: floors,
    },
    valid_from: {
      kind: 'date',
      label: { zh: '生效日', en: 'Valid from' },
      help: {
        zh: '从此日起代替同产品同数量的旧价；不填为随价格表',
        en: 'From that day on in place of the price before; as its list unless given',
      },
    },
    note: { kind: 'text', label: { zh: '备注', en: 'Note' }, max: 500 },
  },
  derive: derivePriceLine,
  rules: {
    floor: {
      if: 'floor_price is empty or floor_price <= price',
      says: { zh: '底价不高于单价', en: 'The floor is not above the price' },
    },
  },
  // One price for each product, quantity and day of a list: the next one begins where the one before ends.
  known_by: { fields: ['product', 'price_list', 'min_quantity', 'valid_from'] },
  dates: { starts: 'valid_from' },
  allow: [
    allow('manager', 'read create change remove export'),
    allow('sales_manager', 'read create change remove export import'),
    allow('finance', 'read create change export'),
    allow('sales', 'read'),
    allow('presales', 'read'),
  ],
  indexes: [['price_list', 'product']],
  list: ['product', 'price_list', 'min_quantity', 'price', 'floor_price', 'valid_from'],
  key_fields: ['price_list', 'product', 'min_quantity', 'price', 'floor_price', 'valid_from'],
})
