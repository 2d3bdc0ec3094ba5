// Which sentences about money must be true of all that is stored? The list of what `openltc check` asks, by area.
import { bundleChecks } from './bundles/bundle-checks.ts'
import { cashChecks } from './cash/cash-checks.ts'
import type { RowCheck, SeriesCheck, SumCheck } from './check.ts'
import { contractChecks, contractSums } from './contracts/contract-checks.ts'
import { amountChecks } from './currencies/amount-checks.ts'
import { documentChecks } from './document-checks.ts'
import { forecastChecks } from './forecasts/forecast-checks.ts'
import { invoiceChecks, invoiceSeries, invoiceSums } from './invoices/invoice-checks.ts'
import { ledgerChecks, ledgerSums } from './ledger/ledger-checks.ts'
import { offerChecks } from './offers/offer-checks.ts'
import { quoteChecks } from './quotes/quote-checks.ts'

export const rowChecks: readonly RowCheck[] = [
  ...amountChecks,
  ...documentChecks,
  ...quoteChecks,
  ...bundleChecks,
  ...offerChecks,
  ...contractChecks,
  ...invoiceChecks,
  ...cashChecks,
  ...forecastChecks,
  ...ledgerChecks,
]

export const sumChecks: readonly SumCheck[] = [...ledgerSums, ...invoiceSums, ...contractSums]

export const seriesChecks: readonly SeriesCheck[] = invoiceSeries
