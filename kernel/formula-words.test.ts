// Do people read and write formulas with labels, while the model keeps names?
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FieldDef } from './field.ts'
import { inLabels, inNames, type NamedObjects } from './formula-words.ts'
import type { FormSection } from './view/form.ts'

const field = (kind: string, zh: string, more: object = {}): FieldDef =>
  ({ kind, label: { zh, en: (more as { en?: string }).en ?? zh }, ...more }) as unknown as FieldDef

const objects: NamedObjects = {
  rental: {
    fields: {
      start: field('date', '起租日', { en: 'Start' }),
      end: field('date', '退租日', { en: 'Return date' }),
      rent: field('money', '日租金（元）'),
      machine: field('ref', '设备', { object: 'machine' }),
      lines: field('lines', '明细', { object: 'line', by: 'rental' }),
      pay: field('choice', '付款方式', {
        choices: {
          monthly: { label: { zh: '月结', en: 'Monthly' } },
          yes: { label: { zh: '是', en: 'Yes' } },
        },
      }),
      stage: field('stage', '阶段'),
      one: field('text', '备注'),
      two: field('text', '备注'),
      and: field('text', '且'),
    },
    lifecycle: { stages: { new: { label: { zh: '新建', en: 'New' } } as never } },
  },
  machine: { fields: { rent: field('money', '租金'), name: field('text', '名称') } },
  line: { fields: { amount: field('money', '金额'), end: field('date', '到期') } },
}
const said = (text: string): string => inLabels(text, 'rental', objects, 'zh').text
const named = (text: string): string => inNames(text, 'rental', objects).text

test('a formula is read and written with the labels of its fields, and kept with their names', () => {
  const cases: [named: string, said: string][] = [
    ['end - start + 1', '退租日 - 起租日 + 1'],
    ['rent * 2', '【日租金（元）】 * 2'],
    ['machine.rent > rent', '设备.租金 > 【日租金（元）】'],
    ['SUM(lines.amount)', 'SUM(明细.金额)'],
    // Inside of the rows their own fields come first, those of the record after.
    ['SUMIF(lines, end > start, amount)', 'SUMIF(明细, 到期 > 起租日, 金额)'],
    ['pay = "monthly" and stage != "new"', '付款方式 = "月结" and 阶段 != "新建"'],
    ['pay in ("monthly", "yes")', '付款方式 in ("月结", "是")'],
    // A text that is no choice of the field before it stays.
    ['IF(pay = "monthly", "yes", "no")', 'IF(付款方式 = "月结", "yes", "no")'],
    // Fields of one label are told apart; a word of the language is quoted.
    ['one & two & [and]', '【备注（1）】 & 【备注（2）】 & 【且】'],
    ['owner in my_people()', 'owner in my_people()'],
  ]
  for (const [names, labels] of cases) {
    assert.equal(said(names), labels)
    assert.equal(named(labels), names)
  }
})

test('fields of one label are told apart by their section, their kind, or else by which of them it is', () => {
  const said = (fields: Record<string, FieldDef>, form?: FormSection[]): string => {
    const objects = { it: { fields, ...(form && { form }) } }
    const text = inLabels('a > b', 'it', objects, 'zh').text
    assert.equal(inNames(text, 'it', objects).text, 'a > b')
    // As it is typed, without brackets, and in the other language.
    assert.equal(inNames(text.replace(/[【】]/g, ''), 'it', objects).text, 'a > b')
    assert.equal(inNames(inLabels('a > b', 'it', objects, 'en').text, 'it', objects).text, 'a > b')
    return text
  }
  const section = (zh: string, ...fields: string[]) => ({ label: { zh, en: zh }, fields })
  const [a, b] = [field('money', '金额'), field('money', '金额')]
  assert.equal(said({ a, b }), '【金额（1）】 > 【金额（2）】')
  assert.equal(
    said({ a, b }, [section('报价', 'a'), section('合同', 'b')]),
    '【金额（报价）】 > 【金额（合同）】',
  )
  assert.equal(said({ a, b }, [section('报价', 'a', 'b')]), '【金额（1）】 > 【金额（2）】')
  assert.equal(
    said({ a, b: field('percent', '金额') }, [section('报价', 'a')]),
    '【金额（金额）】 > 【金额（百分比）】',
  )
  assert.equal(said({ a, b: field('money', 'Sum', { en: '金额' }) }), '【金额（1）】 > Sum')
})

test('a formula that gives the value of a choice says it by its label, also in the branches of an IF', () => {
  const gives = { low: { zh: '低', en: 'Low' }, high: { zh: '高', en: 'High' } }
  for (const [names, labels] of [
    ['"high"', '"高"'],
    [
      'IF(pay = "monthly", "high", IF(start is empty, "low", "x"))',
      'IF(付款方式 = "月结", "高", IF(起租日 is empty, "低", "x"))',
    ],
    // What another function does with a text is not the value.
    ['UPPER("high")', 'UPPER("high")'],
  ] as const) {
    assert.equal(inLabels(names, 'rental', objects, 'zh', gives).text, labels)
    assert.equal(inNames(labels, 'rental', objects, gives).text, names)
  }
  assert.equal(inNames('"High"', 'rental', objects, gives).text, '"high"')
})

test('labels of either language, names and labels with signs in them are understood as they are typed', () => {
  assert.equal(named('[Return date] - Start'), 'end - start')
  assert.equal(named('Return date - 起租日'), 'end - start')
  assert.equal(named('日租金（元） * (退租日 - start)'), 'rent * (end - start)')
  assert.equal(named('设备.名称 & 什么.名称'), 'machine.name & 什么.名称')
  assert.equal(named('SUM（明细．金额）'), 'SUM（lines．amount）')
  // What cannot be read yet stays as it is.
  assert.equal(named('起租日 = "'), '起租日 = "')
  assert.equal(inLabels('end - start', 'rental', objects, 'en').text, '[Return date] - Start')
})

test('the place of a problem is found again in the text that people see', () => {
  const { text, back } = inNames('退租日 - 起租 + 【日租金（元）】', 'rental', objects)
  assert.equal(text, 'end - 起租 + rent')
  assert.deepEqual([back(0), back(6), back(8), back(11)], [0, 6, 8, 11])
  assert.deepEqual([back(3), back(text.length)], [3, 19])
})
