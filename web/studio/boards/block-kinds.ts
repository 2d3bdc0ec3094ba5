// What is a new block of each kind, and what is it called in a list?
import type { Meta } from '#kernel/api/meta.ts'
import type { Block, CockpitPart } from '#kernel/view/board.ts'
import type { ChartKind, Report } from '#kernel/view/report.ts'
import type { View } from '#kernel/view/view.ts'
import { saidByButton } from '#web/board/opened-places.ts'
import { pluralOf } from '#web/meta.ts'
import { say, t } from '#web/words.ts'
import { partWords } from './words.ts'

/** What can stand on a board: reports and saved lists, by name; a person's own reports by their id. */
export interface Stock {
  readonly reports: Readonly<Record<string, Report | null>>
  readonly views: Readonly<Record<string, View | null>>
}

/** Room that a kind of chart needs at least to be read. */
export const sizeOf = (as: ChartKind): { w: number; h: number } =>
  as === 'number' || as === 'gauge'
    ? { w: 3, h: 4 }
    : as === 'table'
      ? { w: 12, h: 9 }
      : { w: 6, h: 9 }

export const sizeOfPart = (part: CockpitPart): { w: number; h: number } =>
  part === 'river' ? { w: 12, h: 14 } : { w: 6, h: 7 }

export function titleOfBlock(meta: Meta, block: Block): string {
  if (block.label) return say(block.label)
  switch (block.kind) {
    case 'report': {
      const report = meta.reports[block.report]
      return report ? say(report.label) : block.report
    }
    case 'list': {
      const view = block.view ? meta.views[block.view] : undefined
      const object = meta.objects[block.object]
      return view ? say(view.label) : object ? pluralOf(object) : block.object
    }
    case 'text':
      return say(block.text).slice(0, 40)
    case 'button':
      return saidByButton(meta, block)
    case 'form': {
      const object = meta.objects[block.object]
      return object ? t('new_of', { object: say(object.label) }) : block.object
    }
    case 'cockpit':
      return say(partWords[block.part])
  }
}
