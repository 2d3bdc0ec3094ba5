// What is one customer's row made of, what was said to them, and what is said next? A drawer with documents and deeds.
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Drawer } from 'antd'
import { useState } from 'react'
import type { ReceivablesAccount } from '#kernel/api/desks.ts'
import { keys } from '#web/asks.ts'
import { call } from '#web/call.ts'
import { money } from '#kernel/money/written.ts'
import { date, local } from '#web/format.ts'
import { may, useMeta } from '#web/meta.ts'
import { DeskTable } from '#web/parts/desk-table.tsx'
import { Waiting } from '#web/parts/waiting.tsx'
import { say, t } from '#web/words.ts'
import { askAccount, type Shown } from './ask.ts'
import { LogForm } from './log-form.tsx'
import { StatementForm } from './statement-form.tsx'
import { useLevels } from './use-levels.ts'
import { words } from './words.ts'

interface CustomerProps {
  row: Shown
  asOf: string
  onClose: () => void
  onLogged: () => void
}

export function Customer({ row, asOf, onClose, onLogged }: CustomerProps) {
  const meta = useMeta()
  const navigate = useNavigate()
  const [form, setForm] = useState<'log' | 'statement' | null>(null)
  const { data, error, refetch } = useQuery({
    queryKey: keys.sum('invoice', 'owed', row.account, asOf),
    queryFn: () => askAccount(row.account, asOf),
  })
  const mayLog = may(meta.objects.activity, 'create')
  const mayState = Boolean(meta.objects.account?.actions.make_statement)
  return (
    <Drawer
      open
      title={row.name}
      size={640}
      onClose={onClose}
      extra={
        <Link to="/o/$object/$id" params={{ object: 'account', id: row.account }}>
          {say(words.open_account)}
        </Link>
      }
    >
      <div className="owed-one">
        <div className="owed-deeds">
          {mayLog && (
            <Button
              type={form === 'log' ? 'default' : 'primary'}
              onClick={() => setForm(form === 'log' ? null : 'log')}
            >
              {say(words.note_it)}
            </Button>
          )}
          {mayState && (
            <Button onClick={() => setForm(form === 'statement' ? null : 'statement')}>
              {say(words.statement)}
            </Button>
          )}
        </div>
        {form === 'log' && (
          <LogForm
            account={row.account}
            invoice={data?.invoices.find((one) => one.late > 0)?.id ?? null}
            onDone={() => {
              setForm(null)
              onLogged()
            }}
          />
        )}
        {form === 'statement' && (
          <StatementForm
            account={row.account}
            currency={row.currency}
            asOf={asOf}
            onMade={(id) =>
              void navigate({ to: '/o/$object/$id', params: { object: 'statement', id } })
            }
          />
        )}
        {error && (
          <p role="alert" className="bad">
            {error.message}{' '}
            <button type="button" className="bare link" onClick={() => void refetch()}>
              {t('again')}
            </button>
          </p>
        )}
        {data ? <Documents data={data} asOf={asOf} /> : !error && <Waiting rows={4} />}
        <Log account={row.account} />
      </div>
    </Drawer>
  )
}

function Documents({ data, asOf }: { data: ReceivablesAccount; asOf: string }) {
  const home = useMeta().company.currency
  return (
    <>
      {data.invoices.length > 0 && (
        <section aria-label={say(words.invoices)}>
          <h2>{say(words.invoices)}</h2>
          <DeskTable>
            <table>
              <thead>
                <tr>
                  <th>{say(words.invoice)}</th>
                  <th>{say(words.due)}</th>
                  <th className="num">{say(words.days)}</th>
                  <th className="num">{say(words.open)}</th>
                </tr>
              </thead>
              <tbody>
                {data.invoices.map((one) => (
                  <tr key={one.id}>
                    <td>
                      <Link to="/o/$object/$id" params={{ object: 'invoice', id: one.id }}>
                        {one.number}
                      </Link>
                    </td>
                    <td>{date(one.due_on, { today: asOf })}</td>
                    <td className={one.late > 0 ? 'num warn' : 'num'}>
                      {one.late > 0 ? say(words.n_days, { n: one.late }) : ''}
                    </td>
                    <td className="num">{money(one.open, one.currency, home)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </DeskTable>
        </section>
      )}
      {data.payments.length > 0 && (
        <section aria-label={say(words.payments)}>
          <h2>{say(words.payments)}</h2>
          <DeskTable>
            <table>
              <thead>
                <tr>
                  <th>{say(words.payment)}</th>
                  <th>{say(words.received)}</th>
                  <th className="num">{say(words.free)}</th>
                </tr>
              </thead>
              <tbody>
                {data.payments.map((one) => (
                  <tr key={one.id}>
                    <td>
                      <Link to="/o/$object/$id" params={{ object: 'payment', id: one.id }}>
                        {one.number}
                      </Link>
                    </td>
                    <td>{date(one.received_on, { today: asOf })}</td>
                    <td className="num">{money(one.free, one.currency, home)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </DeskTable>
        </section>
      )}
    </>
  )
}

/** What was done and is planned about what they owe, the newest first. */
function Log({ account }: { account: string }) {
  const meta = useMeta()
  const levels = useLevels()
  const { zone, currency } = meta.company
  const { data } = useQuery({
    queryKey: keys.sum('activity', 'owed', account),
    enabled: may(meta.objects.activity, 'read'),
    queryFn: async () =>
      (
        await call.list('activity', {
          filter: `(account = "${account}" or invoice.account = "${account}") and (dunning is not empty or invoice is not empty)`,
          sort: '-created_at',
          limit: 50,
          select: [
            'id',
            'subject',
            'result',
            'dunning',
            'done_at',
            'due_at',
            'promised_on',
            'promised_amount',
            'owner.name',
          ],
        })
      ).data,
  })
  if (!data) return null
  return (
    <section aria-label={say(words.log)}>
      <h2>{say(words.log)}</h2>
      {data.length === 0 && <p className="ink-3">{say(words.log_none)}</p>}
      <ul className="owed-log">
        {data.map((one) => (
          <li key={one.id}>
            <Link to="/o/$object/$id" params={{ object: 'activity', id: one.id }}>
              {String(one.subject ?? '')}
            </Link>
            <span className="small ink-3">
              {[
                one.done_at
                  ? local(one.done_at, zone)
                  : one.due_at && `${say(words.planned)} ${local(one.due_at, zone).slice(0, 10)}`,
                one.dunning && levels(String(one.dunning)),
                one['owner.name'],
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
            {Boolean(one.promised_on) && (
              <span className="small">
                {say(words.promised)} {date(one.promised_on, { year: true })}{' '}
                {one.promised_amount ? money(one.promised_amount, currency, currency) : ''}
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
