// How does a walk begin to write a quote? A new one of a deal, and the first product into its first line.
import type { Locator } from 'playwright-core'
import type { Desk } from './desk.ts'

/** @param typed what is typed into the line; `product` is taken of what is found */
export async function firstLine(
  window: Desk,
  deal: string,
  { typed, product }: { typed: string; product: string },
): Promise<{ quote: unknown; lines: Locator }> {
  const { page } = window
  const { quote } = await window.post(`opportunity/${deal}/actions/create_quote`)
  await page.goto(`/o/quote/${quote}`)
  const lines = page.getByRole('grid', { name: '报价明细' })
  await lines.getByRole('gridcell', { name: '输入产品名' }).click()
  await page.keyboard.type(typed)
  await page.getByRole('option', { name: product }).waitFor()
  await page.keyboard.press('Enter')
  return { quote, lines }
}
