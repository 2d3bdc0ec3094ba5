// Which blocks can stand on a document, and how does each begin?
import type { FieldDef } from '#kernel/field.ts'
import type { BlockKind, TemplateBlock } from '#kernel/view/document.ts'
import type { WholeModel } from '#web/admin/admin-calls.ts'

export const blockKinds: readonly BlockKind[] = [
  'facts',
  'table',
  'totals',
  'prose',
  'signatures',
  'qr',
  'drawing',
  'page_break',
]
const blank = { zh: '', en: '' }

/** Nobody means to show a customer what not even all colleagues may see. */
export const isOpen = (field: { readonly read?: unknown } | undefined): boolean => !field?.read

/** Amounts of an object that its rows have too: what is added up of them. */
export const addedUp = ({ objects }: WholeModel, object: string): string[] => {
  const fields = objects[object]?.fields ?? {}
  const rows = Object.values(fields).flatMap((field) =>
    field.kind === 'lines' ? [objects[field.object]?.fields ?? {}] : [],
  )
  return Object.entries(fields).flatMap(([name, field]) =>
    isMoney(field) && rows.some((row) => isMoney(row[name])) ? [name] : [],
  )
}

const isMoney = (field: FieldDef | undefined): boolean => field?.kind === 'money' && isOpen(field)

/** Totals as they begin: what is added up of rows, otherwise the amounts among the key fields; the last one in capitals. */
export function freshTotals(model: WholeModel, object: string): TemplateBlock {
  const { fields = {}, key_fields = [] } = model.objects[object] ?? {}
  const added = addedUp(model, object)
  const names = added.length ? added : key_fields.filter((name) => isMoney(fields[name]))
  const last = names.at(-1)
  return {
    kind: 'totals',
    rows: names.map((name) => ({
      label: fields[name]!.label,
      value: { zh: `{${name}}`, en: `{${name}}` },
      ...(name === last ? { strong: true } : {}),
    })),
    ...(last ? { capital: last } : {}),
  }
}

/** A block as it begins. */
export function freshBlock(
  model: WholeModel,
  object: string,
  kind: BlockKind,
  rows: string,
): TemplateBlock {
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
      return freshTotals(model, object)
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
    case 'drawing': {
      const title = model.objects[object]?.title ?? 'id'
      return { kind, text: { zh: `{${title}}`, en: `{${title}}` } }
    }
    case 'page_break':
      return { kind }
  }
}
