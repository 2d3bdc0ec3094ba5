// How are files kept in a store that speaks S3? One signed request for each deed, through a door that leads nowhere else.
import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { AwsV4Signer } from 'aws4fetch'
import { Refusal } from '#kernel/error.ts'
import { refusals } from '#kernel/refusals.ts'
import { type Door, streamOut } from '#server/outgoing/send-out.ts'
import { storeDoor } from '#server/outgoing/store-door.ts'
import type { FileStore, ListedFile, OpenFile, WholeFile } from './file-store.ts'
import type { StoreSetting } from './store-setting.ts'
import { XmlReader } from './xml-reader.ts'

/** What the store answered that is no answer for people: the cause of a refusal `files-away`. */
export class StoreFault extends Error {
  /** One word: a code of S3, or of the network. */
  readonly reason: string
  /** 0: no answer came. */
  readonly status: number
  constructor(reason: string, status: number, cause?: unknown) {
    super(`the file store says ${reason} (${status})`, { cause })
    this.name = 'StoreFault'
    this.reason = reason
    this.status = status
  }
  /** It may be better in a moment; anything else is a setting to be put right. */
  get passes(): boolean {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500
  }
}

interface Deed {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'DELETE'
  /** In the bucket, after its folder; null for the bucket itself. */
  readonly name: string | null
  readonly query?: Readonly<Record<string, string>>
  readonly file?: WholeFile
}

const tries = 3
const mostText = 4 * 1024 * 1024
/** Whoever waited as long for one try is not kept waiting for another. */
const patienceMs = 2000
const emptySum = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

/**
 * @param problem hears when the store has fallen silent or says no, once until it has answered again
 */
export function s3Store(
  setting: StoreSetting,
  problem: (error: StoreFault) => void = () => {},
  door: Door = storeDoor(setting.origin),
): FileStore {
  const link = linkTo(setting, problem, door)
  const done = async (answer: IncomingMessage | null): Promise<void> =>
    void (answer && (await textOf(answer).catch(() => '')))
  return {
    place: setting.place,
    put: (name, file) => link({ method: 'PUT', name, file }).then(done),
    async open(name) {
      const answer = await link({ method: 'GET', name })
      return answer && opened(answer)
    },
    async size(name) {
      const answer = await link({ method: 'HEAD', name })
      await done(answer)
      return answer && Number(answer.headers['content-length'] ?? 0)
    },
    remove: (name) => link({ method: 'DELETE', name }).then(done),
    list: (beginning) => listed(link, setting.folder, beginning),
  }
}

type Link = (deed: Deed) => Promise<IncomingMessage | null>

/** Every deed may be repeated without harm, so what passes is tried again; null is "there is no such thing". */
function linkTo(setting: StoreSetting, problem: (error: StoreFault) => void, door: Door): Link {
  let restUntil = 0
  let told = false
  const once = async (deed: Deed): Promise<IncomingMessage | null> => {
    const answer = await sent(setting, deed, door)
    const status = answer.statusCode ?? 0
    if (status >= 200 && status < 300) return answer
    const said = deed.method === 'HEAD' ? '' : codeIn(await textOf(answer).catch(() => ''))
    if (deed.method === 'HEAD') answer.resume()
    if (status === 404 && said !== 'NoSuchBucket' && deed.method !== 'PUT') return null
    throw new StoreFault(said || `HTTP-${status}`, status)
  }
  return async (deed) => {
    for (let turn = 1; ; turn++) {
      const began = performance.now()
      if (began < restUntil) throw away(new StoreFault('ETIMEDOUT', 0))
      try {
        const answer = await once(deed)
        told = false
        return answer
      } catch (error) {
        const fault = faultOf(error)
        const silent = fault.reason === 'ETIMEDOUT'
        if (fault.passes && !silent && turn < tries && performance.now() - began < patienceMs) {
          await new Promise((resolve) => setTimeout(resolve, 100 * 4 ** (turn - 1)))
          continue
        }
        // For a while nobody else waits for the same silence.
        if (silent) restUntil = performance.now() + door.timeMs / 3
        if (!told) problem(fault)
        told = true
        throw away(fault)
      }
    }
  }
}

