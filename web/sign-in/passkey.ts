// How does the browser show or make a passkey, and what does its "no" mean?
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser'
import type { Words } from '#kernel/error.ts'
import { say } from '#web/words.ts'

const words = {
  stopped: {
    zh: '没有完成：已取消或超时。',
    en: 'Not done: it was cancelled, or took too long.',
  },
  known: {
    zh: '这台设备上已经有您的通行密钥。',
    en: 'This device has a passkey of yours already.',
  },
  failed: {
    zh: '这个浏览器不能使用通行密钥。',
    en: 'This browser can’t use passkeys.',
  },
} as const satisfies Record<string, Words>

/** Browsers keep passkeys for names, over https or on one's own machine; never for bare addresses. */
export const canPasskey = (): boolean =>
  typeof PublicKeyCredential !== 'undefined' &&
  isSecureContext &&
  !/^[\d.]+$|^\[/.test(location.hostname)

const library = () => import('@simplewebauthn/browser')

export const showPasskey = (options: unknown): Promise<unknown> =>
  inWords(async () =>
    (await library()).startAuthentication({
      optionsJSON: options as PublicKeyCredentialRequestOptionsJSON,
    }),
  )

export const makePasskey = (options: unknown): Promise<unknown> =>
  inWords(async () =>
    (await library()).startRegistration({
      optionsJSON: options as PublicKeyCredentialCreationOptionsJSON,
    }),
  )

async function inWords(work: () => Promise<unknown>): Promise<unknown> {
  try {
    return await work()
  } catch (error) {
    const name = error instanceof Error ? error.name : ''
    throw new Error(
      say(
        name === 'InvalidStateError'
          ? words.known
          : name === 'NotAllowedError' || name === 'AbortError'
            ? words.stopped
            : words.failed,
      ),
      { cause: error },
    )
  }
}

/** A name for the device at hand, to tell passkeys and sessions apart: "Chrome · Windows". */
export function deviceOf(agent: string): string {
  const browser = [
    [/MicroMessenger/, '微信'],
    [/DingTalk/, '钉钉'],
    [/Edg\//, 'Edge'],
    [/Firefox\//, 'Firefox'],
    [/Chrome\/|CriOS/, 'Chrome'],
    [/Safari\//, 'Safari'],
  ] as const
  const system = [
    [/iPhone/, 'iPhone'],
    [/iPad/, 'iPad'],
    [/Android/, 'Android'],
    [/Windows/, 'Windows'],
    [/Mac OS X/, 'macOS'],
    [/Linux/, 'Linux'],
  ] as const
  const first = (list: readonly (readonly [RegExp, string])[]) =>
    list.find(([sign]) => sign.test(agent))?.[1]
  return [first(browser), first(system)].filter(Boolean).join(' · ') || agent.slice(0, 40)
}
