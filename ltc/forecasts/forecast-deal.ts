// What was this deal when the forecast was said? Its amount, how sure it was and when it should close; a copy that stands.
import { object } from '#kernel/object.ts'
import { forecastCategories } from '../opportunities/forecast-category.ts'

export const forecastDeal = object('forecast_deal', {
  label: { zh: '预测商机', en: 'Deal of a forecast' },
  plural: { zh: '预测商机', en: 'Deals of a forecast' },
  title: 'name',
  parent: 'forecast',
  fields: {
    forecast: {
      kind: 'ref',
      object: 'forecast',
      label: { zh: '预测', en: 'Forecast' },
      required: true,
    },
    opportunity: {
      kind: 'ref',
      object: 'opportunity',
      on_remove: 'empty',
      label: { zh: '商机', en: 'Opportunity' },
      required: true,
    },
    name: { kind: 'text', label: { zh: '当时名称', en: 'Name then' }, max: 300 },
    customer: { kind: 'text', label: { zh: '当时客户', en: 'Account then' }, max: 300 },
    seller: { kind: 'person', label: { zh: '销售', en: 'Seller' } },
    category: {
      kind: 'choice',
      label: { zh: '类别', en: 'Category' },
      help: {
        zh: '后三种是上次还在本期、这次不在了的商机',
        en: 'The last three were in the forecast before, and are not any more',
      },
      choices: {
        won: { label: { zh: '已赢单', en: 'Won' }, colour: 'green' },
        ...forecastCategories,
        lost: { label: { zh: '输单', en: 'Lost' }, colour: 'red' },
        moved: { label: { zh: '移出本期', en: 'Moved out' }, colour: 'orange' },
        gone: { label: { zh: '转出或删除', en: 'Given away or removed' }, colour: 'orange' },
      },
      required: true,
    },
    amount: {
      kind: 'money',
      currency: 'our.currency',
      label: { zh: '金额', en: 'Amount' },
      help: { zh: '本位币', en: 'In the company’s currency' },
      required: true,
    },
    probability: { kind: 'percent', label: { zh: '赢率 %', en: 'Probability %' } },
    weighted: {
      kind: 'money',
      currency: 'our.currency',
      label: { zh: '加权金额', en: 'Weighted amount' },
      required: true,
    },
    close_date: { kind: 'date', label: { zh: '成交日', en: 'Close date' } },
    begun_at: { kind: 'datetime', label: { zh: '建立时间', en: 'Begun at' } },
  },
  append_only: true,
  allow: [],
})
