// What is in the book? The table of contents of the standard way from lead to cash.
import type { Book } from '#kernel/app.ts'
import { activityAutomations } from './activities/activity-automations.ts'
import { activity } from './activities/activity.ts'
import { comment } from './activities/comment.ts'
import { completeActivity } from './activities/complete-activity.ts'
import { keepLead } from './activities/keep-lead.ts'
import { notice } from './activities/notice.ts'
import { amendContract } from './amendments/amend-contract.ts'
import { contractAmendment } from './amendments/amendment-approval.ts'
import { amendmentLine } from './amendments/amendment-line.ts'
import { amendment } from './amendments/amendment.ts'
import { approveAmendment } from './amendments/approve-amendment.ts'
import { rejectAmendment } from './amendments/reject-amendment.ts'
import { signAmendment } from './amendments/sign-amendment.ts'
import { submitAmendment } from './amendments/submit-amendment.ts'
import { approvalTask } from './approvals/approval-task.ts'
import { approval } from './approvals/approval.ts'
import { areas } from './areas.ts'
import { bankLine } from './bank/bank-line.ts'
import { bookBankLine } from './bank/book-bank-line.ts'
import { claimBankLine, unclaimBankLine } from './bank/claim-bank-line.ts'
import { bringBackBankLine, setAsideBankLine } from './bank/set-aside-bank-line.ts'
import { calendarDay } from './calendar/calendar-day.ts'
import { chineseDays } from './calendar/chinese-days.ts'
import { allocatePayment } from './cash/allocate-payment.ts'
import { allocation } from './cash/allocation.ts'
import { payment } from './cash/payment.ts'
import { refundPayment } from './cash/refund-payment.ts'
import { refund } from './cash/refund.ts'
import { receivePayment } from './cash/receive-payment.ts'
import { unallocatePayment } from './cash/unallocate-payment.ts'
import { paymentReports } from './cash/payment-reports.ts'
import { voidPayment } from './cash/void-payment.ts'
import { addBundle } from './bundles/add-bundle.ts'
import { bundleComponent } from './bundles/bundle-component.ts'
import { bundleGroup } from './bundles/bundle-group.ts'
import { productRelation } from './bundles/product-relation.ts'
import { product } from './catalog/product.ts'
import { creditAutomations } from './credit/credit-automations.ts'
import { releaseShipment } from './credit/release-shipment.ts'
import { applyRate } from './currencies/apply-rate.ts'
import { exchangeRate } from './currencies/exchange-rate.ts'
import { activateContract } from './contracts/activate-contract.ts'
import { approveContract } from './contracts/approve-contract.ts'
import { billContract } from './contracts/bill-contract.ts'
import { billingPlanLine } from './contracts/billing-plan-line.ts'
import { completeContract } from './contracts/complete-contract.ts'
import { contractAutomations } from './contracts/contract-automations.ts'
import { contractReports } from './contracts/contract-reports.ts'
import { contractDocument } from './contracts/contract-document.ts'
import { contractLine } from './contracts/contract-line.ts'
import { contract } from './contracts/contract.ts'
import { rejectContract } from './contracts/reject-contract.ts'
import { signContract } from './contracts/sign-contract.ts'
import { terminateContract } from './contracts/terminate-contract.ts'
import { contractTerms } from './contracts/terms-approval.ts'
import { forecastAutomations } from './forecasts/forecast-automations.ts'
import { forecastDeal } from './forecasts/forecast-deal.ts'
import { forecast } from './forecasts/forecast.ts'
import { remindForecasts } from './forecasts/remind-forecasts.ts'
import { submitForecast } from './forecasts/submit-forecast.ts'
import { acceptMilestone } from './delivery/accept-milestone.ts'
import { acceptanceDocument } from './delivery/acceptance-document.ts'
import { completeMilestone } from './delivery/complete-milestone.ts'
import { deliveryAutomations } from './delivery/delivery-automations.ts'
import { milestone } from './delivery/milestone.ts'
import { project } from './delivery/project.ts'
import { task } from './delivery/task.ts'
import { approveWriteOff } from './invoices/approve-write-off.ts'
import { badDebt } from './invoices/bad-debt-approval.ts'
import { creditInvoice } from './invoices/credit-invoice.ts'
import { invoiceAutomations } from './invoices/invoice-automations.ts'
import { invoiceReports } from './invoices/invoice-reports.ts'
import { creditDocument, invoiceDocument } from './invoices/invoice-document.ts'
import { invoiceLine } from './invoices/invoice-line.ts'
import { invoice } from './invoices/invoice.ts'
import { issueInvoice } from './invoices/issue-invoice.ts'
import { rejectWriteOff } from './invoices/reject-write-off.ts'
import { takeBackWriteOff } from './invoices/take-back-write-off.ts'
import { voidInvoice } from './invoices/void-invoice.ts'
import { writeOffInvoice } from './invoices/write-off-invoice.ts'
import { writeOff } from './invoices/write-off.ts'
import { assignLead } from './leads/assign-lead.ts'
import { claimLead } from './leads/claim-lead.ts'
import { convertLead } from './leads/convert-lead.ts'
import { disqualifyLead } from './leads/disqualify-lead.ts'
import { leadAutomations } from './leads/lead-automations.ts'
import { leadReports } from './leads/lead-reports.ts'
import { lead } from './leads/lead.ts'
import { qualificationAnswer } from './leads/qualification-answer.ts'
import { qualifyLead } from './leads/qualify-lead.ts'
import { question, questionChoice } from './leads/question.ts'
import { releaseLead } from './leads/release-lead.ts'
import { reopenLead } from './leads/reopen-lead.ts'
import { journalEntry } from './ledger/journal-entry.ts'
import { posting } from './ledger/posting.ts'
import { campaign } from './marketing/campaign.ts'
import { addClauses } from './clauses/add-clauses.ts'
import { clause } from './clauses/clause.ts'
import { contractClause } from './clauses/contract-clause.ts'
import { addObligations } from './obligations/add-obligations.ts'
import { completeObligation } from './obligations/complete-obligation.ts'
import { obligationAutomations } from './obligations/obligation-automations.ts'
import { obligationTemplateLine } from './obligations/obligation-template-line.ts'
import { obligationTemplate } from './obligations/obligation-template.ts'
import { obligation } from './obligations/obligation.ts'
import { reopenObligation } from './obligations/reopen-obligation.ts'
import { waiveObligation } from './obligations/waive-obligation.ts'
import { leadFormEntry } from './marketing/lead-form-entry.ts'
import { leadForm, leadFormQuestion } from './marketing/lead-form.ts'
import { discardEntry, takeInEntry } from './marketing/look-at-entry.ts'
import { acceptanceRecord } from './offers/acceptance-record.ts'
import { quoteAnswer } from './offers/quote-answer.ts'
import { quoteLink } from './offers/quote-link.ts'
import { renewLink } from './offers/renew-link.ts'
import { revokeLink } from './offers/revoke-link.ts'
import { shareQuote } from './offers/share-quote.ts'
import { competitor } from './opportunities/competitor.ts'
import { createQuote } from './opportunities/create-quote.ts'
import { loseOpportunity } from './opportunities/lose-opportunity.ts'
import { opportunityBuyer } from './opportunities/opportunity-buyer.ts'
import { opportunityCompetitor } from './opportunities/opportunity-competitor.ts'
import { opportunityLine } from './opportunities/opportunity-line.ts'
import { opportunityNeed } from './opportunities/opportunity-need.ts'
import { opportunityReports } from './opportunities/opportunity-reports.ts'
import { opportunity } from './opportunities/opportunity.ts'
import { reopenOpportunity } from './opportunities/reopen-opportunity.ts'
import { solution } from './opportunities/solution.ts'
import { winOpportunity } from './opportunities/win-opportunity.ts'
import { account } from './parties/account.ts'
import { closeBooks } from './parties/close-books.ts'
import { company } from './parties/company.ts'
import { contact } from './parties/contact.ts'
import { person } from './parties/person.ts'
import { reopenBooks } from './parties/reopen-books.ts'
import { team } from './parties/team.ts'
import { allocateLead } from './pools/allocate-lead.ts'
import { extendLead } from './pools/extend-lead.ts'
import { leadHolding } from './pools/lead-holding.ts'
import { leadPool } from './pools/lead-pool.ts'
import { poolAutomations } from './pools/pool-automations.ts'
import { poolMember } from './pools/pool-member.ts'
import { approveSeal, rejectSeal } from './seals/answer-seal.ts'
import { applySeal } from './seals/apply-seal.ts'
import { cancelSeal } from './seals/cancel-seal.ts'
import { requestSealOfAmendment, requestSealOfContract } from './seals/request-seal.ts'
import { sealApproval } from './seals/seal-approval.ts'
import { sealRequest } from './seals/seal-request.ts'
import { submitSeal } from './seals/submit-seal.ts'
import { cancelShipment } from './shipments/cancel-shipment.ts'
import { deliveryNote } from './shipments/delivery-note.ts'
import { planShipment } from './shipments/plan-shipment.ts'
import { receiveShipment } from './shipments/receive-shipment.ts'
import { shipShipment } from './shipments/ship-shipment.ts'
import { shipmentAutomations } from './shipments/shipment-automations.ts'
import { shipmentLine } from './shipments/shipment-line.ts'
import { shipment } from './shipments/shipment.ts'
import { takeBackShipment } from './shipments/take-back-shipment.ts'
import { priceLine } from './prices/price-line.ts'
import { priceList } from './prices/price-list.ts'
import { repriceQuote } from './prices/reprice-quote.ts'
import { acceptQuote } from './quotes/accept-quote.ts'
import { approveQuote } from './quotes/approve-quote.ts'
import { createContract } from './quotes/create-contract.ts'
import { quoteDiscount } from './quotes/discount-approval.ts'
import { expireQuote } from './quotes/expire-quote.ts'
import { newVersion } from './quotes/new-version.ts'
import { quoteAutomations } from './quotes/quote-automations.ts'
import { quoteDocument } from './quotes/quote-document.ts'
import { quoteLine } from './quotes/quote-line.ts'
import { quote } from './quotes/quote.ts'
import { rejectQuote } from './quotes/reject-quote.ts'
import { sendQuote } from './quotes/send-quote.ts'
import { submitQuote } from './quotes/submit-quote.ts'
import { renewContract } from './renewals/renew-contract.ts'
import { roles } from './roles.ts'
import { ownDashboard } from './views/own-dashboard.ts'
import { ownReport } from './views/own-report.ts'
import { desks } from './views/desks.ts'
import { reportMail } from './views/report-mail.ts'
import { savedView } from './views/saved-view.ts'
import { makeStatement } from './statements/make-statement.ts'
import { statementDocument } from './statements/statement-document.ts'
import { statementLine } from './statements/statement-line.ts'
import { statement } from './statements/statement.ts'
import { standardDashboards } from './views/standard-dashboards.ts'
import { standardViews } from './views/standard-views.ts'

