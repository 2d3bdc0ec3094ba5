// What is a currency called, in the window, on papers and in mails alike?
import type { Words } from '../error.ts'

/** Those that documents may name, in the order in which they are offered. */
export const currencyNames = {
  CNY: { zh: '人民币', en: 'Renminbi' },
  USD: { zh: '美元', en: 'US dollar' },
  EUR: { zh: '欧元', en: 'Euro' },
  GBP: { zh: '英镑', en: 'Pound sterling' },
  JPY: { zh: '日元', en: 'Yen' },
  HKD: { zh: '港元', en: 'Hong Kong dollar' },
  MOP: { zh: '澳门元', en: 'Pataca' },
  TWD: { zh: '新台币', en: 'New Taiwan dollar' },
  KRW: { zh: '韩元', en: 'Won' },
  SGD: { zh: '新加坡元', en: 'Singapore dollar' },
  AUD: { zh: '澳元', en: 'Australian dollar' },
  NZD: { zh: '新西兰元', en: 'New Zealand dollar' },
  CAD: { zh: '加元', en: 'Canadian dollar' },
  CHF: { zh: '瑞士法郎', en: 'Swiss franc' },
  SEK: { zh: '瑞典克朗', en: 'Swedish krona' },
  NOK: { zh: '挪威克朗', en: 'Norwegian krone' },
  DKK: { zh: '丹麦克朗', en: 'Danish krone' },
  PLN: { zh: '兹罗提', en: 'Zloty' },
  TRY: { zh: '土耳其里拉', en: 'Turkish lira' },
  INR: { zh: '印度卢比', en: 'Indian rupee' },
  THB: { zh: '泰铢', en: 'Baht' },
  VND: { zh: '越南盾', en: 'Dong' },
  MYR: { zh: '林吉特', en: 'Ringgit' },
  IDR: { zh: '印尼盾', en: 'Rupiah' },
  PHP: { zh: '菲律宾比索', en: 'Philippine peso' },
  RUB: { zh: '卢布', en: 'Rouble' },
  BRL: { zh: '雷亚尔', en: 'Real' },
  MXN: { zh: '墨西哥比索', en: 'Mexican peso' },
  AED: { zh: '迪拉姆', en: 'Dirham' },
  SAR: { zh: '沙特里亚尔', en: 'Saudi riyal' },
  KWD: { zh: '科威特第纳尔', en: 'Kuwaiti dinar' },
  BHD: { zh: '巴林第纳尔', en: 'Bahraini dinar' },
  ZAR: { zh: '兰特', en: 'Rand' },
} as const satisfies Readonly<Record<string, Words>>

/** 人民币, Renminbi; the code itself where it has no name here. */
export const currencyName = (code: string, language: keyof Words): string =>
  Object.hasOwn(currencyNames, code)
    ? currencyNames[code as keyof typeof currencyNames][language]
    : code
