// Does every answer carry the headers that keep a browser safe, and none that tells about the machine?
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Answer, type Attacked, attacked, formOf, password } from './attacked.ts'

let it: Attacked
let file: string
before(async () => {
  it = await attacked()
  await it.hire('root', ['admin'])
  await it.hire('ann', ['sales'])
  await it.hire('bob', ['sales'])
  file = (
    await it.knock('root', {
      method: 'POST',
      url: '/api/v1/files',
      ...(await formOf(
        {},
        { name: 'x.html', type: 'text/html', text: '<script>alert(1)</script>' },
      )),
    })
  ).json().id
})
after(() => it.close())

function safe(headers: Answer['headers'], label: string): void {
  const policy = String(headers['content-security-policy'])
  const page = String(headers['content-type']).startsWith('text/html')
  const parts = page
    ? [
        "default-src 'self'",
        "script-src 'self';",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
      ]
    : ["default-src 'none'", "frame-ancestors 'none'"]
  for (const part of parts) assert.ok(policy.includes(part), `${label}: ${part}`)
  assert.doesNotMatch(policy, /unsafe-eval|script-src[^;]*unsafe-inline|\*/, label)
  assert.deepEqual(
    [headers['x-content-type-options'], headers['cross-origin-resource-policy']],
    ['nosniff', 'same-origin'],
    label,
  )
  if (page)
    assert.deepEqual(
      [
        headers['x-frame-options'],
        headers['referrer-policy'],
        headers['cross-origin-opener-policy'],
      ],
      ['DENY', 'same-origin', 'same-origin'],
      label,
    )
  for (const name of ['x-powered-by', 'server', 'access-control-allow-origin'])
    assert.equal(headers[name], undefined, `${label}: ${name}`)
}

test('pages, answers, refusals, files and exports are all safe, and private ones are stored nowhere', async () => {
  for (const [who, url] of [
    ['root', '/api/v1/lead'],
    ['root', '/api/v1/meta'],
    [null, '/api/v1/lead'],
    [null, '/api/health'],
    [null, '/api/setup'],
    ['root', '/api/docs'],
    ['root', '/api/openapi.json'],
    ['root', '/nowhere'],
    ['root', '/api/v1/nothing'],
    ['root', '/api/v1/lead?filter=%25'],
    [null, '/api/auth/get-session'],
    ['root', '/metrics'],
    ['root', '/api/v1/lead/export'],
    ['root', `/api/v1/files/${file}`],
  ] as const) {
    const answer = await it.knock(who, { url })
    safe(answer.headers, url)
    assert.match(
      String(answer.headers['cache-control'] ?? 'no-store'),
      /no-store|private|no-cache/,
      url,
    )
    if (url.startsWith('/api/v1/') && !url.includes('/files/'))
      assert.equal(answer.headers['cache-control'], 'no-store', url)
  }
  const page = await it.knock('root', { url: `/api/v1/files/${file}` })
  assert.deepEqual(
    [page.headers['content-type'], String(page.headers['content-disposition']).split(';')[0]],
    ['application/octet-stream', 'attachment'],
  )
})

test('who came by https is told to stay with it', async () => {
  const by = (proto: string) =>
    it.server.inject({ url: '/api/health', headers: { 'x-forwarded-proto': proto } })
  assert.equal((await by('https')).headers['strict-transport-security'], 'max-age=31536000')
  assert.equal((await by('http')).headers['strict-transport-security'], undefined)
})

