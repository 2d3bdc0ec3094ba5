// How is a link taken back that went to the wrong people, or is not to be answered any more?
import { action } from '#kernel/action.ts'

export const revokeLink = action('revoke', {
  on: 'quote_link',
  label: { zh: '停用链接', en: 'Revoke the link' },
  icon: 'StopOutlined',
  danger: true,
  by: ['sales', 'presales', 'sales_manager', 'manager'],
  offered_if: 'revoked_at is empty',
  run: async (ctx, link) => {
    if (link.revoked_at === null || link.revoked_at === undefined)
      await ctx.change('quote_link', link.id, { revoked_at: ctx.now.toISOString() })
    return {}
  },
})
