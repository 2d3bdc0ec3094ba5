// What stands around a report or dashboard of one's own while it is changed? Its name, what was left unsaved, why it was refused, and saving.
import type { ReactNode } from 'react'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import type { Board } from '#kernel/view/board.ts'
import type { OwnKind } from '#kernel/view/own.ts'
import type { Report } from '#kernel/view/report.ts'
import { PageHead } from '#web/parts/page-head.tsx'
import { say, t } from '#web/words.ts'
import { pageAt } from './own.ts'
import type { Editing } from './use-editing.ts'
import { words } from './words.ts'
import './own.css'

export interface EditHeadProps {
  kind: OwnKind
  id: string
  editing: Editing<Report> | Editing<Board>
  /** Beside the buttons that end it. */
  tools?: ReactNode
}

/** In the bar: what it is called, and how the changing ends. */
export function EditHead({ kind, id, editing, tools }: EditHeadProps) {
  const name = say(editing.now.label)
  return (
    <PageHead
      title={name}
      actions={
        <>
          {tools}
          <Link to={pageAt(kind)} params={{ name: id }} className="plain-link">
            <Button tabIndex={-1} onClick={editing.drop}>
              {t('cancel')}
            </Button>
          </Link>
          <Button
            type="primary"
            loading={editing.busy}
            disabled={!name.trim()}
            onClick={editing.save}
          >
            {t('save')}
          </Button>
        </>
      }
    />
  )
}

/** The page itself: what was left unsaved last time, why it was refused, and what is changed. */
export function EditFrame({
  editing,
  children,
}: {
  editing: Editing<Report> | Editing<Board>
  children: ReactNode
}) {
  return (
    <div className="own-edit">
      {editing.left && (
        <p className="form-note" role="status">
          {say(words.unsaved)}{' '}
          <Button type="link" size="small" onClick={editing.drop}>
            {say(words.drop)}
          </Button>
        </p>
      )}
      {editing.trouble && (
        <p className="form-note bad" role="alert">
          {editing.trouble}
        </p>
      )}
      {children}
    </div>
  )
}
