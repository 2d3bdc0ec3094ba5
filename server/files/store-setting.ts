// What does FILES_URL say? The S3-compatible store in which files are kept instead of in the data folder.

export interface StoreSetting {
  /** `https://s3.example.com:9000`; with the bucket before it where the store wants that. */
  readonly origin: string
  readonly bucket: string
  /** What stands before each name in an address: the bucket where it is not in the host, and the folder. */
  readonly path: string
  /** What stands before each name in the bucket; empty, or ending in "/". */
  readonly folder: string
  readonly region: string
  readonly key: string
  readonly secret: string
  /** How people name it: without key and secret. */
  readonly place: string
}

/** A setting that makes no sense, in one sentence that repeats nothing of it: there is a secret in it. */
export const wrongStoreSetting =
  'FILES_URL 应形如 s3://KEY:SECRET@s3.example.com/bucket?region=cn-north-1（KEY、SECRET 里的 / 写作 %2F；不加密的内网用 s3+http://；桶名在域名里的加 &address=host） / FILES_URL must look like s3://KEY:SECRET@s3.example.com/bucket?region=eu-central-1 (write %2F for a / in KEY or SECRET; s3+http:// where nothing is encrypted; &address=host where the bucket is part of the host name)'

/** Null where it makes no sense. */
export function readStoreSetting(text: string): StoreSetting | null {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || !['s3:', 's3+http:'].includes(url.protocol) || url.hash) return null
  const said = /^\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])((?:\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*)\/?$/
  const [, bucket, inside] = said.exec(url.pathname) ?? []
  const words = [...url.searchParams.keys()]
  const region = url.searchParams.get('region') ?? 'us-east-1'
  const address = url.searchParams.get('address') ?? 'path'
  const [key, secret] = [plain(url.username), plain(url.password)]
  if (
    !bucket ||
    inside === undefined ||
    !/^[a-zA-Z0-9-]{1,60}$/.test(region) ||
    !['path', 'host'].includes(address) ||
    words.some((word) => !['region', 'address'].includes(word)) ||
    !/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]*[a-z0-9])?$|^\[[0-9a-f:.]+\]$/i.test(
      url.hostname,
    ) ||
    !key ||
    !secret
  )
    return null
  const inHost = address === 'host'
  const scheme = url.protocol === 's3:' ? 'https' : 'http'
  const origin = `${scheme}://${inHost ? `${bucket}.` : ''}${url.host}`
  if (!URL.canParse(origin)) return null
  const folder = inside === '' ? '' : `${inside.slice(1)}/`
  return {
    origin: new URL(origin).origin,
    bucket,
    path: `/${inHost ? '' : `${bucket}/`}${folder}`,
    folder,
    region,
    key,
    secret,
    place: `${url.protocol}//${url.host}/${bucket}${inside}`,
  }
}

/** Null for what no key holds: signs beyond ASCII, spaces, a broken "%". */
function plain(text: string): string | null {
  try {
    const said = decodeURIComponent(text)
    return /^[\x21-\x7e]{1,200}$/.test(said) ? said : null
  } catch {
    return null
  }
}
