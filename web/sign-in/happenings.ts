// What happened at the door, in words?
import type { SignInEvent } from '#kernel/api/sign-in.ts'
import type { Words } from '#kernel/error.ts'
import { say } from '#web/words.ts'

const words: Readonly<Record<string, Words>> = {
  signed_in: { zh: '登录', en: 'Signed in' },
  signed_out: { zh: '退出登录', en: 'Signed out' },
  wrong_password: { zh: '密码错误', en: 'Wrong password' },
  wrong_second: { zh: '两步验证未通过', en: 'Wrong second step' },
  recovery_asked: { zh: '申请重置密码', en: 'Asked for a new password' },
  invited: { zh: '被邀请加入', en: 'Was invited' },
  password_set: { zh: '设置了密码', en: 'Password set' },
  totp_added: { zh: '开启了验证器', en: 'Authenticator app added' },
  totp_removed: { zh: '移除了验证器', en: 'Authenticator app removed' },
  recovery_codes_made: { zh: '重新生成备用码', en: 'New recovery codes' },
  recovery_code_used: { zh: '使用了备用码', en: 'Recovery code used' },
  passkey_added: { zh: '添加通行密钥「{name}」', en: 'Passkey “{name}” added' },
  passkey_removed: { zh: '移除通行密钥「{name}」', en: 'Passkey “{name}” removed' },
  second_removed: { zh: '两步验证被重置', en: 'Second step was reset' },
  session_ended: { zh: '结束了一个登录', en: 'A session was ended' },
  sessions_ended: { zh: '结束了 {n} 个登录', en: '{n} {n:session|sessions} {n:was|were} ended' },
  key_made: { zh: '新建 API 密钥「{name}」', en: 'API key “{name}” made' },
  key_ended: { zh: '停用 API 密钥「{name}」', en: 'API key “{name}” ended' },
  sso_linked: { zh: '关联单点登录「{provider}」', en: 'Linked to “{provider}”' },
  sso_refused: { zh: '单点登录「{provider}」被拒绝', en: '“{provider}” was turned away' },
  provider_changed: { zh: '修改单点登录「{provider}」', en: 'Single sign-on “{provider}” changed' },
  provider_removed: { zh: '移除单点登录「{provider}」', en: 'Single sign-on “{provider}” removed' },
  rules_changed: { zh: '修改两步验证规则', en: 'Rules for the second step changed' },
}

const ways: Readonly<Record<string, Words>> = {
  password: { zh: '密码', en: 'password' },
  passkey: { zh: '通行密钥', en: 'passkey' },
}

/** `password` → "密码", `sso portal` → "portal". */
export const wayOf = (way: string): string =>
  ways[way] ? say(ways[way]) : way.replace(/^sso /, '')

export function happeningOf({ kind, more }: SignInEvent): string {
  const text = words[kind] ? say(words[kind], (more ?? {}) as Record<string, string>) : kind
  if (kind !== 'signed_in' || typeof more?.way !== 'string') return text
  const second =
    more.second && more.way === 'password' ? say({ zh: '＋两步验证', en: ' + second step' }) : ''
  return say(
    { zh: '{text}（{way}{second}）', en: '{text} ({way}{second})' },
    { text, way: wayOf(more.way), second },
  )
}

/** Worth a second look. */
export const isWarning = (kind: string): boolean =>
  [
    'wrong_password',
    'wrong_second',
    'recovery_code_used',
    'second_removed',
    'sso_refused',
  ].includes(kind)
