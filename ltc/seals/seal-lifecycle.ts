// How does a paper get its seal? Asked for, approved, sealed with a scan of it; or not.
import type { Lifecycle } from '#kernel/lifecycle/lifecycle.ts'

export const sealLifecycle: Lifecycle = {
  first: 'draft',
  stages: {
    draft: {
      label: { zh: '草稿', en: 'Draft' },
      limit_days: 7,
      sop: {
        zh: '核对文件、印章与份数，上传待用印文件后提交。',
        en: 'Check paper, seal and copies, add the files and submit it.',
      },
    },
    in_approval: { label: { zh: '审批中', en: 'In approval' }, limit_days: 3 },
    approved: {
      label: { zh: '待用印', en: 'To be sealed' },
      limit_days: 3,
      sop: {
        zh: '盖章后扫描，点「用印登记」：上传扫描件，写明份数、原件保管人和存放位置。',
        en: 'Seal and scan it, then press “Sealed”: the scan, how many copies, who keeps the original and where.',
      },
      raci: { informed: [{ role: 'finance' }] },
    },
    sealed: { label: { zh: '已用印', en: 'Sealed' }, kind: 'won', since: 'sealed_on' },
    rejected: { label: { zh: '未通过', en: 'Rejected' }, kind: 'lost' },
    cancelled: { label: { zh: '已取消', en: 'Cancelled' }, kind: 'lost' },
  },
  moves: {
    submit: { from: ['draft'], to: 'in_approval', via: 'submit' },
    pass: { from: ['draft'], to: 'approved', via: 'submit' },
    approve: { from: ['in_approval'], to: 'approved', via: 'approve' },
    reject: { from: ['in_approval'], to: 'rejected', via: 'reject' },
    withdraw: { from: ['in_approval'], to: 'draft', via: 'withdraw' },
    seal: {
      from: ['approved'],
      to: 'sealed',
      via: 'seal',
      // The original may have to leave before it is scanned: then somebody answers for it.
      gate: {
        exception: { by: ['manager'] },
        checks: {
          scan: {
            if: 'scan is not empty',
            says: { zh: '已上传盖章扫描件', en: 'The scan of what was sealed is there' },
            giver: 'finance',
          },
        },
      },
    },
    cancel: { from: ['draft', 'approved'], to: 'cancelled', via: 'cancel' },
  },
}
