// Where is this form made and shared? On a page of its own, which its record leads to.
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { say } from '#web/words.ts'
import { words } from './words.ts'

export function DesignLink({ id }: { id: string }) {
  return (
    <Link to="/desk/forms/$id" params={{ id }} className="plain-link">
      <Button tabIndex={-1}>{say(words.design_share)}</Button>
    </Link>
  )
}
