// What number did the person mean? Full-width digits, commas and a pasted ¥ become a plain decimal text.

/** "¥１，２３４．５０ 万" → "12345000"; what is no number comes back trimmed, for the form to refuse. */
export function plainNumber(typed: string): string {
  const text = typed
    .normalize('NFKC')
    .replace(/[,\s¥$€_]/g, '')
    .replace(/。/g, '.')
    .replace(/^[−–]/, '-')
  const scaled = /^(-?\d+(?:\.\d+)?)(万|亿)$/.exec(text)
  if (scaled) return shifted(scaled[1] ?? '', scaled[2] === '万' ? 4 : 8)
  return /^-?\.\d+$/.test(text) ? text.replace('.', '0.') : text
}

/** Moves the point of a decimal text to the right. */
function shifted(text: string, places: number): string {
  const sign = text.startsWith('-') ? '-' : ''
  const [whole = '', rest = ''] = text.replace('-', '').split('.')
  const digits = whole + rest.padEnd(places, '0').slice(0, places)
  const after = rest.slice(places)
  return sign + (digits.replace(/^0+(?=\d)/, '') || '0') + (after ? `.${after}` : '')
}
