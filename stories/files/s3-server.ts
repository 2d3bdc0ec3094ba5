// What do the stories keep files in where it is no folder? A server that speaks S3 and believes nothing that is not signed.
// Written after the published description of Signature Version 4 and of the deeds on objects; it keeps files on disk.
import { createHash, createHmac, randomUUID, timingSafeEqual } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { summed } from '#server/files/spool.ts'

export interface S3Options {
  readonly folder: string
  readonly bucket?: string
  readonly region?: string
  readonly key?: string
  readonly secret?: string
  /** So many names in one answer of a list. */
  readonly page?: number
}

export interface S3Server {
  readonly origin: string
  readonly port: number
  readonly bucket: string
  /** What FILES_URL is to say; parts may be other ones. */
  url(other?: {
    key?: string
    secret?: string
    bucket?: string
    folder?: string
    region?: string
  }): string
  /** `PUT /bucket/name 200`, in order. */
  readonly heard: string[]
  /** Bytes of files that have come in, and that have gone out. */
  received: number
  sent: number
  /** Answers everything as this says, until it is null again: `silent` says nothing at all. */
  ill: null | 'silent' | 'cut' | 503
  /** Called before a file that has come as a whole is answered. */
  afterPut: (() => Promise<void>) | null
  /** Connections that somebody holds. */
  open(): Promise<number>
  /** Nobody listens any more, and whoever was being answered is cut off. */
  stop(): Promise<void>
  /** At the same port again. */
  start(): Promise<void>
}

class Refused extends Error {
  readonly status: number
  readonly code: string
  constructor(status: number, code: string) {
    super(code)
    this.status = status
    this.code = code
  }
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const hmac = (key: string | Buffer, text: string): Buffer =>
  createHmac('sha256', key).update(text).digest()

/** RFC 3986, as the description asks: everything but unreserved signs. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  )

export interface ToSign {
  readonly method: string
  /** As it stands in the first line of the request. */
  readonly target: string
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly signed: readonly string[]
  readonly sum: string
  /** `20130524T000000Z` */
  readonly at: string
  readonly region: string
  readonly secret: string
}

/** What the signature has to be, from the request as it came. */
export function signatureOf(one: ToSign): string {
  const [path = '', question = ''] = one.target.split('?')
  const query = question
    .split('&')
    .filter(Boolean)
    .map((pair) => pair.split('=').map((part) => encoded(decodeURIComponent(part))))
    .map(([name, value = '']) => `${name}=${value}`)
    .sort()
  const canonical = [
    one.method,
    path
      .split('/')
      .map((part) => encoded(decodeURIComponent(part)))
      .join('/'),
    query.join('&'),
    ...one.signed.map((name) => `${name}:${(one.headers[name] ?? '').trim().replace(/ +/g, ' ')}`),
    '',
    one.signed.join(';'),
    one.sum,
  ].join('\n')
  const day = one.at.slice(0, 8)
  const scope = `${day}/${one.region}/s3/aws4_request`
  const key = ['s3', 'aws4_request'].reduce(
    hmac,
    hmac(hmac(`AWS4${one.secret}`, day), one.region),
  ) as Buffer
  return hmac(key, ['AWS4-HMAC-SHA256', one.at, scope, sha256(canonical)].join('\n')).toString(
    'hex',
  )
}

const minutes15 = 15 * 60_000

/** Refuses what is not signed by the key, for this region, now, over everything that says what is asked. */
function verify(request: IncomingMessage, options: Required<S3Options>): string {
  const said =
    /^AWS4-HMAC-SHA256 Credential=([^/,]+)\/(\d{8})\/([^/,]+)\/s3\/aws4_request, ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})$/.exec(
      request.headers.authorization ?? '',
    )
  if (!said) throw new Refused(403, 'AccessDenied')
  const [, key, day, region, names, signature] = said as unknown as string[]
  if (key !== options.key) throw new Refused(403, 'InvalidAccessKeyId')
  if (region !== options.region) throw new Refused(400, 'AuthorizationHeaderMalformed')
  const at = String(request.headers['x-amz-date'])
  const time = Date.parse(at.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z'))
  if (!(Math.abs(Date.now() - time) < minutes15) || day !== at.slice(0, 8))
    throw new Refused(403, 'RequestTimeTooSkewed')
  const signed = names!.split(';')
  const must = ['host', ...Object.keys(request.headers).filter((one) => one.startsWith('x-amz-'))]
  if (must.some((one) => !signed.includes(one)) || [...signed].sort().join(';') !== names)
    throw new Refused(403, 'AccessDenied')
  const sum = String(request.headers['x-amz-content-sha256'])
  if (!/^[0-9a-f]{64}$/.test(sum)) throw new Refused(400, 'InvalidRequest')
  const right = signatureOf({
    method: request.method!,
    target: request.url!,
    headers: request.headers as Record<string, string>,
    signed,
    sum,
    at,
    region: region!,
    secret: options.secret,
  })
  if (!timingSafeEqual(Buffer.from(right), Buffer.from(signature!)))
    throw new Refused(403, 'SignatureDoesNotMatch')
  return sum
}

const escaped = (text: string): string => text.replace(/[<>&]/g, (one) => `&#${one.charCodeAt(0)};`)

