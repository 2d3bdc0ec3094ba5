// Who may do what? One matrix per role: objects down, deeds across, and in each cell to which rows.
import { byArea } from '../by-area.ts'
import { Fragment, useState } from 'react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Dropdown, Select } from 'antd'
import {
  DownOutlined,
  EditOutlined,
  PlusOutlined,
  QuestionCircleOutlined,
  RightOutlined,
} from '@ant-design/icons'
import type { AppObject } from '#kernel/app.ts'
import type { Deed } from '#kernel/permission.ts'
import { FieldRights } from '#web/admin/field-rights.tsx'
import { NewRole } from '#web/admin/new-role.tsx'
import { cellWords, RightCell } from '#web/admin/right-cell.tsx'
import { cellOf, cellOfWhole, deeds, sameCell, wholes, withOwnCell } from '#web/admin/rights.ts'
import type { Cell, Whole } from '#web/admin/rights.ts'
import { PageHead } from '#web/parts/page-head.tsx'
import { say, t } from '#web/words.ts'
import type { Draft } from '../use-draft.ts'
import { WhyForm } from './why-form.tsx'

const deedWords: Readonly<Record<Deed, { zh: string; en: string }>> = {
  read: { zh: '查看', en: 'See' },
  create: { zh: '新建', en: 'Create' },
  change: { zh: '修改', en: 'Change' },
  remove: { zh: '删除', en: 'Remove' },
  export: { zh: '导出', en: 'Export' },
  import: { zh: '导入', en: 'Import' },
}
const words = {
  new_role: { zh: '新角色', en: 'New role' },
  rename: { zh: '改名', en: 'Rename' },
  why: { zh: '为什么能看 / 不能看？', en: 'Why may somebody?' },
  compare: { zh: '与另一角色比较…', en: 'Compare with …' },
  with: { zh: '比较：{role}', en: 'Compared: {role}' },
  everybody: { zh: '所有人', en: 'Everybody' },
  everybody_help: {
    zh: '每个登录的人都有，不论角色。各角色的权限在此之上相加。',
    en: 'Whoever is signed in has this, whatever their role. The rights of roles are added to it.',
  },
  admin_help: {
    zh: '系统管理员可做一切，包括设计流程与管理用户；这里没有可调的内容。',
    en: 'Administrators may do everything, the studio and people included. There is nothing to set.',
  },
  object: { zh: '对象', en: 'Object' },
  fields: { zh: '字段权限', en: 'Rights to fields' },
  with_parent: { zh: '随「{parent}」', en: 'As “{parent}”' },
  by_actions: { zh: '由业务操作产生', en: 'Made by actions' },
  other: { zh: '其他', en: 'Other' },
  whole: { zh: '整行…', en: 'Whole row…' },
} as const

const wholeWords: Readonly<Record<Whole, { zh: string; en: string }>> = {
  all: { zh: '全部都可以', en: 'Everything' },
  work: { zh: '查看和新建，修改本人及团队的', en: 'See and create; change those of own and team' },
  see: { zh: '只能查看', en: 'Only see' },
  none: { zh: '都不可以', en: 'Nothing' },
}

