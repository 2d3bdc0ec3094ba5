// What changed, line by line, in words?
import { useState } from 'react'
import { Button } from 'antd'
import type { ModelDiff } from '#kernel/api/model.ts'
import { say } from '#web/words.ts'
import { PlaceLink } from './place-link.tsx'

const deeds = {
  added: { zh: '新增', en: 'New' },
  changed: { zh: '修改', en: 'Changed' },
  retired: { zh: '停用', en: 'Retired' },
  restored: { zh: '恢复', en: 'Restored' },
} as const
const words = {
  more: { zh: '还有 {n} 处', en: '{n} more' },
} as const

export interface DiffListProps {
  diff: readonly ModelDiff[]
  /** Lines that are shown at first; the others come when asked for. */
  first?: number
  /** Each line leads to its place in the studio. */
  linked?: boolean
}

export function DiffList({ diff, first = diff.length, linked = false }: DiffListProps) {
  const [whole, setWhole] = useState(false)
  // One line more is no longer than the button that hides it.
  const shown = whole || diff.length <= first + 1 ? diff : diff.slice(0, first)
  return (
    <>
      <ul className="diff">
        {shown.map((one) => {
          const text = said(say(one.says), one.deed)
          return (
            <li key={one.path}>
              <span
                className={
                  one.deed === 'added' ? 'tag accent' : one.deed === 'retired' ? 'tag warn' : 'tag'
                }
              >
                {say(deeds[one.deed])}
              </span>{' '}
              {linked && one.deed !== 'retired' ? (
                <PlaceLink path={one.path}>{text}</PlaceLink>
              ) : (
                text
              )}
            </li>
          )
        })}
      </ul>
      {shown.length < diff.length && (
        <Button type="link" size="small" className="diff-more" onClick={() => setWhole(true)}>
          {say(words.more, { n: diff.length - shown.length })}
        </Button>
      )}
    </>
  )
}

/** The tag says the deed already; the sentence need not begin with it again. */
const said = (text: string, deed: ModelDiff['deed']): string =>
  deed === 'changed' ? text : text.replace(/^(新增|停用|恢复|Added |Retired |Restored )\s*/, '')