const objects = [
  person,
  team,
  company,
  campaign,
  leadForm,
  leadFormQuestion,
  leadFormEntry,
  leadPool,
  poolMember,
  lead,
  leadHolding,
  question,
  questionChoice,
  qualificationAnswer,
  account,
  contact,
  activity,
  competitor,
  opportunity,
  opportunityLine,
  opportunityBuyer,
  opportunityNeed,
  opportunityCompetitor,
  solution,
  forecast,
  forecastDeal,
  product,
  bundleGroup,
  bundleComponent,
  productRelation,
  priceList,
  priceLine,
  quote,
  quoteLine,
  quoteLink,
  quoteAnswer,
  contract,
  contractLine,
  billingPlanLine,
  amendment,
  amendmentLine,
  clause,
  contractClause,
  obligation,
  obligationTemplate,
  obligationTemplateLine,
  sealRequest,
  project,
  milestone,
  task,
  shipment,
  shipmentLine,
  invoice,
  invoiceLine,
  payment,
  allocation,
  refund,
  bankLine,
  statement,
  statementLine,
  writeOff,
  journalEntry,
  posting,
  approval,
  approvalTask,
  comment,
  notice,
  savedView,
  ownReport,
  ownDashboard,
  reportMail,
  calendarDay,
  exchangeRate,
]

