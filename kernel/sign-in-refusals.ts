// Why does the system not let somebody in? The part of its refusals that the page of signing in says by itself.

/** As in `refusals`: whoever comes back from another house has the code in the address only. */
export const signInRefusals = {
  'not-signed-in': { status: 401, zh: '请先登录。', en: 'Please sign in.' },
  'wrong-credentials': {
    status: 401,
    zh: '邮箱或密码不正确。',
    en: 'The e-mail or the password is wrong.',
  },
  'wrong-key': {
    status: 401,
    zh: '密钥无效、已过期或已停用。',
    en: 'This key is unknown, expired or revoked.',
  },
  'other-site': {
    status: 403,
    zh: '此请求不是从本站页面发出的，已拒绝。',
    en: 'This request did not come from a page of this site and was refused.',
  },
  'wrong-code': {
    status: 422,
    zh: '验证码不正确，或已经用过。',
    en: 'The code is wrong or was used before.',
  },
  'wrong-passkey': {
    status: 422,
    zh: '通行密钥没有通过验证，请重试或换一种方式。',
    en: 'The passkey was not accepted; try again or another way.',
  },
  'sign-in-over': {
    status: 401,
    zh: '这次登录已超时，请重新开始。',
    en: 'This sign-in took too long; please begin again.',
  },
  'link-over': {
    status: 404,
    zh: '此链接已用过或已失效，请重新获取。',
    en: 'This link was used or has ended; ask for a new one.',
  },
  'prove-again': {
    status: 403,
    zh: '请先再次验证身份。',
    en: 'Please confirm first that it is you.',
  },
  'second-factor-first': {
    status: 409,
    zh: '请先为自己设置两步验证并用它登录，再要求他人。',
    en: 'Set up a second factor for yourself and sign in with it before you ask others for one.',
  },
  'second-factor-needed': {
    status: 409,
    zh: '您的角色必须使用两步验证，不能移除最后一种。',
    en: 'Your role needs a second factor; the last one can’t be removed.',
  },
  'sso-failed': {
    status: 401,
    zh: '「{provider}」没有确认您的身份，请重试。',
    en: '“{provider}” did not confirm who you are; please try again.',
  },
  'sso-not-verified': {
    status: 403,
    zh: '「{provider}」没有提供经过验证的邮箱。',
    en: '“{provider}” gave no verified e-mail address.',
  },
  'sso-no-account': {
    status: 403,
    zh: '您在本系统还没有账号，请联系管理员。',
    en: 'You have no account here yet; ask your administrator.',
  },
  'sso-unreachable': {
    status: 422,
    zh: '无法读取 {issuer} 的登录配置：{reason}',
    en: 'The configuration of {issuer} can’t be read: {reason}',
  },
  'no-mail': {
    status: 409,
    zh: '系统没有设置发信（SMTP_URL 与 BASE_URL），无法发送邮件。',
    en: 'Mail is not set up here (SMTP_URL and BASE_URL), so none can be sent.',
  },
} as const
