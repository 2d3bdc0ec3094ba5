// How does the paper of an offer stand on a phone? The blocks of the document, in their order; a table becomes lines to read.
import type { Block, Cell, Table } from '#kernel/view/paper.ts'
import { el } from '#web/public-form/element.ts'

/**
 * What is on paper only (room to sign, breaks between pages) is left out.
 * @param known what stands at the top already, and need not be said again
 */
export const paperOf = (blocks: readonly Block[], known: readonly string[]): HTMLElement[] =>
  blocks.flatMap((block): HTMLElement[] => {
    switch (block.kind) {
      case 'facts': {
        const facts = [...block.left, ...block.right].filter(
          ({ text }) => text && !known.includes(text),
        )
        return [
          el(
            'dl',
            { class: 'po-facts' },
            ...facts.map(({ label, text }) =>
              el('div', {}, el('dt', {}, label), el('dd', {}, text!)),
            ),
          ),
        ]
      }
      case 'table':
        return [tableOf(block)]
      case 'totals':
        return [
          el(
            'dl',
            { class: 'po-totals' },
            ...block.rows.map(({ label, text, strong }) =>
              el(
                'div',
                { class: strong ? 'po-strong' : null },
                el('dt', {}, label),
                el('dd', {}, text),
              ),
            ),
            block.words ? el('div', { class: 'po-words' }, el('dd', {}, block.words)) : null,
          ),
        ]
      case 'prose':
        return [
          el(
            'section',
            { class: 'po-prose' },
            block.title ? el('h2', {}, block.title) : null,
            el('p', {}, block.text),
          ),
        ]
      default:
        return []
    }
  })

const isBlank = (cell: Cell): boolean =>
  typeof cell === 'string' ? cell === '' : cell.text === '' && cell.note === ''

const inside = (cell: Cell): (Node | string)[] =>
  typeof cell === 'string'
    ? [cell]
    : [cell.text, ...(cell.note ? [el('span', { class: 'po-note' }, cell.note)] : [])]

/** One table; where there is no room for columns each cell says its label by itself. */
function tableOf({ title, columns, rows, foot }: Table): HTMLElement {
  const place = (at: number): string =>
    columns[at]!.wide ? 'po-wide' : columns[at]!.align === 'right' ? 'po-right' : 'po-left'
  const line = (cells: readonly Cell[]): HTMLElement =>
    el(
      'tr',
      {},
      ...cells.map((cell, i) =>
        el(
          'td',
          {
            class: isBlank(cell) ? `${place(i)} po-blank` : place(i),
            'data-label': columns[i]!.label,
          },
          ...inside(cell),
        ),
      ),
    )
  return el(
    'section',
    { class: 'po-table' },
    title ? el('h2', {}, title) : null,
    el(
      'table',
      {},
      el(
        'thead',
        {},
        el(
          'tr',
          {},
          ...columns.map(({ label }, i) => el('th', { class: place(i), scope: 'col' }, label)),
        ),
      ),
      el('tbody', {}, ...rows.map(line)),
      foot ? el('tfoot', {}, line(foot)) : null,
    ),
  )
}
