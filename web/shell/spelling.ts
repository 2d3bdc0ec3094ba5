// How is a Chinese label typed in Latin letters? 应收工作台 → yingshougongzuotai, ysgzt.
import { useEffect, useState } from 'react'
import { language } from '#web/words.ts'

/** The whole spelling and the initials. */
export type Spell = (label: string) => readonly [whole: string, initials: string]

const plain: Spell = () => ['', '']
let learnt: Spell | null = null

/** Comes a moment after the first letter is typed: the table of all characters is large, and few need it. */
export function useSpelling(needed: boolean): Spell {
  const [spell, setSpell] = useState<Spell>(() => learnt ?? plain)
  const wanted = needed && learnt === null && language() === 'zh'
  useEffect(() => {
    if (!wanted) return
    let here = true
    void learnSpelling().then((spell) => here && setSpell(() => spell))
    return () => void (here = false)
  }, [wanted])
  return spell
}

export async function learnSpelling(): Promise<Spell> {
  const { pinyin } = await import('pinyin-pro')
  const known = new Map<string, readonly [string, string]>()
  learnt = (label) => {
    const before = known.get(label)
    if (before) return before
    const signs = pinyin(label, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true })
    const spelt = [
      signs.join('').toLowerCase(),
      signs
        .map((sign) => sign[0] ?? '')
        .join('')
        .toLowerCase(),
    ] as const
    known.set(label, spelt)
    return spelt
  }
  return learnt
}

/** Is what is typed the whole label, its spelling, or the initials of all of it? */
export const isNamed = (label: string, typed: string, spell: Spell): boolean =>
  [label.toLowerCase(), ...spell(label)].includes(typed.toLowerCase())
