// Who works with whom? The teams as a tree, each with its lead and members.
import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { PlusOutlined } from '@ant-design/icons'
import { allRows } from '#web/admin/admin-calls.ts'
import { AdminOnly, Answer } from '#web/admin/answer.tsx'
import { TeamForm } from '#web/admin/team-form.tsx'
import type { Member } from '#web/admin/team-form.tsx'
import { treeOf } from '#web/admin/team-tree.ts'
import type { Team, TeamLine } from '#web/admin/team-tree.ts'
import { keys } from '#web/asks.ts'
import { Initial } from '#web/parts/initial.tsx'
import { PageHead } from '#web/parts/page-head.tsx'
import { listed } from '#web/admin/listed.ts'
import { say, t } from '#web/words.ts'

const words = {
  new_team: { zh: '新团队', en: 'New team' },
  team: { zh: '团队', en: 'Team' },
  lead: { zh: '负责人', en: 'Led by' },
  no_lead: { zh: '未指定', en: 'Nobody yet' },
  members: { zh: '成员', en: 'Members' },
  what_to_do: { zh: '操作', en: 'What can be done' },
  none: {
    zh: '还没有团队。团队决定谁能看到谁的数据，以及审批找哪位上级。',
    en: 'No teams yet. They decide who sees whose data and who the superior is in approvals.',
  },
  alone: { zh: '没有团队：{names}', en: 'Without a team: {names}' },
  part: { zh: '在「{name}」下新建团队', en: 'New team below “{name}”' },
} as const

const idOf = (value: unknown): string | null =>
  typeof value === 'string'
    ? value
    : typeof value === 'object' && value !== null && 'id' in value
      ? String(value.id)
      : null

export default function AdminTeams() {
  const teams = useQuery({
    queryKey: keys.sum('team', 'admin'),
    queryFn: async (): Promise<Team[]> =>
      (await allRows('team', ['id', 'version', 'name', 'parent', 'lead'])).map((row) => ({
        id: row.id,
        version: row.version,
        name: String(row.name),
        parent: idOf(row.parent),
        lead: idOf(row.lead),
      })),
  })
  const people = useQuery({
    queryKey: keys.sum('person', 'members'),
    queryFn: async (): Promise<(Member & { active: boolean })[]> =>
      (await allRows('person', ['id', 'name', 'team', 'active'])).map((row) => ({
        id: row.id,
        name: String(row.name),
        team: idOf(row.team),
        active: row.active !== false,
      })),
  })
  const [open, setOpen] = useState<{ team: Team | null; parent?: string } | null>(null)
  return (
    <AdminOnly>
      <PageHead
        title={t('teams')}
        actions={
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen({ team: null })}>
            {say(words.new_team)}
          </Button>
        }
      />
      <div className="adm">
        <Answer of={{ ...teams, data: people.data && teams.data }}>
          {(list) => (
            <Tree
              lines={treeOf(list)}
              people={people.data?.filter((one) => one.active) ?? []}
              onOpen={setOpen}
            />
          )}
        </Answer>
      </div>
      {open && (
        <TeamForm
          key={open.team?.id ?? `new ${open.parent ?? ''}`}
          team={open.team}
          parent={open.parent ?? null}
          teams={teams.data ?? []}
          people={people.data ?? []}
          onClose={() => setOpen(null)}
        />
      )}
    </AdminOnly>
  )
}

interface TreeProps {
  lines: readonly TeamLine[]
  people: readonly Member[]
  onOpen: (open: { team: Team | null; parent?: string }) => void
}

function Tree({ lines, people, onOpen }: TreeProps) {
  const nameOf = (id: string | null) => people.find((one) => one.id === id)?.name
  const alone = people.filter((one) => !lines.some((line) => line.id === one.team))
  if (!lines.length)
    return (
      <div className="adm-empty">
        <p>{say(words.none)}</p>
        <Button onClick={() => onOpen({ team: null })}>{say(words.new_team)}</Button>
      </div>
    )
  return (
    <>
      <table className="adm-table fold">
        <thead>
          <tr>
            <th scope="col">{say(words.team)}</th>
            <th scope="col">{say(words.lead)}</th>
            <th scope="col">{say(words.members)}</th>
            <th scope="col">
              <span className="only-read-aloud">{say(words.what_to_do)}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => {
            const members = people.filter((one) => one.team === line.id)
            const lead = nameOf(line.lead)
            return (
              <tr key={line.id} className="press" onClick={() => onOpen({ team: line })}>
                <td style={{ paddingLeft: line.depth * 24 }}>
                  <button type="button" className="bare">
                    {line.depth > 0 && <span className="ink-3">└ </span>}
                    {line.name}
                  </button>
                </td>
                <td>
                  {lead ? (
                    <span className="adm-who">
                      <Initial name={lead} size={20} /> {lead}
                    </span>
                  ) : (
                    <span className="ink-3">{say(words.no_lead)}</span>
                  )}
                </td>
                <td className="ink-2">
                  {members.length > 0 && <b>{members.length}</b>}{' '}
                  {listed(members.slice(0, 6).map((one) => one.name))}
                  {members.length > 6 && '…'}
                </td>
                <td className="num">
                  <Button
                    type="text"
                    size="small"
                    icon={<PlusOutlined />}
                    aria-label={say(words.part, { name: line.name })}
                    title={say(words.part, { name: line.name })}
                    onClick={(event) => {
                      event.stopPropagation()
                      onOpen({ team: null, parent: line.id })
                    }}
                  />
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {alone.length > 0 && (
        <p className="ink-3" style={{ paddingTop: 16 }}>
          {say(words.alone, {
            names: listed(alone.slice(0, 12).map((one) => one.name)),
          })}
        </p>
      )}
    </>
  )
}
