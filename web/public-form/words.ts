// What does the public form say by itself, in both languages?
import type { Words } from '#kernel/error.ts'

export const words = {
  other: { zh: 'English', en: '中文' },
  send: { zh: '提交', en: 'Send' },
  sending: { zh: '正在提交…', en: 'Sending…' },
  required: { zh: '必填', en: 'required' },
  optional: { zh: '选填', en: 'optional' },
  choose: { zh: '请选择', en: 'Please choose' },
  yes: { zh: '是', en: 'Yes' },
  no: { zh: '否', en: 'No' },
  privacy: { zh: '隐私政策', en: 'Privacy policy' },
  must: { zh: '请填写', en: 'Please fill this in' },
  must_choose: { zh: '请选择', en: 'Please choose' },
  must_agree: { zh: '请勾选同意后再提交', en: 'Please tick this before you send' },
  not_email: {
    zh: '邮箱格式不对，如 name@example.com',
    en: 'This is no e-mail address, such as name@example.com',
  },
  not_phone: { zh: '电话号码不对', en: 'This is no phone number' },
  not_right: { zh: '这里填得不对：{detail}', en: 'Not right: {detail}' },
  to_mend: { zh: '有 {n} 处需要修改', en: 'To be put right: {n}' },
  offline: {
    zh: '没有连上网络，填写的内容还在，请稍后再提交。',
    en: 'There is no connection. What you wrote is still here; please send it again.',
  },
  trouble: {
    zh: '暂时没能提交，填写的内容还在，请稍后再试。',
    en: 'It could not be sent just now. What you wrote is still here; please try again.',
  },
  too_many: {
    zh: '此网络提交太频繁，请 {minutes} 分钟后再试，填写的内容还在。',
    en: 'Too much was sent from this network; please try again in {minutes} min. What you wrote is still here.',
  },
  thanks: { zh: '已收到，谢谢！', en: 'Thank you, we have it.' },
  thanks_more: { zh: '我们会尽快与您联系。', en: 'We will be in touch soon.' },
  again: { zh: '再填一份', en: 'Fill in another one' },
  over: { zh: '这张表单已结束', en: 'This form is closed' },
  over_more: {
    zh: '感谢关注，现在已不再接受提交。',
    en: 'Thank you for your interest; it takes nothing in any more.',
  },
  not_yet: { zh: '尚未开放', en: 'Not open yet' },
  not_yet_more: { zh: '{at} 起可以填写。', en: 'You can fill it in from {at}.' },
  none: { zh: '没有这张表单', en: 'There is no such form' },
  none_more: {
    zh: '链接可能写错了，或表单已撤下。',
    en: 'The link may be wrong, or the form was taken down.',
  },
  trap: { zh: '请勿填写此项', en: 'Leave this empty' },
} as const satisfies Record<string, Words>
