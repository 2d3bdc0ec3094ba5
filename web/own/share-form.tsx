// With whom is a report or dashboard of one's own shared? Nobody, a team, a role, everybody; by the menu and by its link.
import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { Checkbox, Select } from 'antd'
import type { OwnCard, OwnKind } from '#kernel/view/own.ts'
import { sharings } from '#kernel/view/own.ts'
import { CopyLine } from '#web/admin/copy.tsx'
import { SideForm } from '#web/admin/side-form.tsx'
import { keys } from '#web/asks.ts'
import { call } from '#web/call.ts'
import { useMeta } from '#web/meta.ts'
import { byLabel } from '#web/parts/by-label.ts'
import { FormField } from '#web/parts/form-field.tsx'
import { Segments } from '#web/parts/segments.tsx'
import { say } from '#web/words.ts'
import { shareOwn } from './own-calls.ts'
import { sharingWords, words } from './words.ts'

/** The teams of the company, to choose from and to be called by their names. */
export const useTeams = () =>
  useQuery({
    queryKey: keys.picks('team', 'own'),
    queryFn: () => call.list('team', { select: ['id', 'name'], sort: 'name', limit: 500 }),
    staleTime: 60_000,
    select: ({ data }) => data.map((row) => ({ value: row.id, label: String(row.name) })),
  })

export interface ShareFormProps {
  kind: OwnKind
  id: string
  card: OwnCard
  onClose: () => void
}

export function ShareForm({ kind, id, card, onClose }: ShareFormProps) {
  const meta = useMeta()
  const teams = useTeams()
  const [share, setShare] = useState({
    shared: card.shared,
    team: card.team ?? meta.who.team,
    role: card.role,
    in_menu: card.in_menu,
  })
  const { shared, team, role } = share
  const missing = (shared === 'team' && !team) || (shared === 'role' && !role)
  const save = async () => {
    await shareOwn(
      kind,
      id,
      {
        shared,
        team: shared === 'team' ? team : null,
        role: shared === 'role' ? role : null,
        in_menu: share.in_menu,
      },
      card.version,
    )
    onClose()
  }
  return (
    <SideForm
      title={say(words.share_title, { name: card.name })}
      onClose={onClose}
      onSave={save}
      disabled={missing}
    >
      {() => (
        <>
          <p className="ink-2">
            {say(words.share_help)} {kind === 'dashboard' && say(words.share_board_help)}
          </p>
          <FormField label={say(words.shared)}>
            {() => (
              <Segments
                label={say(words.shared)}
                value={shared}
                options={sharings.map((value) => ({ value, label: say(sharingWords[value]) }))}
                onChange={(next) => setShare({ ...share, shared: next })}
              />
            )}
          </FormField>
          {shared === 'team' && (
            <FormField label={say(words.which_team)} required>
              {(ids) => (
                <Select
                  id={ids.id}
                  value={team}
                  loading={teams.isPending}
                  style={{ width: '100%' }}
                  showSearch={byLabel}
                  options={teams.data ?? []}
                  onChange={(next: string) => setShare({ ...share, team: next })}
                />
              )}
            </FormField>
          )}
          {shared === 'role' && (
            <FormField label={say(words.which_role)} required>
              {(ids) => (
                <Select
                  id={ids.id}
                  value={role}
                  style={{ width: '100%' }}
                  showSearch={byLabel}
                  options={Object.entries(meta.roles).map(([value, one]) => ({
                    value,
                    label: say(one.label),
                  }))}
                  onChange={(next: string) => setShare({ ...share, role: next })}
                />
              )}
            </FormField>
          )}
          <Checkbox
            checked={share.in_menu}
            onChange={(event) => setShare({ ...share, in_menu: event.target.checked })}
          >
            {say(shared === 'nobody' ? words.in_menu : words.in_menus)}
          </Checkbox>
          {shared !== 'nobody' && (
            <FormField label={say(words.link)} help={say(words.link_help)}>
              {() => (
                <CopyLine
                  text={`${location.origin}/${kind === 'report' ? 'r' : 'd'}/${id}`}
                  label={say(words.link)}
                />
              )}
            </FormField>
          )}
        </>
      )}
    </SideForm>
  )
}
