// Which blocks can stand on a document, and how does each begin?
import type { BlockKind, TemplateBlock } from '#kernel/view/document.ts'

export const blockKinds: readonly BlockKind[] = [
  'facts',
  'table',
  'totals',
  'prose',
  'signatures',
  'qr',
  'page_break',
]
const blank = { zh: '', en: '' }

/** A block as it begins. */
export function freshBlock(kind: BlockKind, rows: string, title: string): TemplateBlock {
  switch (kind) {
    case 'facts':
      return { kind, left: [], right: [] }
    case 'table':
      return {
        kind,
        of: rows,
        columns: [{ label: { zh: '#', en: '#' }, value: { zh: '{#}', en: '{#}' } }],
      }
    case 'totals':
      return { kind, rows: [] }
    case 'prose':
      return { kind, text: { zh: '在这里写文字', en: 'Write here' } }
    case 'signatures':
      return {
        kind,
        parties: [{ role: { zh: '签收人', en: 'Received by' }, name: blank }],
        blanks: [
          { zh: '签字', en: 'Signature' },
          { zh: '日期', en: 'Date' },
        ],
      }
    case 'qr':
      return { kind, text: { zh: `{${title}}`, en: `{${title}}` } }
    case 'page_break':
      return { kind }
  }
}
