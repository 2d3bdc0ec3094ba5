// How does the window reach the browser? Files of the build, whole and unchanging; any other page is its index.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { FastifyInstance } from 'fastify'

const types: Record<string, string> = {
  html: 'text/html; charset=utf-8', js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8', svg: 'image/svg+xml',
  png: 'image/png', ico: 'image/x-icon', json: 'application/json', woff2: 'font/woff2', webmanifest: 'application/manifest+json', txt: 'text/plain; charset=utf-8', map: 'application/json',
}

interface Asset { readonly body: Buffer; readonly zipped: Buffer | null; readonly type: string; readonly forever: boolean }

/** Reads the build once: only names that were there then can be asked for, so no path leads elsewhere. */
function assetsOf(folder: string): Map<string, Asset> {
  const assets = new Map<string, Asset>()
  const walk = (at: string, prefix: string): void => {
    for (const name of readdirSync(at)) {
      if (name.startsWith('.')) continue
      const path = join(at, name)
      if (statSync(path).isDirectory()) walk(path, `${prefix}${name}/`)
      else {
        const body = readFileSync(path)
        const ending = name.slice(name.lastIndexOf('.') + 1)
        const text = ['html', 'js', 'css', 'svg', 'json', 'webmanifest', 'map'].includes(ending)
        assets.set(`/${prefix}${name}`, { body, zipped: text && body.length > 1000 ? gzipSync(body, { level: 9 }) : null, type: types[ending] ?? 'application/octet-stream', forever: prefix.startsWith('assets/') })
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
    const asset = assets.get(path) ?? (path.startsWith('/api/') || path.startsWith('/assets/') ? undefined : index)
    if (!asset) return reply.callNotFound()
    reply.header('content-type', asset.type).header('cache-control', asset.forever && asset !== index ? 'public, max-age=31536000, immutable' : 'no-cache')
    if (asset.zipped && String(request.headers['accept-encoding'] ?? '').includes('gzip'))
      return reply.header('content-encoding', 'gzip').header('vary', 'accept-encoding').send(asset.zipped)
    return reply.send(asset.body)
  })
}

