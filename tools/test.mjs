// Does the product do what it says? Types, then every test; `npm test -- words` runs the files that match.

import { globSync } from 'node:fs'
import { stopTestServer } from '../stories/database.ts'
import { buildWeb } from './build-web.mjs'
import { giveUp, root, say } from './install.mjs'
import { runTests } from './test-run.mjs'
import { typesAgree } from './types.mjs'

const rooms = ['kernel', 'ltc', 'server', 'web', 'stories', 'tools', 'bench']
const words = process.argv.slice(2).map((word) => word.replace(/^\.\//, ''))

const all = globSync(
  rooms.map((room) => `${room}/**/*.test.ts`),
  { cwd: root },
)
  .map((file) => file.replaceAll('\\', '/'))
  .sort()
const chosen = words.length ? all.filter((file) => words.some((word) => file.includes(word))) : all
if (chosen.length === 0) giveUp(`No test file matches ${words.join(' ')}.`)

const types = words.length > 0 || (say('Checking types …'), await typesAgree())
if (chosen.some((file) => /^(web|stories)\//.test(file))) await buildWeb()
const status = await runTests(chosen)
await stopTestServer()
if (!types) giveUp('The types do not agree; see the top.')
process.exit(status)
