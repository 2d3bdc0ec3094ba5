// Which currencies may a document name? The field that all of them share.
import type { Choice, FieldDef } from '#kernel/field.ts'

const named: Readonly<Record<string, Choice>> = {
  CNY: { label: { zh: '人民币', en: 'Renminbi' } },
  USD: { label: { zh: '美元', en: 'US dollar' } },
  EUR: { label: { zh: '欧元', en: 'Euro' } },
  GBP: { label: { zh: '英镑', en: 'Pound sterling' } },
  JPY: { label: { zh: '日元', en: 'Yen' } },
  HKD: { label: { zh: '港元', en: 'Hong Kong dollar' } },
  MOP: { label: { zh: '澳门元', en: 'Pataca' } },
  TWD: { label: { zh: '新台币', en: 'New Taiwan dollar' } },
  KRW: { label: { zh: '韩元', en: 'Won' } },
  SGD: { label: { zh: '新加坡元', en: 'Singapore dollar' } },
  AUD: { label: { zh: '澳元', en: 'Australian dollar' } },
  NZD: { label: { zh: '新西兰元', en: 'New Zealand dollar' } },
  CAD: { label: { zh: '加元', en: 'Canadian dollar' } },
  CHF: { label: { zh: '瑞士法郎', en: 'Swiss franc' } },
  SEK: { label: { zh: '瑞典克朗', en: 'Swedish krona' } },
  NOK: { label: { zh: '挪威克朗', en: 'Norwegian krone' } },
  DKK: { label: { zh: '丹麦克朗', en: 'Danish krone' } },
  PLN: { label: { zh: '兹罗提', en: 'Zloty' } },
  TRY: { label: { zh: '土耳其里拉', en: 'Turkish lira' } },
  INR: { label: { zh: '印度卢比', en: 'Indian rupee' } },
  THB: { label: { zh: '泰铢', en: 'Baht' } },
  VND: { label: { zh: '越南盾', en: 'Dong' } },
  MYR: { label: { zh: '林吉特', en: 'Ringgit' } },
  IDR: { label: { zh: '印尼盾', en: 'Rupiah' } },
  PHP: { label: { zh: '菲律宾比索', en: 'Philippine peso' } },
  RUB: { label: { zh: '卢布', en: 'Rouble' } },
  BRL: { label: { zh: '雷亚尔', en: 'Real' } },
  MXN: { label: { zh: '墨西哥比索', en: 'Mexican peso' } },
  AED: { label: { zh: '迪拉姆', en: 'Dirham' } },
  SAR: { label: { zh: '沙特里亚尔', en: 'Saudi riyal' } },
  KWD: { label: { zh: '科威特第纳尔', en: 'Kuwaiti dinar' } },
  BHD: { label: { zh: '巴林第纳尔', en: 'Bahraini dinar' } },
  ZAR: { label: { zh: '兰特', en: 'Rand' } },
}

/** Empty on a new document means the currency of what it came from, or the company's. */
export const currency = {
  kind: 'choice',
  label: { zh: '币种', en: 'Currency' },
  choices: named,
} as const satisfies FieldDef
