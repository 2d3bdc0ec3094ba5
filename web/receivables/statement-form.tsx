// From which day to which is the statement of account? From the beginning of the year unless said otherwise.
import { useState } from 'react'
import { Button } from 'antd'
import { call } from '#web/call.ts'
import { Calendar } from '#web/fields/calendar.tsx'
import { refusalBeside, useSendOnce } from '#web/form/send-once.ts'
import { FormField } from '#web/parts/form-field.tsx'
import { say } from '#web/words.ts'
import { words } from './words.ts'
import '#web/parts/form.css'

interface StatementFormProps {
  account: string
  currency: string
  asOf: string
  onMade: (id: string) => void
}

export function StatementForm({ account, currency, asOf, onMade }: StatementFormProps) {
  const [from, setFrom] = useState(`${asOf.slice(0, 4)}-01-01`)
  const [until, setUntil] = useState(asOf)
  const once = useSendOnce()
  const problem = refusalBeside(once, [])?.says
  const make = async () => {
    if (!from || !until) return
    const input = { from_on: from, until_on: until, currency }
    const made = await once.send((options) =>
      call.act<{ statement: string }>('account', account, 'make_statement', input, options),
    )
    if (made) onMade(made[0].statement)
  }
  return (
    <form
      className="owed-form"
      onSubmit={(event) => {
        event.preventDefault()
        void make()
      }}
    >
      <div className="owed-pairs">
        <FormField label={say(words.from)} {...(problem ? { problem } : {})}>
          {({ id }) => (
            <Calendar id={id} what="day" value={from} onChange={(day) => setFrom(day ?? '')} />
          )}
        </FormField>
        <FormField label={`${say(words.until)} · ${currency}`}>
          {({ id }) => (
            <Calendar id={id} what="day" value={until} onChange={(day) => setUntil(day ?? '')} />
          )}
        </FormField>
      </div>
      <Button type="primary" htmlType="submit" loading={once.busy} disabled={!from || !until}>
        {say(words.statement)}
      </Button>
    </form>
  )
}
