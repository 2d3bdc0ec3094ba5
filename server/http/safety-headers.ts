// Which headers does every answer carry, whoever writes it?
import type { FastifyReply } from 'fastify'

/** Nothing runs but what the server itself sent; styles may be inline because the component library writes them so. */
const pagePolicy = (sites: readonly string[]): string =>
  [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${sites.length ? `'self' ${sites.join(' ')}` : "'none'"}`,
    "frame-src 'self' blob:",
  ].join('; ')

const always = {
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
} as const

const ofPages: readonly (readonly [string, string])[] = Object.entries({
  'content-security-policy': pagePolicy([]),
  ...always,
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
})

/** The older header knows no list of sites, so there it is left out. */
const ofFramed = (sites: readonly string[]): readonly (readonly [string, string])[] =>
  ofPages.flatMap(([name, value]) =>
    name === 'x-frame-options'
      ? []
      : [[name, name === 'content-security-policy' ? pagePolicy(sites) : value] as const],
  )

const framed = new WeakMap<FastifyReply, readonly string[]>()

/** Lets pages of these origins show this one answer in a frame; without any, none. */
export function letStandIn(reply: FastifyReply, sites: readonly string[]): void {
  if (sites.length) framed.set(reply, sites)
}

/** What is no page may load nothing and be framed by nobody, should a browser ever show it as one. */
const ofOthers: readonly (readonly [string, string])[] = Object.entries({
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  ...always,
})

/** The sites that may show this answer. */
export const sitesFor = (reply: FastifyReply): readonly string[] => framed.get(reply) ?? []

/** The headers for a content type. Sixty-four scripts with the long policy would cost a cold visitor 40 kB. */
export function safetyHeaders(
  type: unknown,
  sites: readonly string[] = [],
): readonly (readonly [string, string])[] {
  if (typeof type !== 'string' || !type.startsWith('text/html')) return ofOthers
  return sites.length ? ofFramed(sites) : ofPages
}
