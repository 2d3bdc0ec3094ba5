// Does a page look the same whichever page was open before it? A stylesheet stays once it is loaded.

import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { test } from 'node:test'

const web = join(import.meta.dirname, '..', 'web')
const read = (file: string): string => readFileSync(join(web, file), 'utf8')
const files = globSync('**/*.{ts,tsx,css}', { cwd: web }).map((file) => file.replaceAll('\\', '/'))

/** Which files of the window it names; with `later` also those that it loads when they are first needed. */
function named(file: string, later: boolean): string[] {
  if (file.endsWith('.css')) return []
  const names = later ? /(?:from|import\(|^import)\s*'([^']+)'/gm : /(?:from|^import)\s*'([^']+)'/gm
  return [...read(file).matchAll(names)].flatMap(([, name = '']) => {
    const found = name.startsWith('#web/')
      ? name.slice(5)
      : normalize(join(dirname(file), name)).replaceAll('\\', '/')
    return files.includes(found) ? [found] : []
  })
}

function reached(from: readonly string[], later: boolean): ReadonlySet<string> {
  const seen = new Set(from)
  for (const file of seen) for (const next of named(file, later)) seen.add(next)
  return seen
}

/** The classes that a stylesheet dresses wherever they stand: `.name` alone or at the head of a rule. */
function dressedBy(sheet: string): string[] {
  const rules = read(sheet).replace(/\/\*[^]*?\*\//g, '')
  return [...rules.matchAll(/([^{};]+)\{/g)].flatMap(([, selectors = '']) =>
    selectors
      .split(/,(?![^(]*\))/)
      .flatMap((one) => /^\s*\.([a-z][\w-]*)(?=\s*$|[\s>+~:])/.exec(one)?.[1] ?? []),
  )
}

/** The classes that a part names; what is only compared with is none. */
function wornIn(file: string): ReadonlySet<string> {
  const inside = /className=(?:"([^"]+)"|\{((?:[^{}]|\{[^{}]*\})*)\})/g
  return new Set(
    [...read(file).matchAll(inside)].flatMap(([, plain, code = '']) =>
      (
        plain ??
        [...code.matchAll(/(?<![=!]== )(?:'([^']*)'|`([^`]*)`)/g)]
          .map(([, quoted, template]) => quoted ?? template)
          .join(' ')
      ).split(/\s+/),
    ),
  )
}

// The page for strangers stands beside the window and shares no stylesheet with it.
const sheets = files.filter((file) => file.endsWith('.css') && !file.startsWith('public-form/'))
const everywhere = reached(['main.tsx', 'shell.tsx'], false)
const pages = files.filter((file) => /^pages\/[\w-]+\.tsx$/.test(file))

test('what a page wears is dressed by stylesheets of its own, whatever was loaded before', () => {
  const dressers = Map.groupBy(
    sheets.flatMap((sheet) => dressedBy(sheet).map((name) => ({ name, sheet }))),
    ({ name }) => name,
  )
  const strange = pages.flatMap((page) => {
    const own = reached([page], true)
    return [...own]
      .filter((file) => file.endsWith('.tsx') && !everywhere.has(file))
      .flatMap((file) =>
        [...wornIn(file)].flatMap((name) =>
          (dressers.get(name) ?? [])
            .filter(({ sheet }) => !own.has(sheet) && !everywhere.has(sheet))
            .map(({ sheet }) => `${page}: .${name} in ${file} is dressed by ${sheet}`),
        ),
      )
  })
  assert.deepEqual([...new Set(strange)].sort(), [])
})
