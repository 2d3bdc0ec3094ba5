// How does a test sit down before the real thing? A server of its own, a browser, and a page that tells every fault.

import assert from 'node:assert/strict'
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { BrowserContext, Page } from 'playwright-core'
import { freePort } from '#server/database/free-port.ts'
import { compiledBefore } from '../compiled-before.ts'
import { startBrowser } from './chromium.ts'

export interface Window {
  readonly page: Page
  readonly address: string
  /** Where the server of this window keeps everything. */
  readonly dataFolder: string
  /** All that the page has complained of since the last time: console, exceptions, policy. */
  faults(): string[]
  /** Fails where it has complained of anything. */
  sound(where: string): void
  /** Does the work; where it fails, the error also says what stood on the page, as read aloud. */
  walk(work: () => Promise<void>): Promise<void>
  /** Ends the browser and the server and removes their files; safe to call after a failed start of a test. */
  close(): Promise<void>
}

const repository = fileURLToPath(new URL('../..', import.meta.url))
const startMs = 60_000

/**
 * A new installation, its server in a process of its own, of our settings with PORT and DATA_DIR only, and a page on it.
 * @param look width and height in CSS pixels, and the browser's language
 */
export async function openWindow({
  width = 1440,
  height = 900,
  locale = 'zh-CN',
} = {}): Promise<Window> {
  buildWeb()
  const folder = mkdtempSync(join(tmpdir(), 'openltc-walk-'))
  const open: (() => Promise<unknown>)[] = [
    async () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  ]
  const close = async (): Promise<void> => {
    for (const one of open.splice(0).reverse()) await one()
  }
  try {
    const { address, stop } = await startServer(join(folder, 'data'))
    open.push(stop)
    const browser = await startBrowser()
    open.push(() => browser.close())
    const context = await browser.newContext({
      viewport: { width, height },
      locale,
      timezoneId: 'Asia/Shanghai',
      baseURL: address,
      reducedMotion: 'reduce',
    })
    context.setDefaultTimeout(15_000)
    const faults = await faultsOf(context)
    const page = await context.newPage()
    const sound = (where: string): void => {
      assert.deepEqual(faults.splice(0), [], where)
    }
    const walk = async (work: () => Promise<void>): Promise<void> => {
      try {
        await work()
      } catch (error) {
        const parts = await page.locator('header, main, dialog, [role=dialog], [role=alert]').all()
        const shown = await Promise.all(parts.map((part) => part.ariaSnapshot().catch(String)))
        const more = [`on ${page.url()}`, ...faults, ...shown].join('\n')
        throw new Error(`${error instanceof Error ? error.message : String(error)}\n${more}`, {
          cause: error,
        })
      }
    }
    return {
      page,
      address,
      dataFolder: join(folder, 'data'),
      faults: () => faults.splice(0),
      sound,
      walk,
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** The window is served as built, so it is built of the sources at hand. */
function buildWeb(): void {
  const { status, stdout } = spawnSync(
    process.execPath,
    [join(repository, 'tools/build-web.mjs')],
    {
      encoding: 'utf8',
    },
  )
  assert.equal(status, 0, stdout)
}

/** All that goes wrong in any page of the context, in words, as it happens. */
async function faultsOf(context: BrowserContext): Promise<string[]> {
  const faults: string[] = []
  // Told apart from other console errors, with what was blocked.
  await context.exposeBinding(
    'policyBroken',
    (_, what: string) => void faults.push(`policy ${what}`),
  )
  await context.addInitScript(() => {
    const tell = (globalThis as unknown as { policyBroken(what: string): void }).policyBroken
    addEventListener('securitypolicyviolation', (event) =>
      tell(`${event.violatedDirective} ${event.blockedURI}`),
    )
  })
  context.on('console', (message) => {
    const { url } = message.location()
    // Whoever is not signed in yet is told so by the server, and the browser writes that down.
    if (url.endsWith('/api/v1/meta') && /\b401\b/.test(message.text())) return
    if (message.type() === 'error') faults.push(`console ${message.text()} ${url}`)
  })
  context.on(
    'weberror',
    (error) => void faults.push(`exception ${error.error().stack ?? error.error().message}`),
  )
  return faults
}

async function startServer(
  dataFolder: string,
): Promise<{ address: string; stop(): Promise<void> }> {
  const port = await freePort()
  const child = spawn(process.execPath, [join(repository, 'server/main.ts')], {
    cwd: repository,
    env: { ...compiledBefore, PORT: String(port), DATA_DIR: dataFolder },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM')
    await ended
  }
  try {
    return { address: await printedAddress(child, ended), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** The address that the server prints when it is ready; what it said instead, if it never is. */
function printedAddress(child: ChildProcess, ended: Promise<void>): Promise<string> {
  let said = ''
  return new Promise((resolve, reject) => {
    const fail = (): void => reject(new Error(`The server did not start: ${said}`))
    const timer = setTimeout(fail, startMs)
    void ended.then(() => {
      clearTimeout(timer)
      fail()
    })
    child.stderr?.on('data', (data) => (said += String(data)))
    child.stdout?.on('data', (data) => {
      said += String(data)
      const address = /OpenLTC \S+ {2}(http:\S+)/.exec(said)?.[1]
      if (!address) return
      clearTimeout(timer)
      resolve(address)
    })
  })
}
