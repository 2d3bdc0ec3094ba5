// What do we sell, at which price, and what does it cost us?
import { object } from '#kernel/object.ts'
import { allow } from '#kernel/permission.ts'
import { deriveProduct } from '../bundles/derive-product.ts'
import { currency } from '../currency.ts'
import { taxCategory } from '../tax-category.ts'

export const product = object('product', {
  label: { zh: '产品', en: 'Product' },
  plural: { zh: '产品', en: 'Products' },
  help: {
    zh: '我们卖什么、标价多少、成本多少。报价时从这里选；先录几样，或从 Excel 导入。',
    en: 'What we sell, at which price and cost. Quotes choose from here; enter a few or import them from Excel.',
  },
  area: 'sales',
  icon: 'AppstoreOutlined',
  title: 'name',
  fields: {
    number: {
      kind: 'auto_number',
      pattern: 'P-{00000}',
      label: { zh: '产品编号', en: 'Number' },
      search: true,
    },
    name: {
      kind: 'text',
      label: { zh: '产品名称', en: 'Name' },
      required: true,
      search: true,
      index: true,
      max: 300,
    },
    category: { kind: 'text', label: { zh: '类别', en: 'Category' }, index: true, max: 100 },
    model: { kind: 'text', label: { zh: '规格型号', en: 'Model' }, search: true, max: 200 },
    unit: {
      kind: 'text',
      label: { zh: '单位', en: 'Unit' },
      default: 'IN_LANGUAGE("台", "pcs")',
      max: 20,
    },
    list_price: {
      kind: 'money',
      currency: 'currency',
      unit_price: true,
      label: { zh: '标价', en: 'List price' },
      help: { zh: '不含税', en: 'Without tax' },
      min: '0',
    },
    currency: { ...currency, default: 'BASE_CURRENCY()' },
    cost: {
      kind: 'money',
      currency: 'currency',
      unit_price: true,
      label: { zh: '成本', en: 'Cost' },
      min: '0',
      read: ['manager', 'sales_manager', 'finance'],
      write: ['manager', 'sales_manager', 'finance'],
    },
    tax_rate: {
      kind: 'decimal',
      digits: 6,
      fraction: true,
      label: { zh: '税率', en: 'Tax rate' },
      help: {
        zh: '文件和 API 中 0.13 即 13%。本位币为人民币时默认 13%，否则默认 0%，请填当地税率',
        en: 'In files and the API 0.13 is 13%. 13% unless given where the books are in renminbi; 0% elsewhere: enter the rate of your country',
      },
      min: '0',
      max: '1',
      // What a company keeps its books in tells its country as far as the first page asks; no other rate is guessed.
      default: 'IF(BASE_CURRENCY() = "CNY", 0.13, 0)',
    },
    tax_category: taxCategory,
    active: { kind: 'yes_no', label: { zh: '在售', en: 'On sale' }, default: 'true' },
    no_shipping: {
      kind: 'yes_no',
      label: { zh: '不发货', en: 'Not shipped' },
      help: {
        zh: '服务，或只由组成部分构成的套餐：发货单不带它',
        en: 'A service, or a bundle that is nothing but its components: no shipment has it',
      },
      default: 'false',
    },
    description: { kind: 'long_text', label: { zh: '说明', en: 'Description' } },
    image: { kind: 'image', label: { zh: '图片', en: 'Picture' } },
    components: {
      kind: 'lines',
      object: 'bundle_component',
      by: 'bundle',
      label: { zh: '套餐组成', en: 'Bundle components' },
      help: {
        zh: '有组成的产品是套餐：报价时打开选配，选中的排在它下面',
        en: 'A product with components is a bundle: in a quote they are chosen and stand below it',
      },
    },
    is_bundle: {
      kind: 'formula',
      formula: 'COUNT(components) > 0',
      gives: 'yes_no',
      label: { zh: '套餐', en: 'Bundle' },
    },
    groups: {
      kind: 'lines',
      object: 'bundle_group',
      by: 'bundle',
      label: { zh: '选配组', en: 'Groups of choices' },
    },
    relations: {
      kind: 'lines',
      object: 'product_relation',
      by: 'product',
      label: { zh: '搭配关系', en: 'Relations' },
    },
  },
  derive: deriveProduct,
  allow: [
    allow('*', 'read'),
    allow('manager', 'create change export'),
    allow('sales_manager', 'create change remove export import'),
    allow('finance', 'create change export'),
    allow('presales', 'create change'),
  ],
  duplicates: ['name'],
  list: ['number', 'name', 'category', 'unit', 'list_price', 'tax_rate', 'active'],
  key_fields: ['category', 'model', 'unit', 'list_price', 'tax_rate', 'tax_category', 'active'],
})
