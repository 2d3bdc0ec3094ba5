// What exactly was offered? One fingerprint of everything in a quote that the customer agrees to.
import type { Values } from '#kernel/object.ts'
import { decimal, rows, text, yes } from '../read.ts'

/** SHA-256 of the content in a fixed order; "1" and "1.00" are the same number. */
export async function contentHash(quote: Values): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(content(quote)))
  const digest = await crypto.subtle.digest('SHA-256', bytes)
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

const content = (quote: Values): unknown => [
  text(quote, 'opportunity'),
  text(quote, 'account'),
  decimal(quote, 'version_no'),
  text(quote, 'currency'),
  yes(quote, 'tax_inclusive'),
  text(quote, 'valid_until'),
  text(quote, 'terms'),
  decimal(quote, 'net'),
  decimal(quote, 'tax'),
  decimal(quote, 'gross'),
  rows(quote, 'lines').map((line) => [
    text(line, 'product'),
    text(line, 'description'),
    decimal(line, 'quantity'),
    decimal(line, 'unit_price'),
    decimal(line, 'discount_percent'),
    decimal(line, 'tax_rate'),
    decimal(line, 'net'),
    decimal(line, 'tax'),
    decimal(line, 'gross'),
    // Quotes that were accepted before there was such a thing keep their hash.
    ...(text(line, 'tax_category') === null ? [] : [text(line, 'tax_category')]),
    ...(text(line, 'bundle') === null ? [] : [{ bundle: text(line, 'bundle') }]),
    ...(text(line, 'optional') === 'true' ? [{ optional: decimal(line, 'offer_gross') }] : []),
  ]),
]