const actions = [
  qualifyLead,
  disqualifyLead,
  reopenLead,
  claimLead,
  releaseLead,
  assignLead,
  allocateLead,
  extendLead,
  convertLead,
  takeInEntry,
  discardEntry,
  keepLead,
  completeActivity,
  createQuote,
  winOpportunity,
  loseOpportunity,
  reopenOpportunity,
  submitForecast,
  remindForecasts,
  addBundle,
  repriceQuote,
  submitQuote,
  approveQuote,
  rejectQuote,
  sendQuote,
  shareQuote,
  revokeLink,
  renewLink,
  acceptQuote,
  expireQuote,
  newVersion,
  createContract,
  signContract,
  approveContract,
  rejectContract,
  activateContract,
  billContract,
  completeContract,
  terminateContract,
  amendContract,
  renewContract,
  submitAmendment,
  approveAmendment,
  rejectAmendment,
  signAmendment,
  addClauses,
  addObligations,
  completeObligation,
  waiveObligation,
  reopenObligation,
  requestSealOfContract,
  requestSealOfAmendment,
  submitSeal,
  approveSeal,
  rejectSeal,
  applySeal,
  cancelSeal,
  completeMilestone,
  acceptMilestone,
  planShipment,
  shipShipment,
  releaseShipment,
  receiveShipment,
  takeBackShipment,
  cancelShipment,
  issueInvoice,
  voidInvoice,
  creditInvoice,
  writeOffInvoice,
  takeBackWriteOff,
  approveWriteOff,
  rejectWriteOff,
  allocatePayment,
  receivePayment,
  unallocatePayment,
  refundPayment,
  voidPayment,
  claimBankLine,
  unclaimBankLine,
  bookBankLine,
  setAsideBankLine,
  bringBackBankLine,
  makeStatement,
  closeBooks,
  reopenBooks,
  applyRate,
]

export const book: Book = {
  objects: Object.fromEntries(objects.map(({ name, def }) => [name, def])),
  actions,
  days: chineseDays,
  roles,
  approvals: {
    quote_discount: quoteDiscount,
    contract_terms: contractTerms,
    contract_amendment: contractAmendment,
    seal: sealApproval,
    bad_debt: badDebt,
  },
  automations: {
    ...leadAutomations,
    ...poolAutomations,
    ...activityAutomations,
    ...forecastAutomations,
    ...quoteAutomations,
    ...contractAutomations,
    ...obligationAutomations,
    ...creditAutomations,
    ...deliveryAutomations,
    ...shipmentAutomations,
    ...invoiceAutomations,
  },
  views: standardViews,
  reports: {
    ...leadReports,
    ...opportunityReports,
    ...contractReports,
    ...invoiceReports,
    ...paymentReports,
  },
  dashboards: standardDashboards,
  pages: {},
  desks,
  documents: {
    quote: quoteDocument,
    quote_answer: acceptanceRecord,
    contract: contractDocument,
    invoice: invoiceDocument,
    credit_note: creditDocument,
    acceptance: acceptanceDocument,
    delivery_note: deliveryNote,
    statement: statementDocument,
  },
  areas,
}
