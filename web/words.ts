// In which language does the window speak, and with which words?
import { useSyncExternalStore } from 'react'
import { type Details, sentence } from '#kernel/sentence.ts'
import type { Words } from '#kernel/error.ts'
import { dictionary } from './dictionary.ts'

export type Language = 'zh' | 'en'
export type WordKey = keyof typeof dictionary

const kept = 'openltc.language'
const listeners = new Set<() => void>()
let current: Language = first()

function first(): Language {
  const chosen = read()
  if (chosen) return chosen
  const browser = typeof navigator === 'undefined' ? 'zh' : navigator.language
  return browser.toLowerCase().startsWith('zh') ? 'zh' : 'en'
}

function read(): Language | null {
  try {
    const value = localStorage.getItem(kept)
    return value === 'zh' || value === 'en' ? value : null
  } catch {
    return null
  }
}

/** The language spoken now. */
export const language = (): Language => current

/** Switches the whole window; the choice stays in this browser. */
export function setLanguage(next: Language): void {
  try {
    localStorage.setItem(kept, next)
  } catch {
    // Without storage the choice lasts until the page is closed.
  }
  if (next === current) return
  current = next
  listeners.forEach((tell) => tell())
}

/** Renders again when the language is switched. The root uses it; nothing below has to. */
export const useLanguage = (): Language =>
  useSyncExternalStore(
    (tell) => {
      listeners.add(tell)
      return () => listeners.delete(tell)
    },
    () => current,
  )

/** A sentence in both languages → the text of the one spoken now; braces are filled from `details`. */
export const say = (words: Words, details: Details = {}): string =>
  sentence(
    words[current] || words.zh || words.en,
    current === 'en' ? inSentence(words.en, details) : details,
    current,
  )

/** In an English sentence the name of a kind of record is written small: "New lead", but "Leads that are removed". */
const inSentence = (text: string, details: Details): Details =>
  Object.fromEntries(
    Object.entries(details).map(([key, value]) => [
      key,
      /^objects?$/.test(key) &&
      typeof value === 'string' &&
      /^[A-Z][a-z]/.test(value) &&
      !new RegExp(`(^|[.!?] )\\{${key}\\}`).test(text)
        ? value[0]!.toLowerCase() + value.slice(1)
        : value,
    ]),
  )

/** An entry of the dictionary → its text. */
export const t = (key: WordKey, details: Details = {}): string => say(dictionary[key], details)
