// What may the lead-to-cash book say no to, and in which words?
import { refusalsOf } from '#kernel/error.ts'
import type { RefusalRow, Words } from '#kernel/error.ts'

export const ltcRefusals = {
  'offer-not-open': {
    status: 409,
    zh: '这份报价现在不能这样答复：{why}。',
    en: 'This quote can’t be answered like that now: {why}.',
  },
  'offer-by-colleague': {
    status: 403,
    zh: '您已登录本系统，链接只供客户答复；请在报价单页面上操作。',
    en: 'You are signed in here, and the link is for the customer to answer; use the page of the quote.',
  },
  'mail-away': {
    status: 503,
    zh: '邮件服务器没有接收（{why}），请稍后再试。',
    en: 'The mail server did not take it ({why}); please try again later.',
  },
  'link-of-before': {
    status: 409,
    zh: '此链接是用以前的密钥生成的，仍然有效但不能再显示；需要时请换新链接。',
    en: 'This link was made with an earlier secret: it still works but can’t be shown again. Make a new one if you need to.',
  },
  'lead-has-owner': {
    status: 409,
    zh: '此线索已有负责人。',
    en: 'This lead has an owner already.',
  },
  'forecast-own-only': {
    status: 403,
    zh: '预测只能由本人提交。',
    en: 'A forecast is submitted by its own person only.',
  },
  'forecast-period-over': {
    status: 409,
    zh: '此期间已于 {date} 结束，不能再提交预测。',
    en: 'That period ended on {date}; nothing more is forecast of it.',
  },
  'forecast-said': {
    status: 409,
    zh: '{week} 这一周的预测已提交，不能再改；下周再提交新的。',
    en: 'Your forecast of the week from {week} stands already; say anew next week.',
  },
  'pool-held': {
    status: 409,
    zh: '{name} 在「{pool}」持有的线索已达上限 {cap} 条，请先转化或退回一些。',
    en: '{name} holds {cap} leads of “{pool}” already, which is the limit; convert or give back some first.',
  },
  'pool-claimed': {
    status: 409,
    zh: '今天在「{pool}」已领满 {cap} 条，请明天再领。',
    en: 'You have claimed {cap} leads of “{pool}” today, which is the limit; go on tomorrow.',
  },
  'lead-cools': {
    status: 409,
    zh: '您刚退回过此线索，{date} 起才能再领。',
    en: 'This lead was yours lately; you can claim it again from {date} on.',
  },
  'no-extension': {
    status: 409,
    zh: '此线索不能再延期，线索池规定最多 {max} 次。',
    en: 'This lead takes no more extensions; its pool allows {max}.',
  },
  'nobody-free': {
    status: 409,
    zh: '线索池里没有可分配的成员：都已满额、在休假，或还没有成员。',
    en: 'No member of the pool is free: all are full or away, or there is none.',
  },
  'last-admin': {
    status: 409,
    zh: '至少要有一位在职的系统管理员。',
    en: 'There must be at least one active administrator.',
  },
  'hours-not-read': {
    status: 422,
    zh: '工作时间「{hours}」无法识别，应如 09:00-12:00 13:00-18:00。',
    en: 'Working hours “{hours}” cannot be read; write them like 09:00-12:00 13:00-18:00.',
  },
  'zone-not-known': {
    status: 422,
    zh: '没有「{zone}」这个时区，应如 Asia/Shanghai。',
    en: 'There is no time zone “{zone}”; write it like Asia/Shanghai.',
  },
  'lead-in-pool': {
    status: 409,
    zh: '此线索已在线索池中。',
    en: 'This lead lies in the pool already.',
  },
  'price-there': {
    status: 409,
    zh: '「{list}」里「{product}」已有价格 {price}（任何数量，生效日 {date}）。请改那一条，或换一个生效日。',
    en: '“{list}” has a price of “{product}” already: {price} (any quantity, from {date}). Change that one, or give another day.',
  },
  'price-there-from': {
    status: 409,
    zh: '「{list}」里「{product}」{quantity} 起已有价格 {price}（生效日 {date}）。请改那一条，或换一个数量或生效日。',
    en: '“{list}” has a price of “{product}” from {quantity} on already: {price} (from {date}). Change that one, or give another quantity or day.',
  },
  'quote-expired': {
    status: 422,
    zh: '报价已于 {date} 过期，请新建版本。',
    en: 'The quote was valid until {date}; make a new version.',
  },
  'quote-still-valid': {
    status: 422,
    zh: '报价有效期至 {date}，尚未过期。',
    en: 'The quote is valid until {date}.',
  },
  'quote-replaced': {
    status: 409,
    zh: '此报价已有更新的版本 {version_no}。',
    en: 'There is a newer version {version_no} of this quote.',
  },
  'already-accepted': {
    status: 409,
    zh: '此商机已接受报价 {number}。',
    en: 'Quote {number} of this opportunity is accepted already.',
  },
  'content-changed': {
    status: 409,
    zh: '报价内容与提交时不一致。',
    en: 'The quote is not what was submitted.',
  },
  'contract-exists': {
    status: 409,
    zh: '此报价已生成合同 {number}。',
    en: 'Contract {number} was made from this quote already.',
  },
  'opportunity-closed': {
    status: 422,
    zh: '商机已关闭，不能再报价。',
    en: 'The opportunity is closed; it takes no more quotes.',
  },
  'plan-not-whole': {
    status: 422,
    zh: '开票计划合计 {total}，须等于合同金额 {amount}。',
    en: 'The billing plan comes to {total}; it must be the amount {amount}.',
  },
  'plan-line-billed': {
    status: 422,
    zh: '「{name}」已开票，不能修改。',
    en: '“{name}” is billed and cannot change.',
  },
  'open-invoices': {
    status: 422,
    zh: '还有未结清的发票 {number}，请先收款、红冲或作废。',
    en: 'Invoice {number} is still open; settle, credit or void it first.',
  },
  'no-lines': { status: 422, zh: '至少要有一行明细。', en: 'There must be at least one line.' },
  'no-account': { status: 422, zh: '请先关联客户。', en: 'Please name the customer first.' },
  'not-as-quoted': {
    status: 422,
    zh: '合同金额 {amount} 与已接受报价 {gross} 不一致。',
    en: 'The amount {amount} is not that of the accepted quote, {gross}.',
  },
  'not-as-planned': {
    status: 422,
    zh: '发票金额 {gross} 与开票计划 {amount} 不一致。',
    en: 'The invoice comes to {gross}, the billing plan says {amount}.',
  },
  'due-before-issued': {
    status: 422,
    zh: '到期日 {due_on} 早于开票日 {issued_on}。',
    en: 'The due date {due_on} is before the issue date {issued_on}.',
  },
  'invoice-in-use': {
    status: 422,
    zh: '发票已有核销或红冲，请先取消核销或改用红冲。',
    en: 'The invoice has allocations or credits; take them back first or credit it.',
  },
  'not-a-credit-target': {
    status: 422,
    zh: '红字发票不能再次红冲。',
    en: 'A credit note cannot be credited.',
  },
  'no-such-line': {
    status: 422,
    zh: '第 {position} 行不是此发票的明细。',
    en: 'Line {position} is not one of this invoice.',
  },
  'credit-too-much': {
    status: 422,
    zh: '「{description}」最多还可红冲 {left}。',
    en: '“{description}” can be credited by at most {left} more.',
  },
  'credit-more-than-left': {
    status: 422,
    zh: '此发票最多还可红冲 {left}。',
    en: 'At most {left} of this invoice can still be credited.',
  },
  'nothing-to-credit': {
    status: 422,
    zh: '此发票已全部红冲。',
    en: 'This invoice is wholly credited.',
  },
  'payment-in-use': {
    status: 422,
    zh: '回款已核销或已退款，请先取消核销。',
    en: 'The payment is allocated or refunded; take that back first.',
  },
  'no-rate': {
    status: 422,
    zh: '没有 {currency} 在 {date} 可用的汇率，请先在「汇率」中添加。',
    en: 'There is no exchange rate of {currency} for {date}; add one first, under “Exchange rates”.',
  },
  'base-currency-stands': {
    status: 409,
    zh: '账簿中已有凭证，本位币 {currency} 不能再更改。',
    en: 'There are entries in the books; the base currency {currency} cannot change any more.',
  },
  'bank-line-known': {
    status: 409,
    zh: '银行流水 {transaction_no} 已登记为回款 {number}（{received_on}，{amount}）。',
    en: 'Bank transaction {transaction_no} is payment {number} already ({received_on}, {amount}).',
  },
  'bank-line-waits': {
    status: 409,
    zh: '流水 {transaction_no} 已在银行流水中待入账，请在「银行流水认款」里入账。',
    en: 'Line {transaction_no} of the bank statement waits to be booked; book it there.',
  },
  'bank-line-stands': {
    status: 409,
    zh: '此回款由银行流水 {transaction_no} 入账，流水号和账户不能修改。',
    en: 'This payment was booked from line {transaction_no}; its number and customer stay.',
  },
  'bank-line-differs': {
    status: 409,
    zh: '流水 {transaction_no} 已登记为回款 {number}，金额为 {amount}，与此行不一致。',
    en: 'Line {transaction_no} is payment {number} already, of another amount: {amount}.',
  },
  'before-document': {
    status: 422,
    zh: '{date} 早于 {number} 的日期 {day}。',
    en: '{date} is before {number}, which is of {day}.',
  },
  'statement-ends-before': {
    status: 422,
    zh: '对账期间的止 {until_on} 不能早于起 {from_on}。',
    en: 'The statement may not end ({until_on}) before it begins ({from_on}).',
  },
  'not-your-account': {
    status: 403,
    zh: '只能为自己或下属负责的客户认款。',
    en: 'You can claim money only for your own customers.',
  },
  'not-your-claim': {
    status: 403,
    zh: '只有认款人或财务可以取消认款。',
    en: 'Only who claimed it, or finance, can take the claim back.',
  },
  'not-above-zero': { status: 422, zh: '金额须大于 0。', en: 'The amount must be above 0.' },
  'too-precise-amount': {
    status: 422,
    zh: '{currency} 的金额最多 {digits} 位小数。',
    en: 'Amounts of {currency} have at most {digits} decimal places.',
  },
  'more-than-unallocated': {
    status: 422,
    zh: '回款未核销余额仅 {left}，不足 {amount}。',
    en: 'Only {left} of the payment is free, not {amount}.',
  },
  'more-than-balance': {
    status: 422,
    zh: '发票 {number} 的未收余额仅 {balance}，不足 {amount}。',
    en: 'Invoice {number} has an open balance of only {balance}, not {amount}.',
  },
  'other-account': {
    status: 422,
    zh: '发票 {number} 属于另一客户。',
    en: 'Invoice {number} belongs to another customer.',
  },
  'other-currency': {
    status: 422,
    zh: '发票 {number} 的币种是 {invoice}，回款是 {payment}。',
    en: 'Invoice {number} is in {invoice}, the payment in {payment}.',
  },
  'invoice-not-open': {
    status: 422,
    zh: '发票 {number} 未开具或已结清、作废。',
    en: 'Invoice {number} is not open: a draft, settled or void.',
  },
  'twice-the-same-invoice': {
    status: 422,
    zh: '同一发票出现了两次。',
    en: 'The same invoice is named twice.',
  },
  'nothing-to-take-back': {
    status: 422,
    zh: '没有可取消的核销。',
    en: 'There is no allocation to take back.',
  },
  'signed-lines-stand': {
    status: 409,
    zh: '已签署合同的明细不能更改，请做合同变更。',
    en: 'The lines of a signed contract stand; make an amendment.',
  },
  'contract-not-running': {
    status: 422,
    zh: '合同 {number} 未签署或已结束，不能变更。',
    en: 'Contract {number} is not signed or has ended; it takes no amendment.',
  },
  'renewed-already': {
    status: 409,
    zh: '此合同已有续签商机 {number}。',
    en: 'Opportunity {number} renews this contract already.',
  },
  'shipment-stands': {
    status: 409,
    zh: '{number} 已发出，货物明细不能再改；请取消、签收或退货。',
    en: '{number} has left: its lines stand. Cancel it, receive it or take goods back.',
  },
  'nothing-to-ship': {
    status: 422,
    zh: '合同的数量都已安排发货。',
    en: 'All of the contract is shipped or planned already.',
  },
  'nothing-to-return': {
    status: 422,
    zh: '此发货单没有可退的数量。',
    en: 'There is nothing of this shipment left to return.',
  },
  'amendment-outdated': {
    status: 409,
    zh: '「{description}」在此变更起草后已另有变更，请重新起草。',
    en: '“{description}” was amended since this was drafted; draft it anew.',
  },
  'below-shipped': {
    status: 422,
    zh: '「{description}」已发出 {shipped}，变更后只剩 {left}；请先退货，或少减一些。',
    en: '{shipped} of “{description}” have left already and {left} would remain; take goods back first, or take away less.',
  },
  'account-on-hold': {
    status: 409,
    zh: '客户「{name}」已暂停发货：{reason}；须财务或总经理放行。',
    en: 'Deliveries to {name} are on hold: {reason}. Finance or the general manager releases it.',
  },
  'account-over-credit': {
    status: 409,
    zh: '客户「{name}」超出信用额度 {over}，发货须财务或总经理放行。',
    en: '{name} is {over} beyond its credit limit; finance or the general manager releases the delivery.',
  },
  'nothing-holds': {
    status: 422,
    zh: '没有需要放行的：客户未暂停发货，也未超出信用额度。',
    en: 'There is nothing to release: the customer is neither on hold nor beyond its limit.',
  },
  'done-later': {
    status: 422,
    zh: '{date} 还没到，不能登记为已完成。',
    en: '{date} has not come yet; nothing is done on it.',
  },
  'too-many-copies': {
    status: 422,
    zh: '只批准了 {asked} 份，不能多盖。',
    en: 'Only {asked} copies were approved; no more are sealed.',
  },
  'not-sealed': {
    status: 422,
    zh: '公司要求先用印再签署：此合同还没有已用印的申请。',
    en: 'A contract is sealed before it is signed here, and this one has no sealed request yet.',
  },
  'no-clauses': {
    status: 422,
    zh: '条款库里没有可套用的条款，或都已在合同中。',
    en: 'The library has no clause for this contract, or all of them are there already.',
  },
  'no-obligations': {
    status: 422,
    zh: '没有可套用的履约模板，或模板里的事项都已生成。',
    en: 'There is no template for this contract, or all of it is there already.',
  },
  'below-billed': {
    status: 422,
    zh: '「{description}」的已开票金额比变更后多 {over}，请先红冲。',
    en: '{over} more of “{description}” is billed than would be left; credit it first.',
  },
  'plan-too-small': {
    status: 422,
    zh: '未开票的计划不足以减少，还差 {less}，请先红冲。',
    en: 'What is not billed yet is too little by {less}; credit something first.',
  },
  'quote-not-accepted': {
    status: 422,
    zh: '报价 {number} 尚未被客户接受。',
    en: 'Quote {number} is not accepted yet.',
  },
  'planned-invoice': {
    status: 422,
    zh: '按开票计划生成的发票不能改合同、客户或币种。',
    en: 'An invoice of the billing plan keeps its contract, customer and currency.',
  },
  'credit-by-action': {
    status: 422,
    zh: '红字发票只能通过红冲产生。',
    en: 'A credit note is only made by crediting an invoice.',
  },
  'difference-too-large': {
    status: 422,
    zh: '单张发票的尾差上限为 {limit}，已冲减 {left}；更多请按坏账申请。',
    en: 'Small differences of one invoice end at {limit}, {left} is gone; ask for bad debt.',
  },
  'differences-of-month': {
    status: 422,
    zh: '此客户 {month} 的尾差已到上限 {limit}，请按坏账申请。',
    en: 'The customer’s small differences of {month} would pass {limit}; ask for bad debt.',
  },
  'nothing-written-off': {
    status: 422,
    zh: '没有可撤销的冲减。',
    en: 'Nothing is written off.',
  },
  'write-off-asked': {
    status: 422,
    zh: '坏账冲减 {number} 正在审批，请先撤回。',
    en: 'Write-off {number} is being asked for; withdraw it first.',
  },
  'close-too-late': {
    status: 422,
    zh: '只能关账到 {date} 之前。',
    en: 'The books can be closed up to the day before {date}.',
  },
  'closed-already': {
    status: 422,
    zh: '已关账至 {date}。',
    en: 'The books are closed until {date}.',
  },
} as const satisfies Record<string, RefusalRow>

export const no: (
  code: keyof typeof ltcRefusals,
  details?: Record<string, string | number | Words>,
) => never = refusalsOf(ltcRefusals)
