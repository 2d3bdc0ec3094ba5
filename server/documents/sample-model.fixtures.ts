// What do the tests of paper print? A document of invented lines.
import type { Block, DocumentModel } from '#kernel/view/paper.ts'

export const sampleModel = (
  blocks: readonly Block[],
  more: Partial<DocumentModel> = {},
): DocumentModel => ({
  language: 'zh',
  title: '报价单',
  number: 'Q-1',
  company: '示例智造有限公司',
  letterhead: ['示例市示例路 1 号'],
  marks: [],
  made_at: '2026-11-23T08:00:00Z',
  blocks,
  ...more,
})

/** A document with so many lines. */
export const sampleTable = (count: number): Block => ({
  kind: 'table',
  columns: [
    { label: '#', align: 'left' },
    { label: '产品与说明', align: 'left', wide: true },
    { label: '数量', align: 'right' },
    { label: '未税单价', align: 'right' },
  ],
  rows: Array.from({ length: count }, (_, i) => [
    String(i + 1),
    { text: '五轴加工中心', note: `第 ${i + 1} 项` },
    '2 台',
    '780,000.00',
  ]),
})
