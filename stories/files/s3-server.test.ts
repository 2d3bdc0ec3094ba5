// Does the store of the stories take nothing that S3 itself would not take?
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { AwsV4Signer } from 'aws4fetch'
import { type S3Server, s3Server, signatureOf } from './s3-server.ts'

const nothing = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
let folder: string
let store: S3Server

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openltc-s3-'))
  store = await s3Server({ folder, key: 'K', secret: 'S' })
})
after(async () => {
  await store.stop()
  await rm(folder, { recursive: true, force: true })
})

test('a signature is the one that the published examples have', () => {
  const example = {
    region: 'us-east-1',
    secret: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    at: '20130524T000000Z',
    sum: nothing,
  }
  const headers = {
    host: 'examplebucket.s3.amazonaws.com',
    'x-amz-date': example.at,
    'x-amz-content-sha256': nothing,
  }
  const usual = ['host', 'x-amz-content-sha256', 'x-amz-date']
  assert.equal(
    signatureOf({
      ...example,
      method: 'GET',
      target: '/test.txt',
      headers: { ...headers, range: 'bytes=0-9' },
      signed: ['host', 'range', 'x-amz-content-sha256', 'x-amz-date'],
    }),
    'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
  )
  const sum = '44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072'
  assert.equal(
    signatureOf({
      ...example,
      method: 'PUT',
      target: '/test%24file.text',
      sum,
      headers: {
        ...headers,
        date: 'Fri, 24 May 2013 00:00:00 GMT',
        'x-amz-content-sha256': sum,
        'x-amz-storage-class': 'REDUCED_REDUNDANCY',
      },
      signed: ['date', ...usual, 'x-amz-storage-class'],
    }),
    '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
  )
  assert.equal(
    signatureOf({
      ...example,
      method: 'GET',
      target: '/?max-keys=2&prefix=J',
      headers,
      signed: usual,
    }),
    '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
  )
})

test('what is not signed, or signed for something else, is refused', async () => {
  const signed = async (path: string, change: Record<string, string> = {}, secret = 'S') => {
    const one = await new AwsV4Signer({
      method: 'GET',
      url: store.origin + path,
      headers: { 'x-amz-content-sha256': nothing, ...change },
      service: 's3',
      region: 'cn-test-1',
      accessKeyId: 'K',
      secretAccessKey: secret,
    }).sign()
    return Object.fromEntries(one.headers)
  }
  const here = `/${store.bucket}/files/a`
  const asked = async (path: string, headers: Record<string, string>) => {
    const answer = await fetch(store.origin + path, { headers })
    return `${answer.status} ${/<Code>(\w+)/.exec(await answer.text())?.[1]}`
  }
  const good = await signed(here)
  assert.equal(await asked(here, good), '404 NoSuchKey', 'a sound question is answered')
  assert.equal(await asked(here, {}), '403 AccessDenied')
  assert.equal(await asked(here, await signed(here, {}, 'T')), '403 SignatureDoesNotMatch')
  assert.equal(await asked(`${here}b`, good), '403 SignatureDoesNotMatch')
  assert.equal(await asked(`${here}?versions=`, good), '403 SignatureDoesNotMatch')
  assert.equal(await asked(here, { ...good, 'x-amz-meta-more': '1' }), '403 AccessDenied')
  const old = { ...good, 'x-amz-date': '20200101T000000Z' }
  assert.equal(await asked(here, old), '403 RequestTimeTooSkewed')
  const put = await new AwsV4Signer({
    method: 'PUT',
    url: store.origin + here,
    headers: { 'x-amz-content-sha256': nothing },
    service: 's3',
    region: 'cn-test-1',
    accessKeyId: 'K',
    secretAccessKey: 'S',
  }).sign()
  const answer = await fetch(store.origin + here, {
    method: 'PUT',
    headers: Object.fromEntries(put.headers),
    body: 'something',
  })
  assert.match(await answer.text(), /XAmzContentSHA256Mismatch/, 'and bytes are what was signed')
})
