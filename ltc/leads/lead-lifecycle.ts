// How does a first name on a list become a qualified lead, and then a customer?
import type { Gate, Lifecycle } from '#kernel/lifecycle/lifecycle.ts'

const qualified: Gate = {
  checks: {
    named: {
      if: 'name is not empty or company is not empty',
      says: { zh: '已知联系人或公司名称', en: 'The person or the company is known' },
      giver: 'sales',
    },
    reachable: {
      if: 'phone is not empty or email is not empty',
      says: { zh: '已有电话或邮箱', en: 'There is a phone number or an e-mail address' },
      giver: 'sales',
    },
    scored: {
      if: 'COUNT(qualification) = 0 or score >= 60',
      says: { zh: '资格问卷得分不低于 60', en: 'The questionnaire gives at least 60 points' },
      giver: 'sales',
    },
  },
}

export const leadLifecycle: Lifecycle = {
  first: 'new',
  stages: {
    new: {
      label: { zh: '未跟进', en: 'New' },
      limit_working_days: 2,
      raci: { responsible: [{ field: 'owner' }], accountable: [{ superior_of: 'owner' }] },
      sop: {
        zh: '两个工作日内首次联系：确认公司、联系人、需求与时间。',
        en: 'Make first contact within two working days: who, which company, what is needed and when.',
      },
    },
    contacting: {
      label: { zh: '跟进中', en: 'Contacting' },
      limit_days: 15,
      sop: {
        zh: '弄清预算、决策人、需求与时间，填写资格问卷。',
        en: 'Find out budget, decider, need and time; fill in the questionnaire.',
      },
    },
    qualified: {
      label: { zh: '已合格', en: 'Qualified' },
      limit_days: 7,
      since: 'qualified_at',
      sop: {
        zh: '转化为客户、联系人与商机。',
        en: 'Convert it to customer, contact and opportunity.',
      },
    },
    converted: { label: { zh: '已转化', en: 'Converted' }, kind: 'won', since: 'converted_at' },
    disqualified: { label: { zh: '无效', en: 'Disqualified' }, kind: 'lost' },
  },
  moves: {
    contact: { from: ['new'], to: 'contacting' },
    qualify: { from: ['contacting'], to: 'qualified', via: 'qualify', gate: qualified },
    convert: { from: ['qualified'], to: 'converted', via: 'convert' },
    disqualify: {
      from: ['new', 'contacting', 'qualified'],
      to: 'disqualified',
      via: 'disqualify',
    },
    reopen: { from: ['disqualified'], to: 'contacting', via: 'reopen' },
  },
}
