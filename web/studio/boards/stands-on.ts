// On which dashboards and pages does a report stand?
import { living } from '#kernel/merge.ts'
import type { Board } from '#kernel/view/board.ts'
import type { WholeModel } from '#web/admin/admin-calls.ts'

export const boardsWithReport = (
  { dashboards, pages }: Pick<WholeModel, 'dashboards' | 'pages'>,
  report: string,
): Board[] =>
  [...Object.values(living(dashboards)), ...Object.values(living(pages))].filter((board) =>
    Object.values(board.blocks).some(
      (block) => block?.kind === 'report' && block.report === report,
    ),
  )
