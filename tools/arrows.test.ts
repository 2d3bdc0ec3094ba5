// Who may import whom, and what may a room not touch? docs/map.md says it in words.

import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { dirname, join, relative, sep } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const rooms = ['kernel', 'ltc', 'server', 'web', 'stories', 'bench', 'tools'] as const
type Room = (typeof rooms)[number]

/** What each room may import of others: everything, or types only. */
const arrows: Record<Room, Partial<Record<Room, 'all' | 'types'>>> = {
  kernel: {},
  ltc: { kernel: 'all' },
  server: { kernel: 'all', ltc: 'all' },
  web: { kernel: 'all', ltc: 'types' },
  // The short form of the load suite is a story, too.
  stories: { kernel: 'all', ltc: 'all', server: 'all', bench: 'all' },
  bench: { kernel: 'all', ltc: 'all', server: 'all', stories: 'all', tools: 'all' },
  tools: { kernel: 'all', ltc: 'all', server: 'all', stories: 'all' },
}

/** Packages of a room that may not have all of them. Tests may use what tests need. */
const packages: Partial<Record<Room, readonly string[]>> = {
  kernel: ['decimal.js', 'libphonenumber-js', 'pinyin-pro'],
  ltc: [],
}
const forTests = [
  'node:test',
  'node:assert/strict',
  'node:fs',
  'node:path',
  'node:url',
  'node:os',
  'node:zlib',
  'fast-check',
]

/** A test proves a room with a real database where SQL is involved, and the window with the standard book. */
const testArrows: Partial<Record<Room, readonly Room[]>> = {
  kernel: ['stories', 'server', 'ltc'],
  ltc: ['stories', 'server'],
  server: ['stories'],
  web: ['ltc'],
}

interface Import {
  readonly from: string
  readonly typeOnly: boolean
  readonly late: boolean
}

interface Source {
  readonly path: string
  readonly room: Room
  readonly isTest: boolean
  readonly code: string
  readonly imports: readonly Import[]
}

