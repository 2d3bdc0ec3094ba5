// From which day to which is the statement of account? From the beginning of the year unless said otherwise.
import { useRef, useState } from 'react'
import { Button } from 'antd'
import { call, CallError, newKey } from '#web/call.ts'
import { Calendar } from '#web/fields/calendar.tsx'
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
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const key = useRef(newKey())
  const make = async () => {
    if (busy || !from || !until) return
    setBusy(true)
    setProblem(null)
    try {
      const made = await call.act<{ statement: string }>(
        'account',
        account,
        'make_statement',
        { from_on: from, until_on: until, currency },
        { key: key.current },
      )
      onMade(made.statement)
    } catch (error) {
      if (!(error instanceof CallError)) throw error
      key.current = newKey()
      setProblem([error.message, ...error.errors.map((one) => one.detail)].join(' · '))
    } finally {
      setBusy(false)
    }
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
      <Button type="primary" htmlType="submit" loading={busy} disabled={!from || !until}>
        {say(words.statement)}
      </Button>
    </form>
  )
}
