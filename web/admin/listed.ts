// How are several names written one after the other?
import { language } from '#web/words.ts'

/** 甲、乙 in Chinese, "A, B" in English. */
export const listed = (names: readonly string[]): string =>
  names.join(language() === 'zh' ? '、' : ', ')
