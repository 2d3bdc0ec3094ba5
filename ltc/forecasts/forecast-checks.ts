// Is each figure of a forecast still the sum of its deals as they were?
import { check, type RowCheck } from '../check.ts'

export const forecastChecks: readonly RowCheck[] = [
  check(
    'S6',
    'forecast',
    'won != SUMIF(deals, category = "won", amount) or commit != SUMIF(deals, category = "commit", amount) or best != SUMIF(deals, category = "best", amount) or pipeline != SUMIF(deals, category = "pipeline", amount) or weighted != SUM(deals.weighted)',
    {
      zh: '预测的各类金额 = 当时商机之和',
      en: 'Each figure of a forecast is the sum of its deals as they were',
    },
  ),
]
