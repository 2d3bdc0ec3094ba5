// Which values did not become the new kind of their field? As a workbook: record, title and the value as it was.
import { PassThrough } from 'node:stream'
import type { App, Book } from '#kernel/app.ts'
import { refuse } from '#kernel/error.ts'
import { writeTable } from '#server/files/write-table.ts'
import { type Carry, carriesOf, lostValues } from '#server/model/carry.ts'
import { draftedApp } from '#server/model/effects.ts'
import { appAt } from '#server/model/publish.ts'
import type { Wished } from '#server/model/wanted.ts'
import type { Call } from './routes.ts'
import { disposition } from './uploads.ts'

const most = 1_000_000

/** Before the publish: what would not convert. */
export async function unconvertedOf(call: Call, book: Book, wished: Wished): Promise<unknown> {
  const { now, will } = await draftedApp(call.machine.world, book, wished)
  const { object, field } = call.body as { object: string; field: string }
  return sendLost(
    call,
    now,
    carriesOf(now, will).find((one) => one.object === object && one.field === field),
  )
}

/** After it: the old column still has them. */
export async function unconvertedOfVersion(
  call: Call,
  book: Book,
  version: number,
): Promise<unknown> {
  const { world } = call.machine
  const [was, is] = [
    await appAt(world, book, Math.max(1, version - 1)),
    await appAt(world, book, version),
  ]
  const { object, field } = call.params
  return sendLost(
    call,
    was,
    carriesOf(was, is).find((one) => one.object === object && one.field === field),
  )
}

async function sendLost(call: Call, app: App, carry: Carry | undefined): Promise<unknown> {
  if (!carry)
    return refuse('not-found', {
      what: { zh: '换了类型的字段', en: 'field that changed its kind' },
    })
  const { db, company } = call.machine.world
  const rows = await lostValues(db, app, carry, company.zone, most)
  const zh = call.language === 'zh'
  const object = app.objects[carry.object]!
  const columns = [
    'ID',
    object.fields[object.title]?.label[call.language] ?? object.title,
    carry.label[call.language],
  ].map((header) => ({ header, kind: 'text' as const }))
  const out = new PassThrough()
  void writeTable(
    'xlsx',
    columns,
    rows.map((row) => [row.id, row.title ?? '', row.value]),
    out,
  ).catch((error) => out.destroy(error as Error))
  call.reply
    .header('content-type', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
    .header(
      'content-disposition',
      disposition(
        'attachment',
        `${carry.label[call.language]} ${zh ? '未转换的值' : 'not converted'}.xlsx`,
      ),
    )
  return call.reply.send(out)
}
