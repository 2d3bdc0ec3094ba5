// Does the evidence of what customers said still fit the quotes that they answered?
import { check, type RowCheck } from '../check.ts'

export const offerChecks: readonly RowCheck[] = [
  check(
    'Q4',
    'quote_answer',
    'content_hash is empty or quote.hash is empty or content_hash != quote.hash or version_no != quote.version_no or gross != quote.gross or (kind = "accept" and quote.stage != "accepted") or (kind = "decline" and quote.stage != "rejected")',
    {
      zh: '客户在线答复的证据与所答复的报价一致',
      en: 'What a customer answered by a link is the quote as it stands',
    },
  ),
]
