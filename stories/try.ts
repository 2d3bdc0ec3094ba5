import { company } from './spine-company.ts'
const c = await company('2026-03-01')
try {
const admin = await c.hire('Admin', { email: 'a@x.cn', roles: ['admin'] })
const lead = await admin.create('lead', { name: '张三', company: '云启机械', phone: '13800000000' })
console.log(lead)
console.log(await admin.act('lead', lead.id, 'qualify', {}))
const conv = await admin.act('lead', lead.id, 'convert', { amount: '1000' })
console.log(conv)
} finally { await c.close() }
