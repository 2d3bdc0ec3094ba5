// How does a form begin? With a name for us and a heading for visitors.
import { useState } from 'react'
import { useNavigate } from '@tanstack/react-router'
import { SideForm } from '#web/admin/side-form.tsx'
import { call, type SendOptions } from '#web/call.ts'
import { TextLine } from '#web/parts/text-line.tsx'
import { language, say } from '#web/words.ts'
import { words } from './words.ts'

export function NewForm({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate()
  const [name, setName] = useState('')
  const [heading, setHeading] = useState('')
  const save = async (options: SendOptions) => {
    const title = heading.trim() || name.trim()
    const row = await call.create(
      'lead_form',
      { name: name.trim(), [language() === 'zh' ? 'title_zh' : 'title_en']: title },
      options,
    )
    await navigate({ to: '/desk/forms/$id', params: { id: row.id } })
  }
  return (
    <SideForm
      title={say(words.new_form)}
      onClose={onClose}
      onSave={save}
      saveLabel={say(words.make)}
      disabled={!name.trim()}
      known={['name']}
    >
      {(problems) => (
        <>
          <TextLine
            label={say(words.name)}
            required
            autoFocus
            value={name}
            maxLength={100}
            problem={problems.name}
            onChange={setName}
          />
          <TextLine
            label={say(words.heading)}
            help={say(words.heading_help)}
            value={heading}
            placeholder={name}
            maxLength={100}
            onChange={setHeading}
          />
        </>
      )}
    </SideForm>
  )
}
