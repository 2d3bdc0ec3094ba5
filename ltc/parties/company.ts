// Whose system is it? One row: what the company is called and how it wants to work.
import { object } from '#kernel/object.ts'
import { allow } from '#kernel/permission.ts'
import { currency } from '../currency.ts'
import { deriveCompany } from './derive-company.ts'

export const company = object('company', {
  label: { zh: '公司设置', en: 'Company' },
  plural: { zh: '公司设置', en: 'Company' },
  help: {
    zh: '公司自己的资料和规则：名称、税号、币种、账期、保护期。只有这一条。',
    en: 'The company itself and its rules: name, tax number, currency, payment terms, days of grace. There is just this one.',
  },
  area: 'settings',
  icon: 'BankOutlined',
  title: 'name',
  fields: {
    name: { kind: 'text', label: { zh: '公司名称', en: 'Company name' }, required: true },
    currency: { ...currency, default: '"CNY"', label: { zh: '本位币', en: 'Base currency' } },
    language: {
      kind: 'choice',
      label: { zh: '单据语言', en: 'Language of documents' },
      help: {
        zh: '系统自动写进单据的词（付款计划、里程碑的名称）用哪种语言；每个人的界面语言在各自的设置里',
        en: 'Of the words that documents are given by themselves, such as the names of milestones; everybody chooses their own for the screen',
      },
      choices: {
        zh: { label: { zh: '中文', en: 'Chinese' } },
        en: { label: { zh: '英文', en: 'English' } },
      },
      default: '"zh"',
    },
    zone: {
      kind: 'text',
      label: { zh: '时区', en: 'Time zone' },
      max: 60,
      default: '"Asia/Shanghai"',
    },
    tax_number: {
      kind: 'text',
      label: { zh: '统一社会信用代码', en: 'Tax number' },
      doubt: {
        if: 'LEN(tax_number) = 18 and NOT(CREDITCODE(tax_number))',
        says: {
          zh: '统一社会信用代码的校验码不符，请核对',
          en: 'The check digit of this credit code does not fit; please compare it',
        },
      },
      max: 30,
    },
    address: { kind: 'address', label: { zh: '地址', en: 'Address' } },
    phone: { kind: 'phone', label: { zh: '电话', en: 'Phone' } },
    bank: { kind: 'long_text', label: { zh: '开户行与账号', en: 'Bank account' } },
    pool_days: {
      kind: 'integer',
      label: { zh: '线索保护期（天）', en: 'Days a lead is kept' },
      help: {
        zh: '领取或跟进后超过此天数无新跟进，线索自动退回线索池',
        en: 'Without a follow-up for so many days a lead goes back to the pool',
      },
      min: 1,
      max: 3650,
      default: '15',
    },
    pools: {
      kind: 'yes_no',
      label: { zh: '按线索池规则管理线索', en: 'Leads by the rules of their pools' },
      help: {
        zh: '建了第一个线索池就自动打开；关掉后新线索不再分到各池',
        en: 'Turned on with the first pool; without it new leads fall into none',
      },
      default: 'false',
    },
    payment_days: {
      kind: 'integer',
      label: { zh: '默认账期（天）', en: 'Payment term in days' },
      min: 0,
      max: 3650,
      default: '30',
    },
    sign_needs_seal: {
      kind: 'yes_no',
      label: { zh: '先用印再签署', en: 'Sealed before signed' },
      help: {
        zh: '合同须有已用印的申请才能登记签署',
        en: 'A contract is signed only once a request for its seal is sealed',
      },
      default: 'false',
    },
    credit_control: {
      kind: 'choice',
      label: { zh: '信用控制', en: 'Credit control' },
      help: {
        zh: '签署合同时，占用（应收 + 未开票合同 − 预收）加本合同超出客户信用额度怎么办',
        en: 'As a contract is signed: what if what is owed and not billed yet, less what was paid ahead, goes beyond the limit with it?',
      },
      choices: {
        none: { label: { zh: '不控制', en: 'Nothing' } },
        warn: { label: { zh: '提示并通知财务', en: 'Finance is told' } },
        approve: { label: { zh: '须财务与总经理审批', en: 'Finance and manager approve' } },
      },
      default: '"warn"',
    },
    quote_days: {
      kind: 'integer',
      label: { zh: '报价有效期（天）', en: 'Days a quote is valid' },
      min: 0,
      max: 3650,
      default: '30',
    },
    rate_days: {
      kind: 'integer',
      label: { zh: '汇率有效期（天）', en: 'Days an exchange rate holds' },
      help: {
        zh: '外币单据取当天或之前此天数内最近的汇率；没有则不能入账',
        en: 'A document takes the newest rate of its day or so many days before; without one it does not enter the books',
      },
      min: 0,
      max: 366,
      default: '31',
    },
    forecast_period: {
      kind: 'choice',
      label: { zh: '预测期间', en: 'Forecasts are of' },
      help: {
        zh: '每周提交的销售预测说的是一个月还是一个季度',
        en: 'What people say each week is about a month or a quarter',
      },
      choices: {
        month: { label: { zh: '月', en: 'A month' } },
        quarter: { label: { zh: '季', en: 'A quarter' } },
      },
      default: '"quarter"',
    },
    forecast_day: {
      kind: 'choice',
      label: { zh: '预测提交日', en: 'Forecasts are due on' },
      help: {
        zh: '每周此日为止；当天早上提醒还没提交的人，之后算补交',
        en: 'Until the end of that day each week; whoever is missing is reminded in its morning, and late after it',
      },
      choices: {
        mon: { label: { zh: '周一', en: 'Monday' } },
        tue: { label: { zh: '周二', en: 'Tuesday' } },
        wed: { label: { zh: '周三', en: 'Wednesday' } },
        thu: { label: { zh: '周四', en: 'Thursday' } },
        fri: { label: { zh: '周五', en: 'Friday' } },
        sat: { label: { zh: '周六', en: 'Saturday' } },
        sun: { label: { zh: '周日', en: 'Sunday' } },
      },
      default: '"fri"',
    },
    work_week: {
      kind: 'multi_choice',
      label: { zh: '工作日', en: 'Working days' },
      help: { zh: '不填为周一至周五', en: 'Monday to Friday where it says nothing' },
      choices: {
        mon: { label: { zh: '周一', en: 'Monday' } },
        tue: { label: { zh: '周二', en: 'Tuesday' } },
        wed: { label: { zh: '周三', en: 'Wednesday' } },
        thu: { label: { zh: '周四', en: 'Thursday' } },
        fri: { label: { zh: '周五', en: 'Friday' } },
        sat: { label: { zh: '周六', en: 'Saturday' } },
        sun: { label: { zh: '周日', en: 'Sunday' } },
      },
    },
    work_hours: {
      kind: 'text',
      label: { zh: '工作时间', en: 'Working hours' },
      help: {
        zh: '如 09:00-12:00 13:00-18:00；阶段时限与审批时限按此计算',
        en: 'Such as 09:00-12:00 13:00-18:00; limits of stages and approvals count by it',
      },
      max: 100,
      default: '"09:00-12:00 13:00-18:00"',
    },
    holidays: {
      kind: 'choice',
      label: { zh: '法定节假日', en: 'Public holidays' },
      help: {
        zh: '公司自己的休息日和调休写在「工作日历」',
        en: 'Own days off and made-up days stand in the working calendar',
      },
      choices: {
        cn: { label: { zh: '中国（含调休）', en: 'China, with made-up days' } },
        none: { label: { zh: '不使用', en: 'None' } },
      },
      default: '"cn"',
    },
    difference_limit: {
      kind: 'money',
      currency: 'currency',
      label: { zh: '单张发票尾差上限', en: 'Small difference of one invoice' },
      help: { zh: '财务可自行冲减的尾差', en: 'What finance may write off without asking' },
      min: '0',
      default: '10',
    },
    difference_month_limit: {
      kind: 'money',
      currency: 'currency',
      label: { zh: '同一客户每月尾差上限', en: 'Small differences of one customer a month' },
      min: '0',
      default: '100',
    },
    closed_until: {
      kind: 'date',
      label: { zh: '已关账至', en: 'Books closed until' },
      help: {
        zh: '此日及以前的单据不能再进入账簿',
        en: 'Nothing dated up to that day enters the books any more',
      },
      read_only: true,
    },
    sample: {
      kind: 'yes_no',
      label: { zh: '示例数据', en: 'Sample data' },
      default: 'false',
      read_only: true,
    },
  },
  derive: deriveCompany,
  key_fields: ['tax_number', 'address', 'phone', 'bank', 'currency'],
  form: [
    {
      label: { zh: '公司资料', en: 'The company' },
      help: { zh: '印在报价、合同和发票上', en: 'Stands on quotes, contracts and invoices' },
      fields: ['name', 'tax_number', 'address', 'phone', 'bank', 'language'],
    },
    {
      label: { zh: '钱', en: 'Money' },
      fields: [
        'currency',
        'payment_days',
        'quote_days',
        'rate_days',
        'credit_control',
        'difference_limit',
        'difference_month_limit',
        'closed_until',
      ],
    },
    {
      label: { zh: '线索与合同', en: 'Leads and contracts' },
      fields: ['pool_days', 'pools', 'sign_needs_seal'],
    },
    { label: { zh: '预测', en: 'Forecasts' }, fields: ['forecast_period', 'forecast_day'] },
    {
      label: { zh: '工作时间', en: 'Working time' },
      fields: ['zone', 'work_week', 'work_hours', 'holidays'],
    },
  ],
  allow: [allow('*', 'read'), allow('manager', 'change')],
})
