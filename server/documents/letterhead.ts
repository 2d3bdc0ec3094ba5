// What stands below the name of the company at the head of its paper?
import type { Language } from '#kernel/view/paper.ts'
import { words } from './words.ts'

interface Letterhead {
  readonly address?: string
  readonly phone?: string
  readonly tax_number?: string
}

/** Address, and how to reach it; what is not known is left out. */
export function letterhead(
  { address, phone, tax_number }: Letterhead,
  language: Language,
): string[] {
  const said = (key: 'phone' | 'tax_number', text: string | undefined): string =>
    text ? `${words[key][language]}${language === 'zh' ? '：' : ': '}${text}` : ''
  return [
    address ?? '',
    [said('phone', phone), said('tax_number', tax_number)].filter(Boolean).join('    '),
  ].filter(Boolean)
}
