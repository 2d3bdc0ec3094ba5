// Where does one come from, and which record is before and after this one?
import { useCallback } from 'react'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import type { MetaObject } from '#kernel/api/meta.ts'
import { pluralOf, titleOf } from '#web/meta.ts'
import { say } from '#web/words.ts'
import { neighboursOf } from './neighbours.ts'
import type { Editing } from './use-edit.ts'
import type { Loaded } from './use-record.ts'
import { words } from './words.ts'

/** Going to another record asks nothing: what was typed is kept with the record it belongs to. */
export function useGo(object: MetaObject, editing: Editing): (id: string) => void {
  const navigate = useNavigate()
  const { saving } = editing
  return useCallback(
    (id: string) => {
      if (!saving) void navigate({ to: '/o/$object/$id', params: { object: object.name, id } })
    },
    [navigate, object.name, saving],
  )
}

export function Crumbs({
  object,
  loaded,
  go,
}: {
  object: MetaObject
  loaded: Loaded
  go: (id: string) => void
}) {
  const { row } = loaded
  const near = neighboursOf(object.name, row.id)
  const number = typeof row.number === 'string' && row.number ? row.number : titleOf(object, row)
  return (
    <div className="crumbs">
      <Link to="/o/$object" params={{ object: object.name }} className="ink-2">
        {pluralOf(object)}
      </Link>
      <span className="ink-3" aria-hidden="true">
        /
      </span>
      <span className="ellipsis crumb-here">{number}</span>
      {near && (
        <span className="crumb-place ink-3">
          <Button
            type="text"
            size="small"
            icon={<LeftOutlined />}
            disabled={!near.before}
            aria-label={say(words.previous)}
            title={`${say(words.previous)} K`}
            onClick={() => near.before && go(near.before)}
          />
          {say(words.place, { n: near.place, all: near.all })}
          <Button
            type="text"
            size="small"
            icon={<RightOutlined />}
            disabled={!near.after}
            aria-label={say(words.next)}
            title={`${say(words.next)} J`}
            onClick={() => near.after && go(near.after)}
          />
        </span>
      )}
    </div>
  )
}