export default function RolesRoom({ draft }: { draft: Draft }) {
  const search = useSearch({ strict: false }) as { role?: string; with?: string }
  const navigate = useNavigate()
  const { roles } = draft.shown
  const names = [...Object.keys(roles).filter((name) => name !== 'admin'), '*', 'admin']
  const role = search.role && names.includes(search.role) ? search.role : (names[0] ?? '*')
  const [making, setMaking] = useState<{ name?: string } | null>(null)
  const other =
    search.with && search.with !== role && names.includes(search.with) ? search.with : null
  const [asking, setAsking] = useState(false)
  const choose = (name: string, beside: string | null = other) =>
    void navigate({
      to: '/studio/$room',
      params: { room: 'roles' },
      search: { role: name, ...(beside && beside !== name ? { with: beside } : {}) },
    })
  const known = roles[role]
  const labelOf = (name: string) =>
    name === '*' ? say(words.everybody) : say(roles[name]?.label ?? { zh: name, en: name })
  return (
    <div className="studio-main studio-fill">
      <PageHead
        title={t('roles')}
        actions={
          <>
            <Button icon={<QuestionCircleOutlined />} onClick={() => setAsking(true)}>
              {say(words.why)}
            </Button>
            <Button icon={<PlusOutlined />} onClick={() => setMaking({})}>
              {say(words.new_role)}
            </Button>
          </>
        }
      />
      <div className="adm-tabs" role="tablist" aria-label={t('roles')}>
        {names.map((name) => (
          <button
            key={name}
            type="button"
            role="tab"
            aria-selected={name === role}
            onClick={() => choose(name)}
          >
            {labelOf(name)}
          </button>
        ))}
      </div>
      <div className="studio-part">
        <p className="ink-2" style={{ paddingBottom: 8 }}>
          {role === '*'
            ? say(words.everybody_help)
            : role === 'admin'
              ? say(words.admin_help)
              : known?.help && say(known.help)}{' '}
          {role !== '*' && role !== 'admin' && (
            <Button
              type="text"
              size="small"
              icon={<EditOutlined />}
              onClick={() => setMaking({ name: role })}
            >
              {say(words.rename)}
            </Button>
          )}
          {role !== 'admin' && (
            <Select
              size="small"
              style={{ width: 168, marginLeft: 8 }}
              allowClear
              value={other}
              placeholder={say(words.compare)}
              aria-label={say(words.compare)}
              options={names
                .filter((name) => name !== role && name !== 'admin')
                .map((value) => ({ value, label: say(words.with, { role: labelOf(value) }) }))}
              onChange={(next?: string) => choose(role, next ?? null)}
            />
          )}
        </p>
        {role !== 'admin' && <Matrix draft={draft} role={role} other={other} />}
      </div>
      {asking && <WhyForm draft={draft} onClose={() => setAsking(false)} />}
      {making && (
        <NewRole
          key={making.name ?? ''}
          draft={draft}
          {...making}
          onClose={() => setMaking(null)}
          onMade={choose}
        />
      )}
    </div>
  )
}

