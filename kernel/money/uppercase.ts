// How is an amount of renminbi written out in capitals (人民币大写)? As the rules for bills demand.

import { parseMoney } from './parse.ts'

const figures = '零壹贰叁肆伍陆柒捌玖'
const places = ['', '拾', '佰', '仟']

/**
 * The amount in capitals: "1234.56" → 壹仟贰佰叁拾肆元伍角陆分. 整 follows 元 or 角 when nothing comes after;
 * several zeros in a row, also across 万 and 亿, are spoken as one 零. Below zero it begins with 负.
 * Undefined for what is no amount of renminbi: no plain decimal, or more than two decimal places.
 * Rule: 支付结算办法 附一 正确填写票据和结算凭证的基本规定.
 */
export function uppercaseRmb(amount: string): string | undefined {
  const parsed = parseMoney(amount, 2)
  if (!('value' in parsed)) return undefined
  const negative = parsed.value.startsWith('-')
  const [yuan = '0', cents = ''] = parsed.value.replace('-', '').split('.')
  const jiao = Number(cents[0] ?? '0')
  const fen = Number(cents[1] ?? '0')

  const whole = yuan === '0' ? '' : `${spoken(yuan)}元`
  const rest =
    (jiao ? `${figures[jiao]}角` : whole && fen ? '零' : '') + (fen ? `${figures[fen]}分` : '')
  return `${negative ? '负' : ''}${whole || rest ? whole + rest : '零元'}${fen ? '' : '整'}`
}

/** A whole number above 0 of at most 16 digits, four by four. */
function spoken(digits: string): string {
  const sections = digits.padStart(16, '0').match(/.{4}/g) ?? []
  let text = ''
  let zero = false
  sections.forEach((section, at) => {
    for (let i = 0; i < 4; i++) {
      const figure = Number(section[i])
      if (figure === 0) {
        zero = text !== ''
        continue
      }
      text += `${zero ? '零' : ''}${figures[figure]}${places[3 - i]}`
      zero = false
    }
    if (Number(section) > 0) text += unit(at, sections)
  })
  return text
}

/** 万 of the 亿 take 亿 with them only when no 亿 of their own follow. */
const unit = (at: number, sections: readonly string[]): string =>
  at === 0 ? (Number(sections[1]) > 0 ? '万' : '万亿') : (['万', '亿', '万', ''][at] ?? '')