test('the session cookie is out of reach of scripts and other sites, and secure where the page is', async () => {
  const sign = (headers: Record<string, string>) =>
    it.server.inject({
      method: 'POST',
      url: '/api/auth/sign-in/email',
      payload: { email: 'first@sample.example', password },
      headers,
    })
  const plain = await sign({})
  assert.equal(plain.statusCode, 200, plain.body)
  safe(plain.headers, 'sign-in')
  const cookies = [plain.headers['set-cookie']].flat().map(String)
  assert.ok(cookies.length > 0)
  for (const cookie of cookies) {
    for (const sign of [/HttpOnly/i, /SameSite=Lax/i, /Path=\//i]) assert.match(cookie, sign)
    assert.doesNotMatch(cookie, /Domain=/i)
  }
  const secure = await sign({ 'x-forwarded-proto': 'https' })
  for (const cookie of [secure.headers['set-cookie']].flat())
    assert.match(String(cookie), /Secure/i)
  assert.equal(plain.body.includes('token'), false)
})

test('another site’s page can’t write with the cookie of whoever visits it', async () => {
  const signed = await it.server.inject({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    payload: { email: 'first@sample.example', password },
  })
  const cookie = String([signed.headers['set-cookie']].flat()[0]).split(';')[0]!
  // The cookie alone would do: a server that looks at nothing else writes whatever a foreign page sends.
  const alone = await it.server.inject({
    method: 'POST',
    url: '/api/v1/lead',
    headers: { cookie },
    payload: { name: 'by the cookie' },
  })
  assert.equal(alone.statusCode, 201, alone.body)
  for (const headers of [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ])
    for (const [method, url] of [
      ['POST', '/api/v1/lead'],
      ['POST', '/api/v1/keys'],
      ['POST', '/api/v1/model/publish'],
      ['POST', '/api/v1/files'],
      ['DELETE', '/api/v1/keys/019cac00-0000-7000-8000-000000000001'],
    ] as const) {
      const answer = await it.server.inject({
        method,
        url,
        headers: { cookie, ...headers },
        ...(method === 'POST' ? { payload: { name: 'forged', changes: {} } } : {}),
      })
      assert.deepEqual(
        [answer.statusCode, answer.json().code],
        [403, 'other-site'],
        `${method} ${url} ${JSON.stringify(headers)}`,
      )
    }
})

test('a bug tells its id and nothing else, and the log has the rest', async () => {
  const { db } = it.firm.world
  const text = db.text
  Object.assign(db, { text: () => Promise.reject(new TypeError('secret inside')) })
  const lead = await it.people.ann!.create('lead', { name: 'x' }).catch(() => null)
  const answer = await it.knock('root', {
    url: '/api/v1/lead/019cac00-0000-7000-8000-000000000001',
  })
  Object.assign(db, { text })
  assert.equal(answer.statusCode, 500)
  assert.deepEqual(Object.keys(answer.json()).sort(), ['code', 'detail', 'status', 'title', 'type'])
  assert.doesNotMatch(answer.body, /secret inside|\.ts|TypeError/)
  assert.ok(it.log.some((line) => line.includes('secret inside')))
  assert.ok(lead === null || lead.id)
})

test('the log has a line for each request, with who asked, and never what was sent', async () => {
  await it.knock('ann', {
    method: 'POST',
    url: '/api/v1/lead?x=KANARI1',
    body: { name: 'KANARI2' },
  })
  await it.knock('ann', { url: '/api/v1/lead?search=KANARI3&filter=name%20%3D%20%22KANARI4%22' })
  await it.server.inject({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    payload: { email: 'KANARI5@sample.example', password: 'KANARI6-password' },
  })
  await new Promise((resolve) => setTimeout(resolve, 20))
  const lines = it.log
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter((line) => line.msg === 'request')
  const last = lines.findLast((line) => line.route === '/api/v1/:object' && line.method === 'GET')!
  assert.deepEqual(
    [last.status, last.who, typeof last.ms, typeof last.id],
    [200, it.people.ann!.who.id, 'number', 'string'],
  )
  assert.doesNotMatch(it.log.join(''), /KANARI|oltc_[A-Za-z0-9_-]{20}|openltc_session=[^;]/)
})

test('who reaches for what is not theirs, and a key that is none, stand in the log also where requests do not', async () => {
  const bobs = await it.people.root!.create('lead', { name: 'x', owner: it.people.bob!.who.id })
  const before = it.log.length
  const knocks = [
    it.knock('ann', { url: '/api/v1/people' }),
    it.knock('ann', { url: `/api/v1/lead/${bobs.id}` }),
    it.knock(null, { url: '/api/v1/lead', headers: { authorization: 'Bearer oltc_none' } }),
    it.knock('ann', { url: '/api/v1/lead' }),
    it.knock(null, { url: '/api/v1/lead' }),
  ]
  const answers = await Promise.all(knocks)
  assert.deepEqual(
    answers.map((answer) => answer.statusCode),
    [403, 404, 401, 200, 401],
  )
  await new Promise((resolve) => setTimeout(resolve, 20))
  const warned = it.log
    .slice(before)
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter((line) => line.level === 40)
  assert.deepEqual(warned.map((line) => [line.status, line.who]).sort(), [
    [401, null],
    [403, it.people.ann!.who.id],
    [404, it.people.ann!.who.id],
  ])
})

test('the figures for Prometheus count by declared address, never by id', async () => {
  const lead = await it.people.ann!.create('lead', { name: 'x' })
  await it.knock('ann', { url: `/api/v1/lead/${lead.id}` })
  const answer = await it.knock('root', { url: '/metrics' })
  assert.match(String(answer.headers['content-type']), /^text\/plain; version=0\.0\.4/)
  assert.match(
    answer.body,
    /openltc_http_requests_total\{method="GET",route="\/api\/v1\/:object\/:id",status="200"\} \d+/,
  )
  assert.match(
    answer.body,
    /openltc_http_request_seconds_bucket\{method="GET",route="\/api\/v1\/:object\/:id",le="\+Inf"\} \d+/,
  )
  for (const name of [
    'openltc_database_connections',
    'openltc_database_waiting',
    'openltc_jobs',
    'process_resident_memory_bytes',
  ])
    assert.match(answer.body, new RegExp(`^${name}`, 'm'))
  assert.equal(answer.body.includes(lead.id), false)
  for (const line of answer.body.trimEnd().split('\n'))
    assert.match(
      line,
      /^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{([a-z]+="[^"]*",?)+\})? [-+.\de]+)$/,
      line,
    )
  for (const family of answer.body.matchAll(
    /_bucket\{method="GET",route="\/api\/v1\/:object\/:id",le="([^"]+)"\} (\d+)/g,
  ))
    assert.ok(Number(family[2]) <= 1000)
})

test('live events reach who may see the record, and nobody else; asking with HEAD ends at once', async () => {
  const address = await it.server.listen({ port: 0, host: '127.0.0.1' })
  const listen = async (who: string): Promise<{ text: () => string; headers: Headers }> => {
    const answer = await fetch(`${address}/api/v1/events`, {
      headers: { authorization: `Bearer ${it.keys[who]}` },
    })
    assert.equal(answer.status, 200)
    let text = ''
    void (async () => {
      for await (const part of answer.body!) text += Buffer.from(part).toString()
    })().catch(() => {})
    return { text: () => text, headers: answer.headers }
  }
  assert.equal((await fetch(`${address}/api/v1/events`)).status, 401)
  const [ann, bob] = [await listen('ann'), await listen('bob')]
  safe(Object.fromEntries(ann.headers), 'events')
  await new Promise((resolve) => setTimeout(resolve, 900))
  const lead = await it.people.ann!.create('lead', { name: 'Live' })
  const own = await it.people.bob!.create('lead', { name: 'Own' })
  for (
    let turn = 0;
    turn < 100 && !(ann.text().includes(lead.id) && bob.text().includes(own.id));
    turn++
  )
    await new Promise((resolve) => setTimeout(resolve, 50))
  assert.ok(ann.text().includes(lead.id))
  assert.ok(bob.text().includes(own.id))
  assert.equal(ann.text().includes(own.id), false)
  assert.equal(bob.text().includes(lead.id), false)
  const head = await fetch(`${address}/api/v1/events`, {
    method: 'HEAD',
    headers: { authorization: `Bearer ${it.keys.bob}` },
    signal: AbortSignal.timeout(3000),
  })
  assert.ok([200, 404, 405].includes(head.status))
  const begun = performance.now()
  await it.server.close()
  assert.ok(
    performance.now() - begun < 5000,
    'a page that listens does not keep the server from stopping',
  )
})
