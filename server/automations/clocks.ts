// Whose time is up? Every few minutes: records over their stage's limit, and approvals that nobody has answered.
import type { QuickKind } from '#server/jobs/kinds.ts'
import { runApprovalClock } from '#server/records/approval-clock.ts'
import { findOverdue } from './stage-notices.ts'

export const clocksKind: QuickKind = {
  async run({ world }) {
    await findOverdue(world)
    await runApprovalClock(world)
  },
}
