// How does a visitor see the form as it stands now? Drawn by what draws the page itself, with nothing to press.
import { useEffect, useRef, useState } from 'react'
import type { PublicForm } from '#kernel/view/public-form.ts'
import { Segments } from '#web/parts/segments.tsx'
import { draw, type Language } from '#web/public-form/draw.ts'
import '#web/public-form/form.css'
import { language, say } from '#web/words.ts'
import { words } from './words.ts'

type Page = 'form' | 'thanks' | 'closed'
const nothing = { onSend: () => {}, onLanguage: () => {}, onAgain: () => {}, onTyped: () => {} }

export function FormPreview({ form }: { form: PublicForm }) {
  const place = useRef<HTMLDivElement>(null)
  const [page, setPage] = useState<Page>('form')
  const [spoken, setSpoken] = useState<Language>(language())
  const now: Language = form.english ? spoken : 'zh'
  useEffect(() => {
    if (!place.current) return
    const shown = {
      form: page === 'closed' ? ({ ...form, state: 'over' } as const) : form,
      language: now,
      filled: { values: {}, agreed: false },
      taken: page === 'thanks',
      problems: {},
      trouble: null,
      busy: false,
    }
    draw(place.current, shown, nothing)
    // The page has a heading of its own; this one is only a picture of it.
    for (const part of place.current.querySelectorAll('main'))
      part.setAttribute('role', 'presentation')
  }, [form, page, now])
  return (
    <section className="lf-preview" aria-label={say(words.preview)}>
      <div className="lf-preview-tools">
        <Segments
          label={say(words.preview_of)}
          value={page}
          options={[
            { value: 'form', label: say(words.of_form) },
            { value: 'thanks', label: say(words.of_thanks) },
            { value: 'closed', label: say(words.of_closed) },
          ]}
          onChange={setPage}
        />
        {form.english && (
          <Segments
            label={say(words.language)}
            value={spoken}
            options={[
              { value: 'zh', label: '中文' },
              { value: 'en', label: 'English' },
            ]}
            onChange={setSpoken}
          />
        )}
      </div>
      <div className="lf-phone" inert>
        <div ref={place} />
      </div>
    </section>
  )
}
