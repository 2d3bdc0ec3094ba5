// How are a heading and what follows it written in a line? With the colon of the language.
import { say } from '#web/words.ts'

export const headed = (head: string, rest: string): string =>
  rest ? head + say({ zh: '：', en: ': ' }) + rest : head