/** Starts at a free port of this machine. */
export async function s3Server(given: S3Options): Promise<S3Server> {
  const options: Required<S3Options> = {
    bucket: 'company-files',
    region: 'cn-test-1',
    key: 'TESTKEY1',
    secret: 'a/secret+with=signs/0123456789',
    page: 1000,
    ...given,
  }
  const at = (name: string): string => join(options.folder, ...name.split('/').map(encoded))
  let server: Server
  const mine: S3Server = {
    origin: '',
    port: 0,
    bucket: options.bucket,
    heard: [],
    received: 0,
    sent: 0,
    ill: null,
    afterPut: null,
    url: ({ key = options.key, secret = options.secret, ...other } = {}) =>
      `s3+http://${encoded(key)}:${encoded(secret)}@127.0.0.1:${mine.port}/${other.bucket ?? options.bucket}${other.folder ? `/${other.folder}` : ''}?region=${other.region ?? options.region}`,
    start: () =>
      new Promise((resolve) => {
        server = createServer((request, response) => void answer(request, response))
        server.listen(mine.port, '127.0.0.1', () => resolve())
      }),
    open: () => new Promise((resolve) => server.getConnections((_error, count) => resolve(count))),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      if (mine.ill === 'silent') return
      if (mine.ill === 503) throw new Refused(503, 'SlowDown')
      await serve(request, response, verify(request, options))
    } catch (error) {
      if (response.headersSent) return void response.destroy()
      const { status, code } =
        error instanceof Refused ? error : { status: 500, code: 'InternalError' }
      request.resume()
      response
        .writeHead(status, { 'content-type': 'application/xml' })
        .end(
          request.method === 'HEAD'
            ? undefined
            : `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>Not so &amp; not now</Message><Resource>${escaped(request.url!)}</Resource></Error>`,
        )
    } finally {
      mine.heard.push(`${request.method} ${request.url} ${response.statusCode}`)
    }
  }

  async function serve(
    request: IncomingMessage,
    response: ServerResponse,
    sum: string,
  ): Promise<void> {
    const url = new URL(request.url!, 'http://store')
    const [, bucket, ...rest] = url.pathname.split('/').map(decodeURIComponent)
    if (bucket !== options.bucket) throw new Refused(404, 'NoSuchBucket')
    const name = rest.join('/')
    if (name === '') {
      if (request.method !== 'GET' || url.searchParams.get('list-type') !== '2')
        throw new Refused(405, 'MethodNotAllowed')
      return list(response, url.searchParams)
    }
    if (request.method === 'PUT') return put(request, response, name, sum)
    const facts = await stat(at(name)).catch(() => null)
    if (request.method === 'DELETE') {
      await rm(at(name), { force: true })
      return void response.writeHead(204).end()
    }
    if (!facts) throw new Refused(404, 'NoSuchKey')
    response.writeHead(200, {
      'content-length': facts.size,
      'last-modified': facts.mtime.toUTCString(),
    })
    if (request.method === 'HEAD') return void response.end()
    if (request.method !== 'GET') throw new Refused(405, 'MethodNotAllowed')
    if (mine.ill === 'cut') {
      response.write(Buffer.alloc(Math.floor(facts.size / 2)))
      return void setTimeout(() => response.destroy(), 50)
    }
    await pipeline(
      createReadStream(at(name)),
      summed(createHash('sha256'), (more) => (mine.sent += more)),
      response,
    )
  }

  async function put(
    request: IncomingMessage,
    response: ServerResponse,
    name: string,
    sum: string,
  ): Promise<void> {
    const length = request.headers['content-length']
    if (length === undefined) throw new Refused(411, 'MissingContentLength')
    const part = join(options.folder, `.${randomUUID()}`)
    await mkdir(dirname(at(name)), { recursive: true })
    const hash = createHash('sha256')
    try {
      await pipeline(
        request,
        summed(hash, (more) => (mine.received += more)),
        createWriteStream(part),
      )
      if (hash.digest('hex') !== sum) throw new Refused(400, 'XAmzContentSHA256Mismatch')
      await rename(part, at(name))
    } finally {
      await rm(part, { force: true })
    }
    await mine.afterPut?.()
    response.writeHead(200, { etag: `"${sum.slice(0, 32)}"` }).end()
  }

  async function list(response: ServerResponse, asked: URLSearchParams): Promise<void> {
    const after = asked.get('continuation-token') ?? ''
    const entries = await readdir(options.folder, { recursive: true, withFileTypes: true })
    const names = entries
      .filter((one) => one.isFile() && !one.name.startsWith('.'))
      .map((one) => join(one.parentPath, one.name).slice(options.folder.length + 1))
      .map((path) => path.split(/[/\\]/).map(decodeURIComponent).join('/'))
      .filter((name) => name.startsWith(asked.get('prefix') ?? '') && name > after)
      .sort()
    const page = names.slice(0, options.page)
    const rows = await Promise.all(
      page.map(async (name) => {
        const { size, mtime } = await stat(at(name))
        return `<Contents><Key>${escaped(name)}</Key><LastModified>${mtime.toISOString()}</LastModified><ETag>&quot;0&quot;</ETag><Size>${size}</Size><StorageClass>STANDARD</StorageClass></Contents>`
      }),
    )
    const more = page.length < names.length
    response
      .writeHead(200, { 'content-type': 'application/xml' })
      .end(
        `<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>${options.bucket}</Name><Prefix>${escaped(asked.get('prefix') ?? '')}</Prefix><IsTruncated>${more}</IsTruncated>${rows.join('')}${more ? `<NextContinuationToken>${escaped(page.at(-1)!)}</NextContinuationToken>` : ''}</ListBucketResult>`,
      )
  }

  await mkdir(options.folder, { recursive: true })
  await mine.start()
  const port = (server!.address() as AddressInfo).port
  Object.assign(mine, { port, origin: `http://127.0.0.1:${port}` })
  return mine
}
