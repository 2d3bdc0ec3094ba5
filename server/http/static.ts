// How does the window reach the browser? Files of the build, whole and unchanging; any other page is its index.
import { existsSync, readdirSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { FastifyInstance } from 'fastify'

const types: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  ico: 'image/x-icon',
  json: 'application/json',
  woff2: 'font/woff2',
  webmanifest: 'application/manifest+json',
  txt: 'text/plain; charset=utf-8',
  map: 'application/json',
}

interface Asset {
  readonly file: string
  readonly type: string
  readonly forever: boolean
  readonly isText: boolean
  /** Made when first asked for: zipping everything takes a second of the start, and most of it is seldom asked for. */
  zipped?: Promise<Buffer>
}

const zip = promisify(gzip)
/** Shorter texts are not worth it. */
const worthZipping = 1000

/** Patterns that a route fills in, no pages. */
export const formPageName = 'form.html'
export const offerPageName = 'offer.html'

/** Finds the build once: only names that were there then can be asked for, so no path leads elsewhere. */
function assetsOf(folder: string): Map<string, Asset> {
  const assets = new Map<string, Asset>()
  const walk = (at: string, prefix: string): void => {
    for (const name of readdirSync(at)) {
      if (name.startsWith('.') || name === formPageName || name === offerPageName) continue
      const file = join(at, name)
      const stat = statSync(file)
      if (stat.isDirectory()) walk(file, `${prefix}${name}/`)
      else {
        const ending = name.slice(name.lastIndexOf('.') + 1)
        const isText =
          ['html', 'js', 'css', 'svg', 'json', 'webmanifest', 'map'].includes(ending) &&
          stat.size > worthZipping
        assets.set(`/${prefix}${name}`, {
          file,
          isText,
          type: types[ending] ?? 'application/octet-stream',
          forever: prefix.startsWith('assets/'),
        })
      }
    }
  }
  walk(folder, '')
  return assets
}

export function serveWindow(server: FastifyInstance, folder: string | null): void {
  const assets = folder && existsSync(folder) ? assetsOf(folder) : new Map<string, Asset>()
  const index = assets.get('/index.html')
  server.get('/*', async (request, reply) => {
    const path = request.url.split('?')[0]!
    const asset =
      assets.get(path) ??
      (path === '/api' || path.startsWith('/api/') || path.startsWith('/assets/')
        ? undefined
        : index)
    if (!asset) return reply.callNotFound()
    reply
      .header('content-type', asset.type)
      .header(
        'cache-control',
        asset.forever && asset !== index ? 'public, max-age=31536000, immutable' : 'no-cache',
      )
    const zips = asset.isText && String(request.headers['accept-encoding'] ?? '').includes('gzip')
    if (zips) asset.zipped ??= readFile(asset.file).then((body) => zip(body, { level: 9 }))
    const body = await (zips ? asset.zipped! : readFile(asset.file)).catch(() => null)
    // A newer build took its place while we ran: the window asks for the index anew.
    if (!body) {
      delete asset.zipped
      return reply.removeHeader('cache-control').callNotFound()
    }
    return (
      zips ? reply.header('content-encoding', 'gzip').header('vary', 'accept-encoding') : reply
    ).send(body)
  })
}
