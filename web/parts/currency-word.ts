// What is a currency called beside an amount? 元 at home in Chinese, its code everywhere else.
import { language } from '#web/words.ts'

export const currencyWord = (code: string): string =>
  code === 'CNY' && language() === 'zh' ? '元' : code
