// Which headers does every answer carry, whoever writes it?

/** Nothing runs but what the server itself sent; styles may be inline because the component library writes them so. */
const pagePolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "frame-src 'self' blob:",
].join('; ')

const always = {
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
} as const

const ofPages: readonly (readonly [string, string])[] = Object.entries({
  'content-security-policy': pagePolicy,
  ...always,
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
})

/** What is no page may load nothing and be framed by nobody, should a browser ever show it as one. */
const ofOthers: readonly (readonly [string, string])[] = Object.entries({
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  ...always,
})

/** The headers for a content type. Sixty-four scripts with the long policy would cost a cold visitor 40 kB. */
export const safetyHeaders = (type: unknown): readonly (readonly [string, string])[] =>
  typeof type === 'string' && type.startsWith('text/html') ? ofPages : ofOthers
