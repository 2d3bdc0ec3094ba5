// Do the types of all rooms agree?

import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './install.mjs'

/** Runs a JavaScript program of a package; its exit status. */
export function runPackage(program, args) {
  const child = spawn(process.execPath, [join(root, 'node_modules', program), ...args], {
    cwd: root,
    stdio: 'inherit',
  })
  return new Promise((resolve) => child.once('close', (code) => resolve(code ?? 1)))
}

/** Checks the program and the web, each by its own settings; true when both are right. */
export async function typesAgree() {
  const configs = ['tsconfig.json', 'web/tsconfig.json'].filter((path) =>
    existsSync(join(root, path)),
  )
  const codes = await Promise.all(
    configs.map((path) => runPackage('typescript/bin/tsc', ['--noEmit', '-p', path])),
  )
  return codes.every((code) => code === 0)
}