async function sent(setting: StoreSetting, deed: Deed, door: Door): Promise<IncomingMessage> {
  const { method, name, query = {}, file } = deed
  const path =
    name === null
      ? setting.path.slice(0, setting.path.length - setting.folder.length)
      : setting.path + name
  const url = new URL(path, setting.origin)
  for (const [word, value] of Object.entries(query)) url.searchParams.set(word, value)
  const signed = await new AwsV4Signer({
    method,
    url: url.href,
    // The store adds up what comes and refuses what is not this.
    headers: { 'x-amz-content-sha256': file?.sha256 ?? emptySum },
    service: 's3',
    region: setting.region,
    accessKeyId: setting.key,
    secretAccessKey: setting.secret,
  }).sign()
  const body = await file?.bytes()
  return streamOut(
    // As it was signed, letter by letter.
    `${url.origin}${url.pathname}${url.search.replaceAll('+', '%20')}`,
    {
      method,
      headers: {
        'user-agent': 'OpenLTC',
        ...Object.fromEntries(signed.headers),
        // Nobody who comes to the bucket by another way should be shown a page of ours.
        ...(file && {
          'content-length': String(file.size),
          'content-type': 'application/octet-stream',
        }),
      },
      ...(body && { body }),
    },
    door,
  )
}

function opened(answer: IncomingMessage): OpenFile {
  const size = Number(answer.headers['content-length'] ?? 0)
  async function* whole(): AsyncGenerator<Buffer> {
    let come = 0
    try {
      for await (const piece of answer as AsyncIterable<Buffer>) {
        come += piece.length
        yield piece
      }
    } catch (error) {
      throw away(faultOf(error))
    }
    if (come !== size) throw away(new StoreFault('IncompleteBody', 0))
  }
  const bytes = Readable.from(whole(), { objectMode: false })
  // Given up before its first byte, it would hold the connection.
  bytes.once('close', () => answer.destroy())
  return { size, bytes }
}

async function* listed(link: Link, folder: string, beginning: string): AsyncGenerator<ListedFile> {
  for (let next: string | null = ''; next !== null;) {
    const answer: IncomingMessage | null = await link({
      method: 'GET',
      name: null,
      query: {
        'list-type': '2',
        prefix: folder + beginning,
        ...(next && { 'continuation-token': next }),
      },
    })
    if (!answer) throw away(new StoreFault('NoSuchBucket', 404))
    const page = pageIn(
      await textOf(answer).catch((error: unknown) => {
        throw away(faultOf(error))
      }),
    )
    for (const one of page.files) yield { ...one, name: one.name.slice(folder.length) }
    next = page.next
  }
}

/** What a store says beside files is short; whoever says more is none. */
async function textOf(answer: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of answer as AsyncIterable<Buffer>) {
    if ((size += piece.length) > mostText) throw new StoreFault('TooMuchText', 400)
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString('utf8')
}

/** The answer of ListObjectsV2. */
function pageIn(xml: string): { files: ListedFile[]; next: string | null } {
  const files: ListedFile[] = []
  let [said, more, token] = ['', false, '']
  let one = { name: '', size: 0, at: new Date(0) }
  const reader = new XmlReader({
    open: () => (said = ''),
    text: (piece) => (said += piece),
    close(tag) {
      if (tag === 'Key') one = { ...one, name: said }
      if (tag === 'Size') one = { ...one, size: Number(said) }
      if (tag === 'LastModified') one = { ...one, at: new Date(said) }
      if (tag === 'Contents') files.push(one)
      if (tag === 'IsTruncated') more = said === 'true'
      if (tag === 'NextContinuationToken') token = said
    },
  })
  try {
    reader.push(xml)
    reader.end()
  } catch (error) {
    throw away(new StoreFault('MalformedXML', 400, error))
  }
  return { files, next: more && token ? token : null }
}

/** The one word of an answer that says what is wrong; never its sentences, which repeat what was signed. */
const codeIn = (xml: string): string => /<Code>([A-Za-z.]{1,60})<\/Code>/.exec(xml)?.[1] ?? ''

function faultOf(error: unknown): StoreFault {
  if (error instanceof StoreFault) return error
  // The door said no: the name leads nowhere, or to where files may not go.
  if (error instanceof Refusal && error.code === 'address-refused')
    return new StoreFault('ENOTFOUND', 400, error)
  const code = (error as { code?: unknown } | null)?.code
  const reason = typeof code === 'string' && /^[A-Z_]{1,60}$/.test(code) ? code : 'ECONNRESET'
  return new StoreFault(reason, speaksNot(reason) ? 400 : 0, error)
}

/** Another protocol, or a certificate that is not believed: that does not pass. */
const speaksNot = (code: string): boolean => /CERT|SSL|TLS|SIGNATURE|^EPROTO$|^HPE_/.test(code)

function away(fault: StoreFault): Refusal {
  const refusal = new Refusal('files-away', refusals['files-away'])
  refusal.cause = fault
  return refusal
}
