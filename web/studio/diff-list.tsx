// What changed, line by line, in words?
import type { ModelDiff } from '#kernel/api.ts'
import { say } from '#web/words.ts'

const deeds = {
  added: { zh: '新增', en: 'New' },
  changed: { zh: '修改', en: 'Changed' },
  retired: { zh: '停用', en: 'Retired' },
  restored: { zh: '恢复', en: 'Restored' },
} as const

export function DiffList({ diff }: { diff: readonly ModelDiff[] }) {
  return (
    <ul className="diff">
      {diff.map((one) => (
        <li key={one.path}>
          <span
            className={
              one.deed === 'added' ? 'tag accent' : one.deed === 'retired' ? 'tag warn' : 'tag'
            }
          >
            {say(deeds[one.deed])}
          </span>{' '}
          {said(say(one.says), one.deed)}
        </li>
      ))}
    </ul>
  )
}

/** The tag says the deed already; the sentence need not begin with it again. */
const said = (text: string, deed: ModelDiff['deed']): string =>
  deed === 'changed' ? text : text.replace(/^(新增|停用|恢复|Added |Retired |Restored )\s*/, '')