function Matrix({ draft, role, other }: { draft: Draft; role: string; other: string | null }) {
  const [open, setOpen] = useState<string | null>(null)
  return (
    <div className="adm-scroll">
      <table className="matrix">
        <thead>
          <tr>
            <th scope="col">{say(words.object)}</th>
            {deeds.map((deed) => (
              <th key={deed} scope="col">
                {say(deedWords[deed])}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {byArea(draft.shown, words.other).map((area) => (
            <Fragment key={area.key}>
              <tr className="area">
                <th colSpan={deeds.length + 1} scope="colgroup">
                  {area.label}
                </th>
              </tr>
              {area.objects.map((object) => (
                <Fragment key={object.name}>
                  <Line
                    draft={draft}
                    object={object}
                    role={role}
                    other={other}
                    open={open === object.name}
                    onOpen={() => setOpen(open === object.name ? null : object.name)}
                  />
                  {open === object.name && role !== '*' && (
                    <tr>
                      <td colSpan={deeds.length + 1} style={{ whiteSpace: 'normal' }}>
                        <FieldRights
                          object={object}
                          role={role}
                          roles={draft.shown.roles}
                          onChange={(field, which, list) =>
                            draft.put([['objects', object.name, 'fields', field, which], list])
                          }
                        />
                      </td>
                    </tr>
                  )}
                </Fragment>
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface LineProps {
  draft: Draft
  object: AppObject
  role: string
  /** A second role beside it, to compare. */
  other: string | null
  open: boolean
  onOpen: () => void
}

function Line({ draft, object, role, other, open, onOpen }: LineProps) {
  const { published, shown } = draft
  const parentField = object.parent ? object.fields[object.parent] : undefined
  const parent = parentField?.kind === 'ref' && !object.allow.length ? parentField.object : null
  const limited = Object.values(object.fields).filter((field) => field.read ?? field.write).length
  const roleName =
    role === '*' ? say(words.everybody) : say(shown.roles[role]?.label ?? { zh: role, en: role })
  const name = (
    <button type="button" className="bare" aria-expanded={open} onClick={onOpen}>
      <span className="ink-3" style={{ fontSize: 10, marginRight: 6 }}>
        {open ? <DownOutlined /> : <RightOutlined />}
      </span>
      {say(object.label)}
      {limited > 0 && (
        <span className="ink-3 small" title={say(words.fields)}>
          {' '}
          · {say({ zh: '{n} 个受限字段', en: '{n} limited' }, { n: limited })}
        </span>
      )}
    </button>
  )
  if (parent)
    return (
      <tr>
        <th scope="row">{name}</th>
        <td colSpan={deeds.length} className="ink-3">
          {say(words.with_parent, { parent: say(shown.objects[parent]?.label ?? object.label) })}
        </td>
      </tr>
    )
  const before = published.objects[object.name]?.allow ?? []
  const direct = !object.by_actions_only && !object.append_only
  const roles = Object.keys(shown.roles)
  const given = direct ? deeds : deeds.filter((deed) => deed === 'read' || deed === 'export')
  return (
    <tr>
      <th scope="row">
        <span className="right-row">
          {role === '*' ? say(object.label) : name}
          <Dropdown
            trigger={['click']}
            menu={{
              items: wholes.map((key) => ({ key, label: say(wholeWords[key]) })),
              onClick: ({ key }) =>
                draft.put([
                  ['objects', object.name, 'allow'],
                  given.reduce(
                    (allow, deed) =>
                      withOwnCell(allow, role, deed, cellOfWhole(key as Whole, deed), roles),
                    object.allow,
                  ),
                ]),
            }}
          >
            <Button
              type="text"
              size="small"
              className="whole"
              aria-label={`${roleName} · ${say(object.label)} · ${say(words.whole)}`}
            >
              {say(words.whole)}
            </Button>
          </Dropdown>
        </span>
      </th>
      {deeds.map((deed) => {
        if (!direct && deed !== 'read' && deed !== 'export')
          return (
            <td key={deed} className="ink-3 small" title={say(words.by_actions)}>
              {deed === 'create' ? say(words.by_actions) : ''}
            </td>
          )
        const cell = cellOf(object.allow, role, deed)
        return (
          <td key={deed}>
            <RightCell
              model={shown}
              object={object.name}
              label={`${roleName} · ${say(object.label)} · ${say(deedWords[deed])}`}
              cell={cell}
              everybody={role === '*' ? { scope: 'none' } : cellOf(object.allow, '*', deed)}
              changed={!sameCell(cell, cellOf(before, role, deed))}
              canOwn={object.fields.owner !== undefined}
              onChange={(next) =>
                draft.put([
                  ['objects', object.name, 'allow'],
                  withOwnCell(object.allow, role, deed, next, roles),
                ])
              }
            />
            {other && <Beside draft={draft} object={object} cell={cell} role={other} deed={deed} />}
          </td>
        )
      })}
    </tr>
  )
}

interface BesideProps {
  draft: Draft
  object: AppObject
  cell: Cell
  role: string
  deed: Deed
}

/** What the other role may, below, where it is not the same. */
function Beside({ draft, object, cell, role, deed }: BesideProps) {
  const theirs = cellOf(object.allow, role, deed)
  // Only what is different is said.
  if (sameCell(cell, theirs)) return null
  const text = cellWords(draft.shown, object.name, theirs)
  const label =
    role === '*'
      ? say(words.everybody)
      : say(draft.shown.roles[role]?.label ?? { zh: role, en: role })
  return (
    <small className="beside" title={theirs.scope === 'rule' ? theirs.rule : text}>
      {label} {text}
    </small>
  )
}
