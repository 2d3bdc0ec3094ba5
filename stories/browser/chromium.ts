// Which browser do the walks use? The one that npm brought, unpacked once per user, with what it needs beside it.

import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import packed, { inflate } from '@sparticuz/chromium'
import { chromium, type Browser } from 'playwright-core'

const program = createRequire(import.meta.url).resolve('@sparticuz/chromium')
const { version } = createRequire(import.meta.url)('playwright-core/package.json') as {
  version: string
}

/** Starts it without a window, and without a word to anybody but the server under test. */
export async function startBrowser(): Promise<Browser> {
  const folder = await unpacked()
  return chromium.launch({
    executablePath: join(folder, 'chromium'),
    headless: true,
    // Neither a root user nor a container gives Chromium the rights that its own sandbox needs.
    chromiumSandbox: false,
    args: [
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-component-update',
      '--no-pings',
      '--disable-gpu',
    ],
    env: {
      HOME: folder,
      TMPDIR: tmpdir(),
      FONTCONFIG_FILE: typefaces(folder),
      // A machine with only Node on it has none of the libraries of a desktop.
      LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
    },
  })
}

/**
 * The typefaces that pages are drawn with, the same on every machine: those that came with the program, and the Chinese
 * one that documents are printed in. Without any, Chromium ends at the first letter it has to draw.
 */
function typefaces(folder: string): string {
  const chinese = dirname(
    createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/package.json'),
  )
  const own = join(folder, 'typefaces.conf')
  const dirs = [join(folder, 'fonts'), chinese].map((dir) => `<dir>${dir}</dir>`).join('')
  // Programs that start at the same time find the old file or the new one, never half of it.
  const fresh = `${own}.${process.pid}`
  writeFileSync(
    fresh,
    `<?xml version="1.0"?><fontconfig>${dirs}<cachedir>${join(folder, 'cache')}</cachedir></fontconfig>`,
  )
  renameSync(fresh, own)
  return own
}

/** The folder with the program; test processes that come at the same time each unpack, and the first one stays. */
async function unpacked(): Promise<string> {
  const place = join(tmpdir(), `openltc-browser-${process.getuid?.() ?? 0}-${version}`)
  if (existsSync(place)) {
    // Nobody else's program is started from a folder that all may write to.
    const { uid } = lstatSync(place)
    if (process.getuid && uid !== process.getuid()) throw new Error(`${place} is somebody else’s`)
    return place
  }
  const fresh = mkdtempSync(`${place}-`)
  const before = process.env.TMPDIR
  process.env.TMPDIR = fresh
  try {
    await packed.executablePath()
    await inflate(join(dirname(program), '..', 'bin', 'al2023.tar.br'))
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  }
  mkdirSync(join(fresh, 'fonts'), { recursive: true })
  try {
    renameSync(fresh, place)
  } catch {
    rmSync(fresh, { recursive: true, force: true })
  }
  return place
}
