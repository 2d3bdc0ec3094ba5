// Is the project in order without running it: types, lint, one way of writing, arrows, whose work is in it?

import { giveUp } from './install.mjs'
import { runPackage, typesAgree } from './types.mjs'
import { runTests } from './test-run.mjs'

const types = await typesAgree()
const lint = (await runPackage('oxlint/bin/oxlint', ['--deny-warnings'])) === 0
const written =
  (await runPackage('prettier/bin/prettier.cjs', [
    '--check',
    '--log-level=warn',
    '--cache',
    '--cache-location=.cache/prettier',
    '**/*.{ts,tsx,mts,mjs,css}',
  ])) === 0
const arrows =
  (await runTests([
    'tools/arrows.test.ts',
    'tools/stylesheets.test.ts',
    'tools/supply-chain.test.ts',
  ])) === 0
if (!types || !lint || !written || !arrows) giveUp('Not in order; see above.')
