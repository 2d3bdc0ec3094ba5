// What is missing to go on, and who can give it? The conditions of the next move, the unmet ones first.
import { useState } from 'react'
import { Button, Input, Modal } from 'antd'
import { CheckOutlined, ClockCircleOutlined, InfoCircleOutlined } from '@ant-design/icons'
import type { MetaObject } from '#kernel/api/meta.ts'
import { useMeta } from '#web/meta.ts'
import { listed } from '#web/admin/listed.ts'
import { say, t } from '#web/words.ts'
import { fieldOf } from './stages.ts'
import type { PageMove } from './stages.ts'
import { words } from './words.ts'

export function GateChecklist({
  object,
  move,
  onField,
  onGo,
  onLetPass,
}: {
  object: MetaObject
  move: PageMove
  onField: ((field: string) => void) | null
  /** Where the way is open and no button on the page leads there: on a phone it would lie in the menu alone. */
  onGo: (() => void) | null
  /** Where the caller may let it pass with something missing. */
  onLetPass: ((why: string) => void) | null
}) {
  const meta = useMeta()
  const [why, setWhy] = useState<string | null>(null)
  const lines = move.checklist.toSorted((a, b) => Number(a.ok) - Number(b.ok))
  if (!lines.length) return null
  const must = lines.filter((line) => !line.advice)
  const lacking = must.filter((line) => !line.ok)
  const missing = lacking.length
  const stage = say(object.lifecycle?.stages[move.to]?.label ?? { zh: move.to, en: move.to })
  // Where an action makes the move, that is the button one looks for.
  const action = move.via ? object.actions[move.via] : undefined
  const short = action
    ? say(words.gate_missing_act, { action: say(action.label), n: missing })
    : say(words.gate_missing, { stage, n: missing })
  const met = action
    ? say(words.gate_met_act, { action: say(action.label) })
    : say(words.gate_met, { stage })
  return (
    <section className="gate-list" aria-label={short}>
      <h2>
        {missing ? short : met}
        {must.length > 0 && (
          <span className="ink-3">
            {say(words.gate_share, { n: must.length - missing, all: must.length })}
          </span>
        )}
        {onGo && (
          <Button size="small" onClick={onGo}>
            {say(words.move_to, { stage })}
          </Button>
        )}
        {onLetPass && (
          <Button size="small" onClick={() => setWhy('')}>
            {say(words.let_pass)}
          </Button>
        )}
      </h2>
      <ul>
        {lines.map((line) => {
          const field = line.ok ? null : fieldOf(object, move, line)
          const role = line.giver ? meta.roles[line.giver] : undefined
          return (
            <li key={say(line.says)} className={line.ok || line.advice ? 'met' : 'unmet'}>
              {line.ok ? (
                <CheckOutlined className="good" aria-label={say(words.met)} />
              ) : line.advice ? (
                <InfoCircleOutlined className="ink-3" aria-label={say(words.missing)} />
              ) : (
                <ClockCircleOutlined className="warn" aria-label={say(words.missing)} />
              )}
              <span className="gate-says">{say(line.says)}</span>
              <span className="ink-2 gate-giver">
                {line.ok
                  ? ''
                  : line.advice
                    ? say(words.advice)
                    : role && say(words.given_by, { role: say(role.label) })}
              </span>
              {field && onField ? (
                <Button size="small" onClick={() => onField(field)}>
                  {say(words.fill_in)}
                </Button>
              ) : (
                <span />
              )}
            </li>
          )
        })}
      </ul>
      {onLetPass && (
        <Modal
          open={why !== null}
          title={say(words.let_pass_to, { stage })}
          okText={say(words.let_pass)}
          okButtonProps={{ danger: true, disabled: !why?.trim() }}
          cancelText={t('cancel')}
          onCancel={() => setWhy(null)}
          onOk={() => {
            onLetPass(why?.trim() ?? '')
            setWhy(null)
          }}
        >
          <p className="ink-2">
            {say(words.let_pass_lacks, {
              missing: listed(lacking.map((line) => say(line.says))),
            })}
          </p>
          <Input.TextArea
            autoFocus
            value={why ?? ''}
            autoSize={{ minRows: 3, maxRows: 8 }}
            maxLength={2000}
            placeholder={say(words.let_pass_why)}
            aria-label={say(words.let_pass_why)}
            onChange={(event) => setWhy(event.target.value)}
          />
        </Modal>
      )}
    </section>
  )
}
