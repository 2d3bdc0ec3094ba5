// How is a team made or changed? Name, where it belongs, who leads it, who is in it.
import { useState } from 'react'
import { App, Button, Popconfirm, Select } from 'antd'
import { answers } from '#web/asks.ts'
import { call, messageOf } from '#web/call.ts'
import type { SendOptions } from '#web/call.ts'
import { RefSelect } from '#web/fields/ref-select.tsx'
import { byLabel } from '#web/parts/by-label.ts'
import { FormField } from '#web/parts/form-field.tsx'
import { TextLine } from '#web/parts/text-line.tsx'
import { say, t } from '#web/words.ts'
import { SideForm } from './side-form.tsx'
import { treeOf, withBelow } from './team-tree.ts'
import type { Team } from './team-tree.ts'
import '#web/fields/fields.css'

const words = {
  new_team: { zh: '新团队', en: 'New team' },
  name: { zh: '名称', en: 'Name' },
  parent: { zh: '上级团队', en: 'Part of' },
  top: { zh: '没有上级', en: 'Nothing above it' },
  lead: { zh: '负责人', en: 'Led by' },
  lead_help: {
    zh: '可以看到本团队及下级团队的数据，并作为上级审批。',
    en: 'Sees the data of this team and those below, and approves as the superior.',
  },
  members: { zh: '成员', en: 'Members' },
  members_help: {
    zh: '每人只在一个团队；加入这里就离开原来的团队。',
    en: 'Everybody is in one team: joining this one leaves the other.',
  },
  remove: { zh: '删除团队', en: 'Remove the team' },
  remove_sure: {
    zh: '成员会变为没有团队；可以从回收站恢复。',
    en: 'Its members will have no team; it can be brought back from the bin.',
  },
  has_parts: { zh: '先移走下级团队，才能删除。', en: 'Move the teams below it away first.' },
} as const

export interface Member {
  id: string
  name: string
  team: string | null
}
export interface TeamFormProps {
  team: Team | null
  parent?: string | null
  teams: readonly Team[]
  people: readonly Member[]
  onClose: () => void
}

const refresh = () =>
  Promise.all(
    ['team', 'person'].map((one) => answers.invalidateQueries({ queryKey: ['records', one] })),
  )

export function TeamForm({ team, parent = null, teams, people, onClose }: TeamFormProps) {
  const { message } = App.useApp()
  const [name, setName] = useState(team?.name ?? '')
  const [above, setAbove] = useState(team ? team.parent : parent)
  const [lead, setLead] = useState(team?.lead ?? null)
  const before = people.filter((one) => team && one.team === team.id).map((one) => one.id)
  const [members, setMembers] = useState<readonly string[]>(before)
  const forbidden = team ? withBelow(teams, team.id) : new Set<string>()
  const titles = Object.fromEntries(people.map((one) => [one.id, one.name]))

  const save = async (options: SendOptions) => {
    const values = { name: name.trim(), parent: above, lead }
    const saved = team
      ? await call.change('team', team.id, values, team.version)
      : await call.create('team', values, options)
    const moved = [
      ...members.filter((id) => !before.includes(id)).map((id) => ({ id, team: saved.id })),
      ...before.filter((id) => !members.includes(id)).map((id) => ({ id, team: null })),
    ]
    if (moved.length) await call.batch('person', { change: moved })
    await refresh()
    onClose()
  }
  const remove = async () => {
    if (!team) return
    try {
      if (before.length)
        await call.batch('person', { change: before.map((id) => ({ id, team: null })) })
      await call.remove('team', team.id)
      await refresh()
      onClose()
    } catch (error) {
      void message.error(messageOf(error))
    }
  }
  const hasParts = teams.some((one) => team && one.parent === team.id)
  return (
    <SideForm
      title={team?.name ?? say(words.new_team)}
      onClose={onClose}
      onSave={save}
      disabled={!name.trim()}
      known={['name', 'parent', 'lead']}
      left={
        team && (
          <Popconfirm
            title={say(hasParts ? words.has_parts : words.remove_sure)}
            okText={say(words.remove)}
            cancelText={t('cancel')}
            okButtonProps={{ danger: true, disabled: hasParts }}
            onConfirm={() => void remove()}
          >
            <Button danger>{say(words.remove)}</Button>
          </Popconfirm>
        )
      }
    >
      {(problems) => (
        <>
          <TextLine
            label={say(words.name)}
            required
            problem={problems.name}
            value={name}
            autoFocus
            onChange={setName}
          />
          <FormField label={say(words.parent)} problem={problems.parent}>
            {(ids) => (
              <Select
                id={ids.id}
                value={above}
                onChange={(next) => setAbove(next ?? null)}
                allowClear
                placeholder={say(words.top)}
                showSearch={byLabel}
                style={{ width: '100%' }}
                options={treeOf(teams).map((one) => ({
                  value: one.id,
                  label: one.name,
                  depth: one.depth,
                  disabled: forbidden.has(one.id),
                }))}
                optionRender={({ label, data }) => (
                  <span style={{ paddingLeft: data.depth * 16 }}>{label}</span>
                )}
              />
            )}
          </FormField>
          <FormField label={say(words.lead)} problem={problems.lead} help={say(words.lead_help)}>
            {(ids) => (
              <RefSelect
                living
                target="person"
                id={ids.id}
                describedBy={ids.describedBy}
                titles={titles}
                value={lead ? [lead] : []}
                onChange={([next]) => setLead(next ?? null)}
              />
            )}
          </FormField>
          <FormField label={say(words.members)} help={say(words.members_help)}>
            {(ids) => (
              <RefSelect
                living
                target="person"
                many
                id={ids.id}
                describedBy={ids.describedBy}
                titles={titles}
                value={members}
                onChange={setMembers}
              />
            )}
          </FormField>
        </>
      )}
    </SideForm>
  )
}
