// Does every document come to the sum of its lines, and each line to net and tax?
import { check, type RowCheck } from './check.ts'

export const documentChecks: readonly RowCheck[] = [
  ...['quote_line', 'contract_line', 'amendment_line', 'invoice_line'].map((object) =>
    check('Q2', object, 'net + tax != gross', {
      zh: '每行价税合计 = 不含税 + 税额',
      en: 'Every line: gross = net + tax',
    }),
  ),
  ...['quote', 'invoice'].map((object) =>
    check(
      object === 'quote' ? 'Q2' : 'I5',
      object,
      'net + tax != gross or net != SUM(lines.net) or tax != SUM(lines.tax) or gross != SUM(lines.gross)',
      {
        zh: '价税合计 = 不含税 + 税额，单据 = 各行之和',
        en: 'Gross = net + tax, and the document is the sum of its lines',
      },
    ),
  ),
  ...['quote_line', 'contract_line', 'amendment_line', 'invoice_line'].map((object) =>
    check('T6', object, 'tax_category is not empty and (tax_rate != 0 or tax != 0)', {
      zh: '零税率、免税、不征税的行没有税额',
      en: 'A line that is zero-rated, exempt or not taxable has no tax',
    }),
  ),
]
