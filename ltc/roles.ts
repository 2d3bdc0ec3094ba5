// Which roles does the company start with?
import type { Role } from '#kernel/app.ts'

export const roles = {
  admin: {
    label: { zh: '系统管理员', en: 'Administrator' },
    help: { zh: '可做一切', en: 'May do everything' },
  },
  manager: {
    label: { zh: '总经理', en: 'General manager' },
    help: { zh: '查看全部数据并审批', en: 'Reads everything and approves' },
  },
  sales_manager: {
    label: { zh: '销售经理', en: 'Sales manager' },
    help: { zh: '管理团队的线索、商机与报价', en: 'Leads a sales team' },
  },
  sales: {
    label: { zh: '销售', en: 'Sales' },
    help: { zh: '跟进自己的客户与商机', en: 'Works on own customers and deals' },
  },
  marketing: {
    label: { zh: '市场', en: 'Marketing' },
    help: { zh: '市场活动与线索获取', en: 'Campaigns and leads' },
  },
  presales: {
    label: { zh: '售前', en: 'Presales' },
    help: { zh: '需求分析与解决方案', en: 'Needs and solutions' },
  },
  delivery: {
    label: { zh: '交付', en: 'Delivery' },
    help: { zh: '项目、里程碑与验收', en: 'Projects, milestones and acceptance' },
  },
  finance: {
    label: { zh: '财务', en: 'Finance' },
    help: { zh: '开票、回款与核销', en: 'Invoices, payments and allocation' },
  },
  viewer: { label: { zh: '只读', en: 'Viewer' }, help: { zh: '只能查看', en: 'Only reads' } },
} as const satisfies Record<string, Role>
