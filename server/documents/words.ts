// Which words does the paper itself say, beside those of its template?
import type { Words } from '#kernel/error.ts'

export const words = {
  phone: { zh: '电话', en: 'Phone' },
  tax_number: { zh: '税号', en: 'Tax No.' },
  in_words: { zh: '大写', en: 'In words' },
  sample: { zh: '示例数据', en: 'Sample data' },
  page: { zh: '第 {page} 页 / 共 {pages} 页', en: 'Page {page} of {pages}' },
} as const satisfies Record<string, Words>
