// How does a newcomer come in? Through the first page of an empty installation.

import type { Page } from 'playwright-core'

/** Who it is, and of what company. */
export const newcomer = {
  company: '示范机械',
  name: '示例管理员',
  email: 'admin@example.com',
  password: 'first-day-2026',
  sample: false,
  language: 'zh',
} as const

/** Names company and administrator, chooses an empty company and stands in the cockpit. */
export async function comeIn(page: Page, address = ''): Promise<void> {
  await page.goto(`${address}/`)
  await page.getByRole('heading', { name: '开始使用 OpenLTC' }).waitFor()
  await page.getByLabel('公司名称').fill(newcomer.company)
  await page.getByLabel('您的姓名').fill(newcomer.name)
  await page.getByLabel('邮箱').fill(newcomer.email)
  await page.getByRole('textbox', { name: '密码' }).fill(newcomer.password)
  await page.getByRole('radio', { name: /^空白/ }).check()
  await page.getByRole('button', { name: '开始', exact: true }).click()
  await page.waitForURL(/\/cockpit$/)
}
