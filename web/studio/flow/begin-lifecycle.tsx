// How does an object get its first stages? They are written down in order, and drawn.
import { useState } from 'react'
import { Button } from 'antd'
import type { AppObject } from '#kernel/app.ts'
import { TextLine } from '#web/parts/text-line.tsx'
import { say } from '#web/words.ts'
import { freeName } from '../draft.ts'
import { nameFor } from '../pinyin-name.ts'
import type { Draft } from '../use-draft.ts'
import { chainOf } from './lifecycle-edit.ts'
import { words } from './lifecycle-words.ts'

export function BeginLifecycle({ draft, object }: { draft: Draft; object: AppObject }) {
  const [typed, setTyped] = useState<string>(say(words.stages_first))
  const labels = [
    ...new Set(
      typed
        .split(/[、，,;；/→\n]+/)
        .map((one) => one.trim())
        .filter(Boolean),
    ),
  ].slice(0, 20)
  const begin = () => {
    const names: Record<string, true> = {}
    const stages = labels.map((label) => {
      const name = freeName(nameFor(label), names, 'stage')
      names[name] = true
      return { name, label: { zh: label, en: label } }
    })
    draft.put([['objects', object.name, 'lifecycle'], chainOf(stages)])
  }
  return (
    <form
      className="flow-empty"
      onSubmit={(event) => {
        event.preventDefault()
        if (labels.length > 1) begin()
      }}
    >
      <p className="ink-2">{say(words.none)}</p>
      <TextLine
        label={say(words.stages)}
        help={say(words.stages_help)}
        value={typed}
        onChange={setTyped}
      />
      <Button type="primary" htmlType="submit" disabled={labels.length < 2}>
        {say(words.begin)}
      </Button>
    </form>
  )
}
