// Who gets this dashboard by mail? Oneself and colleagues, each day, week or month; each with their own rights.
import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { App, Button, Popover, Select } from 'antd'
import { CloseOutlined, MailOutlined } from '@ant-design/icons'
import type { Row } from '#kernel/object.ts'
import type { Words } from '#kernel/error.ts'
import { answers, keys } from '#web/asks.ts'
import { call, messageOf } from '#web/call.ts'
import { instant, todayIn } from '#web/format.ts'
import { useMeta } from '#web/meta.ts'
import { partsOf } from '#web/fields/registry.ts'
import { say } from '#web/words.ts'
import '#web/parts/form.css'

const words = {
  mail: { zh: '定时邮件', en: 'By mail' },
  to: { zh: '发给', en: 'To' },
  every: { zh: '频率', en: 'Every' },
  hour: { zh: '时间', en: 'At' },
  day: { zh: '每天', en: 'Each day' },
  week: { zh: '每周', en: 'Each week' },
  month: { zh: '每月', en: 'Each month' },
  on_day: { zh: '{n} 号', en: 'day {n}' },
  add: { zh: '定时发送', en: 'Send by mail' },
  help: {
    zh: '信里有图，附 PDF 和 Excel 表格；内容按收件人自己的权限。',
    en: 'Charts in the letter, with a PDF and an Excel file, with the rights of the receiver.',
  },
  next: { zh: '下次 {at}', en: 'next {at}' },
  stop: { zh: '不再发给 {name}', en: 'No longer to {name}' },
} as const satisfies Record<string, Words>

/** What became of the last one, as the server notes it. */
const results: Readonly<Record<string, Words>> = {
  'no mail server': {
    zh: '没有设置邮件服务器，没有发出',
    en: 'not sent: no mail server is set up',
  },
  'owner has left': { zh: '设置人已停用，没有发出', en: 'not sent: who set it up has left' },
  'receiver has left': { zh: '收件人已停用，没有发出', en: 'not sent: the receiver has left' },
  'not for the receiver': {
    zh: '收件人的角色不能打开，没有发出',
    en: 'not sent: not for the receiver’s role',
  },
  'nothing to see': {
    zh: '收件人没有可看的内容，没有发出',
    en: 'not sent: nothing the receiver may see',
  },
}

const weekdays = (['一', '二', '三', '四', '五', '六', '日'] as const).map((zh, i) => ({
  value: i + 1,
  label: say({ zh: `周${zh}`, en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'][i]! }),
}))

export function MailMenu({ dashboard }: { dashboard: string }) {
  const object = useMeta().objects.report_mail
  const [open, setOpen] = useState(false)
  if (!object) return null
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      destroyOnHidden
      content={<Mails dashboard={dashboard} />}
    >
      <Button type="text" icon={<MailOutlined />}>
        {say(words.mail)}
      </Button>
    </Popover>
  )
}

function Mails({ dashboard }: { dashboard: string }) {
  const meta = useMeta()
  const { message } = App.useApp()
  const object = meta.objects.report_mail!
  const [wish, setWish] = useState({
    receiver: meta.who.id as string | null,
    every: 'week',
    day: 1,
    hour: 8,
  })
  const { data } = useQuery({
    queryKey: keys.sum('report_mail', dashboard),
    queryFn: () =>
      call.list('report_mail', {
        filter: `dashboard = "${dashboard}"`,
        select: ['id', 'receiver', 'receiver.name', 'next_at', 'last_says'],
        sort: 'id',
        limit: 50,
      }),
  })
  const attempt = async (work: () => Promise<unknown>) => {
    try {
      await work()
      await answers.invalidateQueries({ queryKey: keys.sum('report_mail', dashboard) })
    } catch (error) {
      void message.error(messageOf(error))
    }
  }
  const receiver = object.fields.receiver!
  const { Input } = partsOf(receiver)
  const today = todayIn(meta.company.zone)
  return (
    <div className="mail-menu">
      {(data?.data ?? []).map((row: Row) => {
        const name = String(row['receiver.name'] ?? '')
        const trouble = typeof row.last_says === 'string' ? results[row.last_says] : undefined
        return (
          <div key={row.id} className="mail-line">
            <span>{name}</span>
            <span className="small ink-3">
              {row.next_at
                ? say(words.next, { at: instant(row.next_at, meta.company.zone, today) })
                : ''}
            </span>
            <Button
              type="text"
              size="small"
              icon={<CloseOutlined />}
              aria-label={say(words.stop, { name })}
              onClick={() => void attempt(() => call.remove('report_mail', row.id))}
            />
            {trouble && <span className="small warn">{say(trouble)}</span>}
          </div>
        )
      })}
      <div className="mail-new">
        <Input
          field={receiver}
          name="receiver"
          object="report_mail"
          value={wish.receiver}
          row={{}}
          label={say(words.to)}
          onChange={(value) =>
            setWish({ ...wish, receiver: typeof value === 'string' ? value : null })
          }
        />
        <Select
          value={wish.every}
          aria-label={say(words.every)}
          options={(['day', 'week', 'month'] as const).map((value) => ({
            value,
            label: say(words[value]),
          }))}
          onChange={(every: string) => setWish({ ...wish, every, day: 1 })}
        />
        {wish.every !== 'day' && (
          <Select
            value={wish.day}
            aria-label={say(words.every)}
            options={
              wish.every === 'week'
                ? weekdays
                : Array.from({ length: 28 }, (_, i) => ({
                    value: i + 1,
                    label: say(words.on_day, { n: i + 1 }),
                  }))
            }
            onChange={(day: number) => setWish({ ...wish, day })}
          />
        )}
        <Select
          value={wish.hour}
          aria-label={say(words.hour)}
          options={Array.from({ length: 24 }, (_, hour) => ({ value: hour, label: `${hour}:00` }))}
          onChange={(hour: number) => setWish({ ...wish, hour })}
        />
      </div>
      <Button
        type="primary"
        disabled={!wish.receiver}
        onClick={() => void attempt(() => call.create('report_mail', { dashboard, ...wish }))}
      >
        {say(words.add)}
      </Button>
      <p className="small ink-3">{say(words.help)}</p>
    </div>
  )
}
