// Is the request ready? It says which paper it is about.
import { action } from '#kernel/action.ts'

export const submitSeal = action('submit', {
  on: 'seal_request',
  label: { zh: '提交', en: 'Submit' },
  icon: 'SendOutlined',
  primary: true,
  from: ['draft'],
  run: (ctx, request) => ctx.askApproval('seal', request),
})
