// How is a password given to a command? Typed twice without being shown, or as the first line of what is piped in.
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { Wrong } from './open.ts'

/** Asks for a new password of somebody. It never stands in the history of the shell or in the list of processes. */
export async function readSecret(whose: string): Promise<string> {
  if (!process.stdin.isTTY) {
    const [line = ''] = (await text(process.stdin)).split(/\r?\n/)
    if (line === '') throw new Wrong('标准输入里没有密码 / no password came in')
    return line
  }
  const first = await typed(`${whose} 的新密码 / new password: `)
  if (first === '') throw new Wrong('没有输入密码 / no password was typed')
  if ((await typed('再输入一次 / once more: ')) !== first)
    throw new Wrong('两次输入不一样 / the two are not the same')
  return first
}

async function typed(question: string): Promise<string> {
  process.stderr.write(question)
  // What is typed is echoed into nothing.
  const output = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: process.stdin, output, terminal: true })
  try {
    return await lines.question('')
  } finally {
    lines.close()
    process.stderr.write('\n')
  }
}
