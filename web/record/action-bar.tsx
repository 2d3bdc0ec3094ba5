// What can be done with the record? The primary deed, a few beside it, the rest in the menu.
import { Button, Dropdown } from 'antd'
import type { MenuProps } from 'antd'
import { EllipsisOutlined, FilePdfOutlined } from '@ant-design/icons'
import type { MetaObject } from '#kernel/api/meta.ts'
import { say } from '#web/words.ts'
import type { Buttons, Choice } from './buttons.ts'
import type { Acting } from './use-act.tsx'
import { words } from './words.ts'

const stageWords = (object: MetaObject, name: string) =>
  say(object.lifecycle?.stages[name]?.label ?? { zh: name, en: name })

const labelOf = (object: MetaObject, choice: Choice): string =>
  choice.kind === 'action'
    ? say(choice.action.label)
    : say(choice.forward ? words.move_to : words.move_back, {
        stage: stageWords(object, choice.move.to),
      })

interface ActionBarProps {
  object: MetaObject
  buttons: Buttons
  acting: Acting
  /** A move whose gate is not met shows what is missing instead. */
  onMissing: (stage: string) => void
  /** Entries of the page's own: PDF, copy the link, remove. */
  more: NonNullable<MenuProps['items']>
  /** Opens the paper of the record, where it has one. */
  onPdf: (() => void) | null
  /** On a phone only the menu stands in the bar; the buttons are in reach of the thumb below. */
  part: 'bar' | 'buttons' | 'menu'
}

/** The button of what comes next, for those who come to it by key. */
export const nextStep = 'next-step'

export function ActionBar({
  object,
  buttons,
  acting,
  onMissing,
  more,
  onPdf,
  part,
}: ActionBarProps) {
  const go = (choice: Choice) => {
    if (choice.kind === 'action') acting.act(choice.name)
    else if (choice.missing) onMissing(choice.move.to)
    else acting.move(choice.move)
  }
  const button = (choice: Choice, primary: boolean) => (
    <Button
      key={choice.name}
      {...(primary && { id: nextStep })}
      type={primary ? 'primary' : 'default'}
      danger={choice.kind === 'action' && !primary && (choice.action.danger ?? false)}
      loading={acting.busy === choice.name}
      disabled={acting.busy !== null && acting.busy !== choice.name}
      onClick={() => go(choice)}
    >
      {labelOf(object, choice)}
      {choice.kind === 'move' && choice.missing > 0 && (
        <span className="tag warn">{say(words.lacks, { n: choice.missing })}</span>
      )}
    </Button>
  )
  const items: NonNullable<MenuProps['items']> = [
    ...buttons.menu.map((choice) => ({
      key: choice.name,
      disabled: choice.kind === 'action' && !choice.open,
      danger: choice.kind === 'action' && (choice.action.danger ?? false),
      label:
        choice.kind === 'action' && choice.why ? (
          <span>
            {labelOf(object, choice)} <span className="ink-3 small">{say(choice.why)}</span>
          </span>
        ) : (
          labelOf(object, choice)
        ),
      onClick: () => go(choice),
    })),
    ...(buttons.menu.length && more.length ? [{ type: 'divider' as const }] : []),
    ...more,
  ]
  return (
    <>
      {part !== 'buttons' && items.length > 0 && (
        <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight">
          <Button type="text" icon={<EllipsisOutlined />} aria-label={say(words.more_actions)} />
        </Dropdown>
      )}
      {onPdf && part !== 'buttons' && (
        <Button type="text" icon={<FilePdfOutlined />} onClick={onPdf}>
          PDF
        </Button>
      )}
      {part !== 'menu' && (
        <>
          {buttons.beside.map((choice) => button(choice, false))}
          {buttons.primary && button(buttons.primary, true)}
        </>
      )}
    </>
  )
}
