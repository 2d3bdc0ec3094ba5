// Is the kind of a column guessed from its cells?

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Cell } from './cell.ts'
import { guessKind, guessSeries } from './guess.ts'

const guess = (...cells: Cell[]) => guessKind(cells)

test('the kind of a column is guessed from its cells', () => {
  const cases: [Cell[], object][] = [
    [['12', '-3', '', '1,000'], { kind: 'integer' }],
    [['1.5', '20'], { kind: 'decimal', digits: 1 }],
    [['1.234,50', '3,5'], { kind: 'decimal', digits: 2, decimal: ',' }],
    [['¥12.50', '13'], { kind: 'money', digits: 2 }],
    [['12%', '3.5%'], { kind: 'percent', digits: 1 }],
    [[{ number: '0.13', percent: true }], { kind: 'percent', digits: 0 }],
    [['01310', '09121'], { kind: 'text' }],
    [['110101199003071234', '110101199003071235'], { kind: 'text' }],
    [['2018-06-12', '2018/7/1'], { kind: 'date' }],
    [['2018-06-12 20:07:44', '2018-06-13 01:00:00'], { kind: 'datetime' }],
    [[{ date: '2018-06-12' }, { date: '2018-06-12T10:00:00' }], { kind: 'datetime' }],
    [['7/9/2019', '12/31/2019'], { kind: 'date', dates: 'M/D/YYYY' }],
    [['9/7/2019', '31/12/2019'], { kind: 'date', dates: 'D/M/YYYY' }],
    [['1/2/2019', '3/4/2019'], { kind: 'date' }],
    [['31/12/2019', '12/31/2019'], { kind: 'date' }],
    [['是', '否', '是'], { kind: 'yes_no' }],
    [['True', 'False', '', 'True'], { kind: 'yes_no' }],
    [['1', '0', '1'], { kind: 'integer' }],
    [['a@b.example', 'c.d@e.example'], { kind: 'email' }],
    [['https://a.example/x', 'www.b.example'], { kind: 'url' }],
    [['13800138000', '+86 139 0013 9000'], { kind: 'phone' }],
    [['010-12345678'], { kind: 'phone' }],
    [['SP', 'RJ', 'SP', 'RJ'], { kind: 'choice', choices: ['SP', 'RJ'] }],
    [['one', 'two', 'three'], { kind: 'text' }],
    [['x'.repeat(300), 'short'], { kind: 'long_text' }],
    [[null, '', '  '], { kind: 'text' }],
    [[{ error: '#N/A' }, '5'], { kind: 'integer' }],
  ]
  for (const [cells, expected] of cases)
    assert.deepEqual(guess(...cells), expected, JSON.stringify(cells))
})

test('a few odd words do not make text of a column of dates, amounts or phones, and are told', () => {
  const dates = ['2024/3/5', '2022年11月20日', '2021.5.8', '2020-12-01', { date: '2023-07-01' }]
  assert.deepEqual(guess(...dates, '待查'), { kind: 'date', odd: ['待查'] })
  assert.deepEqual(guess(...dates, '2025/13/40'), { kind: 'date', odd: ['2025/13/40'] })
  assert.deepEqual(guess('¥800', '1,500', '2500元', '98万', '面议', ' '), {
    kind: 'money',
    digits: 0,
    odd: ['面议'],
  })
  assert.deepEqual(guess('13800138000', '0512-66668888', '137 1234 5678', '13600136000', '无'), {
    kind: 'phone',
    odd: ['无'],
  })
  // Where every fifth cell or more says something else, or it says a code, it is text.
  assert.deepEqual(guess('1', '2', '3', '?', '!'), { kind: 'text' })
  assert.deepEqual(guess('101', '102', '103', '104', '105', 'A06'), { kind: 'text' })
})

test('numbers of one series are told by what stands before them and how many digits they have', () => {
  assert.equal(guessSeries(['FW-0001', 'FW-0040']), 'FW-{0000}')
  // Once the digits have run out there are more of them.
  assert.equal(guessSeries(['A98', 'A99', 'A100']), 'A{00}')
  for (const texts of [
    ['FW-01', 'XY-02'],
    ['13800138000', '13800138001'],
    ['FW-01', 'FW-002'],
    ['{0}-01', '{0}-02'],
    [],
  ])
    assert.equal(guessSeries(texts), undefined, texts.join())
})
