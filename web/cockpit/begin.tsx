// What does the cockpit say before there is any business? One sentence and where to begin.
import { useState } from 'react'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { CallError, newKey, send } from '#web/call.ts'
import { may, useMeta } from '#web/meta.ts'
import { say } from '#web/words.ts'
import { words } from './words.ts'

export function Begin() {
  const meta = useMeta()
  const navigate = useNavigate()
  const [note, setNote] = useState<string | null>(null)
  const lead = meta.objects.lead
  const fill = async (): Promise<void> => {
    try {
      await send('POST', '/api/v1/sample', {}, { key: newKey() })
      setNote(say(words.filling))
    } catch (error) {
      setNote(error instanceof CallError ? error.message : String(error))
    }
  }
  return (
    <section className="begin">
      <h2>{say(words.empty_title)}</h2>
      <p className="ink-2">{say(words.empty_text)}</p>
      <p className="begin-acts">
        {may(lead, 'create') && (
          <Button
            type="primary"
            onClick={() => void navigate({ to: '/import/$object', params: { object: 'lead' } })}
          >
            {say(words.import_leads)}
          </Button>
        )}
        {may(lead, 'create') && (
          <Link to="/o/$object/new" params={{ object: 'lead' }}>
            {say(words.new_lead)}
          </Link>
        )}
        {meta.who.admin && (
          <button type="button" className="bare link" onClick={() => void fill()}>
            {say(words.fill_sample)}
          </button>
        )}
      </p>
      {note && (
        <p role="status" className="ink-2">
          {note}
        </p>
      )}
    </section>
  )
}
