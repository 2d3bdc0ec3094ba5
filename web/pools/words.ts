// Which words does the desk of lead pools need?
import type { Words } from '#kernel/error.ts'

export const words = {
  title: { zh: '领取线索', en: 'Claim leads' },
  which: { zh: '线索池', en: 'Lead pool' },
  no_pool: { zh: '未分池', en: 'In no pool' },
  the_pool: { zh: '线索池', en: 'Lead pool' },
  rules: { zh: '规则', en: 'Rules' },
  edit_rules: { zh: '修改规则', en: 'Change the rules' },
  claimed: { zh: '今天已领', en: 'Claimed today' },
  held: { zh: '在手', en: 'Held now' },
  of: { zh: '{n} / {most}', en: '{n} of {most}' },
  keep: {
    zh: '{n} 天不跟进收回',
    en: 'back after {n} {n:day|days} without a follow-up',
  },
  deal: { zh: '{n} 天未转化收回', en: 'back after {n} {n:day|days} without a deal' },
  warn: { zh: '提前 {n} 天提醒', en: 'warned {n} {n:day|days} before' },
  cool: {
    zh: '退回后 {n} 天内不能再领',
    en: 'not claimed again for {n} {n:day|days} once given back',
  },
  extend: {
    zh: '可延期 {times} 次，每次 {n} 天',
    en: 'up to {times} extensions of {n} {n:day|days} each',
  },
  claim: { zh: '领取', en: 'Claim' },
  claimed_one: { zh: '已领取「{name}」，保护期至 {date}', en: '“{name}” is yours until {date}' },
  open: { zh: '打开', en: 'Open' },
  cools: { zh: '{date} 起可再领', en: 'again from {date}' },
  full_today: { zh: '今天已领满', en: 'None left today' },
  full_hand: { zh: '在手已满', en: 'You hold the most' },
  waits: { zh: '已等', en: 'Waits' },
  fresh: { zh: '新进', en: 'New' },
  fresh_n: { zh: '今日新进 {n}', en: '{n} new today' },
  former: { zh: '原负责人', en: 'Former owner' },
  never: { zh: '首次', en: 'First time' },
  empty: { zh: '这里没有等着领的线索', en: 'No lead waits here' },
  empty_help: {
    zh: '有新线索进来、或有人退回时会出现。',
    en: 'It fills as leads come in, or are given back.',
  },
  more: {
    zh: '只显示最新的 {n} 条，其余在列表里',
    en: 'The newest {n}; all of them are in the list',
  },
  all: { zh: '全部', en: 'All of them' },
  keys: { zh: 'J / K 上下，Enter 领取，O 打开', en: 'J / K to move, Enter to claim, O to open' },
} as const satisfies Record<string, Words>