const patterns: readonly (readonly [RegExp, boolean])[] = [
  [/^\s*(?:import|export)\s+(type\s+)?(?:[\w*{}\s,$]+?\sfrom\s+)?['"]([^'"]+)['"]/gm, false],
  [/\b()import\(\s*['"`]([^'"`]+)['"`]/g, true],
]

const importsIn = (code: string): Import[] =>
  patterns.flatMap(([pattern, late]) =>
    [...code.matchAll(pattern)].map((found) => ({
      from: found[2]!,
      typeOnly: Boolean(found[1]),
      late,
    })),
  )

/** Comments say words like "import" and "process.env"; only code counts. */
const withoutComments = (code: string): string =>
  code.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1')

const sources: readonly Source[] = globSync(
  rooms.map((room) => `${room}/**/*.{ts,tsx,mjs}`),
  { cwd: root },
).map((found) => {
  const path = found.split(sep).join('/')
  const code = withoutComments(readFileSync(join(root, path), 'utf8'))
  return {
    path,
    room: path.split('/')[0] as Room,
    isTest: /\.(test|cases|fixtures)\.tsx?$/.test(path),
    code,
    imports: importsIn(code),
  }
})

/** The file that an import leads to; undefined for a package. */
function fileOf(source: Source, from: string): string | undefined {
  const path = from.startsWith('#')
    ? from.slice(1)
    : from.startsWith('.')
      ? relative(root, join(root, dirname(source.path), from))
      : undefined
  return path?.split(sep).join('/')
}

/** The room that an import leads to; undefined for a package. */
function roomOf(source: Source, from: string): Room | undefined {
  const path = fileOf(source, from)
  return rooms.find((room) => path === room || path?.startsWith(`${room}/`))
}

const complaints = (judge: (source: Source) => Iterable<string>): string[] =>
  sources.flatMap((source) => [...judge(source)].map((what) => `${source.path}: ${what}`))

test('the arrows test sees the sources', () => {
  assert.ok(sources.length > 20)
  assert.ok(sources.some((source) => source.imports.length > 0))
  assert.deepEqual(
    importsIn(
      `import a, { b } from 'x'\nimport type { C } from "#ltc/y.ts"\nimport 'z'\nexport {\n  d,\n} from './w.ts'\nawait import('v')`,
    ),
    [
      { from: 'x', typeOnly: false, late: false },
      { from: '#ltc/y.ts', typeOnly: true, late: false },
      { from: 'z', typeOnly: false, late: false },
      { from: './w.ts', typeOnly: false, late: false },
      { from: 'v', typeOnly: false, late: true },
    ],
  )
})

test('a room imports only from the rooms it may know', () => {
  const wrong = complaints(function* (source) {
    for (const { from, typeOnly } of source.imports) {
      const to = roomOf(source, from)
      if (to === undefined || to === source.room) continue
      const right = arrows[source.room][to]
      if (right === 'all' || (right === 'types' && typeOnly)) continue
      if (source.isTest && testArrows[source.room]?.includes(to)) continue
      yield `imports ${from}${right === 'types' ? ' (only "import type" is allowed)' : ''}`
    }
  })
  assert.deepEqual(wrong, [])
})

test('another room is named by its # path', () => {
  const wrong = complaints(function* (source) {
    if (source.room === 'tools') return
    for (const { from } of source.imports) {
      const to = roomOf(source, from)
      // The test database has no # path, because the program itself may never reach it.
      if (source.isTest && to === 'stories') continue
      if (from.startsWith('.') && to !== source.room) yield `reaches ${from} by a relative path`
    }
  })
  assert.deepEqual(wrong, [])
})

test('no room is imported late, by import() inside a function', () => {
  const wrong = complaints(function* (source) {
    for (const { from, late } of source.imports)
      if (late && roomOf(source, from) !== undefined && roomOf(source, from) !== source.room)
        yield `imports ${from} late`
  })
  assert.deepEqual(wrong, [])
})

/** Files that reach each other by their imports, types included: each circle as the way around it. */
function circles(all: readonly Source[]): string[] {
  const byPath = new Map(all.map((source) => [source.path, source]))
  const done = new Set<string>()
  const found: string[] = []
  const walk = (source: Source, way: readonly string[]): void => {
    const before = way.indexOf(source.path)
    if (before >= 0) return void found.push([...way.slice(before), source.path].join(' → '))
    if (done.has(source.path)) return
    for (const { from } of source.imports) {
      const next = byPath.get(fileOf(source, from) ?? '')
      if (next) walk(next, [...way, source.path])
    }
    done.add(source.path)
  }
  for (const source of all) walk(source, [])
  return found
}

test('no file comes back to itself by its imports, not even by types', () => {
  const file = (path: string, ...imports: string[]): Source => ({
    path,
    room: 'kernel',
    isTest: false,
    code: '',
    imports: imports.map((from) => ({ from, typeOnly: true, late: false })),
  })
  assert.deepEqual(
    circles([
      file('kernel/a.ts', './b.ts', './c.ts'),
      file('kernel/b.ts', './c.ts'),
      file('kernel/c.ts', '#kernel/d/d.ts'),
      file('kernel/d/d.ts', '../b.ts'),
    ]),
    ['kernel/b.ts → kernel/c.ts → kernel/d/d.ts → kernel/b.ts'],
  )
  assert.deepEqual(circles(sources), [])
})

test('libraries that are large and seldom needed are loaded by whoever first needs them', () => {
  const seldom = ['pdfmake', 'hucre', 'nodemailer', '@simplewebauthn/server', 'openid-client']
  const wrong = complaints(function* (source) {
    if (source.isTest || source.room !== 'server') return
    for (const { from, late, typeOnly } of source.imports)
      if (!late && !typeOnly && seldom.some((name) => from === name || from.startsWith(`${name}/`)))
        yield `imports ${from} at the start: 1 to 60 MB for every process`
  })
  assert.deepEqual(wrong, [])
})

test('the kernel uses pure libraries only, and the book none', () => {
  const nodes = new Set(builtinModules)
  const wrong = complaints(function* (source) {
    const allowed = packages[source.room]
    if (!allowed) return
    for (const { from } of source.imports) {
      if (from.startsWith('.') || from.startsWith('#')) continue
      if (allowed.some((name) => from === name || from.startsWith(`${name}/`))) continue
      if (source.isTest && (forTests.includes(from) || !nodes.has(from.replace(/^node:/, ''))))
        continue
      yield `imports ${from}`
    }
  })
  assert.deepEqual(wrong, [])
})

test('settings from outside enter at four places and are handed on from there', () => {
  const mayRead = /^(server\/main\.ts|server\/settings\.ts|server\/cli\/|tools\/|stories\/|bench\/)/
  const wrong = complaints(function* (source) {
    if (mayRead.test(source.path) || source.isTest) return
    if (/\bprocess\s*\.\s*env\b|\bimport\.meta\.env\b/.test(source.code))
      yield 'reads the environment'
  })
  assert.deepEqual(wrong, [])
})

test('the kernel and the book are told what time it is', () => {
  const clock =
    /\bnew Date\(\s*\)|\bDate\.now\b|\bDate\(\s*\)|\bperformance\.now\b|\bTemporal\.Now\b/
  const wrong = complaints(function* (source) {
    if (source.isTest || (source.room !== 'kernel' && source.room !== 'ltc')) return
    const found = clock.exec(source.code)
    if (found) yield `asks the clock by ${found[0]}`
  })
  assert.deepEqual(wrong, [])
})
