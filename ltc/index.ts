// What is in the book? The table of contents of the standard way from lead to cash.
import type { Book } from '#kernel/app.ts'
import { activity } from './activities/activity.ts'
import { comment } from './activities/comment.ts'
import { notice } from './activities/notice.ts'
import { approvalTask } from './approvals/approval-task.ts'
import { approval } from './approvals/approval.ts'
import { allocation } from './cash/allocation.ts'
import { payment } from './cash/payment.ts'
import { refund } from './cash/refund.ts'
import { product } from './catalog/product.ts'
import { billingPlanLine } from './contracts/billing-plan-line.ts'
import { contractLine } from './contracts/contract-line.ts'
import { contract } from './contracts/contract.ts'
import { milestone } from './delivery/milestone.ts'
import { project } from './delivery/project.ts'
import { task } from './delivery/task.ts'
import { invoiceLine } from './invoices/invoice-line.ts'
import { invoice } from './invoices/invoice.ts'
import { lead } from './leads/lead.ts'
import { qualificationAnswer } from './leads/qualification-answer.ts'
import { question, questionChoice } from './leads/question.ts'
import { journalEntry } from './ledger/journal-entry.ts'
import { posting } from './ledger/posting.ts'
import { campaign } from './marketing/campaign.ts'
import { competitor } from './opportunities/competitor.ts'
import { opportunityCompetitor } from './opportunities/opportunity-competitor.ts'
import { opportunityLine } from './opportunities/opportunity-line.ts'
import { opportunityNeed } from './opportunities/opportunity-need.ts'
import { opportunity } from './opportunities/opportunity.ts'
import { solution } from './opportunities/solution.ts'
import { account } from './parties/account.ts'
import { company } from './parties/company.ts'
import { contact } from './parties/contact.ts'
import { person } from './parties/person.ts'
import { team } from './parties/team.ts'
import { quoteLine } from './quotes/quote-line.ts'
import { quote } from './quotes/quote.ts'
import { roles } from './roles.ts'
import { savedView } from './views/saved-view.ts'

const objects = [
  person,
  team,
  company,
  campaign,
  lead,
  question,
  questionChoice,
  qualificationAnswer,
  account,
  contact,
  activity,
  competitor,
  opportunity,
  opportunityLine,
  opportunityNeed,
  opportunityCompetitor,
  solution,
  product,
  quote,
  quoteLine,
  contract,
  contractLine,
  billingPlanLine,
  project,
  milestone,
  task,
  invoice,
  invoiceLine,
  payment,
  allocation,
  refund,
  journalEntry,
  posting,
  approval,
  approvalTask,
  comment,
  notice,
  savedView,
]

export const book: Book = {
  objects: Object.fromEntries(objects.map(({ name, def }) => [name, def])),
  actions: [],
  roles,
  approvals: {},
  automations: {},
  views: {},
  areas: {},
}
