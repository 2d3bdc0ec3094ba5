// What stands in the menu, for whom, and where does each role arrive? Groups with their items, in order.
import { useState } from 'react'
import { Button, Popconfirm, Select, Tooltip } from 'antd'
import {
  ArrowDownOutlined,
  ArrowUpOutlined,
  CloseOutlined,
  PlusOutlined,
  TeamOutlined,
} from '@ant-design/icons'
import type { Meta } from '#kernel/api/meta.ts'
import type { Area } from '#kernel/view/view.ts'
import { itemOf } from '#kernel/view/view.ts'
import { WordsField } from '#web/admin/words-field.tsx'
import { useMeta } from '#web/meta.ts'
import { Icon } from '#web/parts/icon.tsx'
import { PageHead } from '#web/parts/page-head.tsx'
import { language, say, t } from '#web/words.ts'
import { freeName } from './draft.ts'
import type { Draft } from './use-draft.ts'
import './views.css'

const words = {
  title: { zh: '菜单与首页', en: 'Menu and home' },
  add_group: { zh: '新分组', en: 'New group' },
  group: { zh: '分组', en: 'Group' },
  name: { zh: '分组名称', en: 'Name of the group' },
  add: { zh: '加到「{group}」…', en: 'Add to “{group}” …' },
  up: { zh: '{item} 上移', en: 'Move {item} up' },
  down: { zh: '{item} 下移', en: 'Move {item} down' },
  take: { zh: '从菜单拿走 {item}', en: 'Take {item} out of the menu' },
  who: { zh: '{item} 给谁看', en: 'Who finds {item}' },
  everybody: { zh: '有权打开的人', en: 'Whoever may open it' },
  roles: { zh: '只给这些角色', en: 'Only these roles' },
  home: { zh: '首页', en: 'Home page' },
  home_help: {
    zh: '登录后先到哪里。一个人有几个角色时，以他的第一个有首页的角色为准。',
    en: 'Where one arrives. Of several roles the first one with a home page decides.',
  },
  cockpit: { zh: '驾驶舱', en: 'Cockpit' },
  inbox: { zh: '我的待办', en: 'My work' },
  objects: { zh: '对象', en: 'Objects' },
  views: { zh: '视图', en: 'Views' },
  dashboards: { zh: '仪表盘', en: 'Dashboards' },
  pages: { zh: '页面', en: 'Pages' },
  desks: { zh: '工作台', en: 'Desks' },
  reports: { zh: '报表', en: 'Reports' },
  remove_group: { zh: '拿走整个分组？', en: 'Take the whole group away?' },
  moved: { zh: '移到', en: 'Move to' },
} as const

interface Item {
  value: string
  label: string
  icon: string
}

/** Everything that can stand in the menu, by kind. */
function offered({ shown }: Draft, desks: Meta['desks']): { label: string; options: Item[] }[] {
  const some = <T extends { label: { zh: string; en: string } }>(
    map: Readonly<Record<string, T | null>>,
    prefix: string,
    icon: (one: T) => string,
  ): Item[] =>
    Object.entries(map).flatMap(([name, one]) =>
      one ? [{ value: prefix + name, label: say(one.label), icon: icon(one) }] : [],
    )
  return [
    {
      label: say(words.dashboards),
      options: some(shown.dashboards, 'dashboard/', (one) => one.icon ?? 'pie_chart'),
    },
    {
      label: say(words.pages),
      options: some(shown.pages, 'page/', (one) => one.icon ?? 'file_text'),
    },
    { label: say(words.desks), options: some(desks, 'desk/', (one) => one.icon) },
    { label: say(words.reports), options: some(shown.reports, 'report/', () => 'line_chart') },
    { label: say(words.views), options: some(shown.views, 'view/', () => 'table') },
    {
      label: say(words.objects),
      options: Object.values(shown.objects)
        .filter((one) => !one.parent)
        .map((one) => ({
          value: one.name,
          label: say(one.plural ?? one.label),
          icon: one.icon ?? one.name,
        })),
    },
  ]
}

export default function MenuRoom({ draft }: { draft: Draft }) {
  const choices = offered(draft, useMeta().desks)
  const all = new Map(choices.flatMap(({ options }) => options.map((one) => [one.value, one])))
  const areas = Object.entries(draft.shown.areas).filter(
    (entry): entry is [string, Area] => entry[1] !== null,
  )
  const put = (key: string, area: Area) => draft.put([['areas', key], area])
  const roleOptions = Object.entries(draft.shown.roles).map(([value, role]) => ({
    value,
    label: say(role.label),
  }))
  return (
    <>
      <PageHead
        title={say(words.title)}
        actions={
          <Button
            icon={<PlusOutlined />}
            onClick={() =>
              put(freeName('', draft.shown.areas, 'group'), {
                label: { zh: '新分组', en: 'New group' },
                items: [],
              })
            }
          >
            {say(words.add_group)}
          </Button>
        }
      />
      <div className="studio-part menu-room">
        <div className="menu-groups">
          {areas.map(([key, area]) => (
            <Group
              key={key}
              area={area}
              all={all}
              choices={choices}
              roles={roleOptions}
              others={areas
                .filter(([other]) => other !== key)
                .map(([value, one]) => ({ value, label: say(one.label) }))}
              onArea={(next) => put(key, next)}
              onMove={(item, to) =>
                draft.put(
                  [['areas', key, 'items'], area.items.filter((one) => one !== item)],
                  [
                    ['areas', to, 'items'],
                    [...draft.shown.areas[to]!.items, item],
                  ],
                )
              }
              onRemove={() => draft.put([['areas', key], null])}
            />
          ))}
        </div>
        <section className="menu-homes" aria-label={say(words.home)}>
          <h3>{say(words.home)}</h3>
          <p className="small ink-3">{say(words.home_help)}</p>
          {Object.entries(draft.shown.roles).map(([name, role]) => (
            <label key={name} className="menu-home">
              <span className="ellipsis">{say(role.label)}</span>
              <Select
                value={role.home ?? 'cockpit'}
                popupMatchSelectWidth={false}
                showSearch={{ optionFilterProp: 'label' }}
                options={[
                  { value: 'cockpit', label: say(words.cockpit) },
                  { value: 'inbox', label: say(words.inbox) },
                  ...choices.filter(({ options }) => options.length),
                ]}
                onChange={(home: string) =>
                  draft.put([['roles', name, 'home'], home === 'cockpit' ? undefined : home])
                }
              />
            </label>
          ))}
        </section>
      </div>
    </>
  )
}

interface GroupProps {
  area: Area
  all: ReadonlyMap<string, Item>
  choices: { label: string; options: Item[] }[]
  roles: { value: string; label: string }[]
  others: { value: string; label: string }[]
  onArea: (area: Area) => void
  onMove: (item: string, to: string) => void
  onRemove: () => void
}

function Group({ area, all, choices, roles, others, onArea, onMove, onRemove }: GroupProps) {
  const [asking, setAsking] = useState<string | null>(null)
  const put = (items: readonly string[]) => onArea({ ...area, items })
  const swap = (i: number, to: number) => {
    const items = [...area.items]
    const [item] = items.splice(i, 1)
    items.splice(to, 0, item!)
    put(items)
  }
  return (
    <section className="menu-group" aria-label={`${say(words.group)} ${say(area.label)}`}>
      <div className="menu-head">
        <WordsField
          label={say(words.name)}
          value={area.label}
          onChange={(label) => onArea({ ...area, label })}
        />
        <Select
          mode="multiple"
          value={[...(area.roles ?? [])]}
          placeholder={say(words.everybody)}
          aria-label={say(words.who, { item: say(area.label) })}
          options={roles}
          onChange={(next: string[]) => {
            const { roles: _, ...rest } = area
            onArea(next.length ? { ...rest, roles: next } : rest)
          }}
        />
        <Popconfirm
          title={say(words.remove_group)}
          okText={t('remove')}
          cancelText={t('cancel')}
          okButtonProps={{ danger: true }}
          onConfirm={onRemove}
        >
          <Button
            type="text"
            icon={<CloseOutlined />}
            aria-label={say(words.take, { item: say(area.label) })}
          />
        </Popconfirm>
      </div>
      <ul>
        {area.items.map((item, i) => {
          const found = all.get(item)
          const label = found?.label ?? itemOf(item)?.name ?? item
          const only = area.only?.[item] ?? null
          return (
            <li key={item}>
              <Icon name={found?.icon ?? 'file'} fallback={item} />
              <span className="ellipsis">{label}</span>
              {only && (
                <span className="tag">
                  {only
                    .map((role) => roles.find((one) => one.value === role)?.label ?? role)
                    .join(language() === 'zh' ? '、' : ', ')}
                </span>
              )}
              <span className="acts">
                <Button
                  type="text"
                  size="small"
                  icon={<ArrowUpOutlined />}
                  disabled={i === 0}
                  aria-label={say(words.up, { item: label })}
                  onClick={() => swap(i, i - 1)}
                />
                <Button
                  type="text"
                  size="small"
                  icon={<ArrowDownOutlined />}
                  disabled={i === area.items.length - 1}
                  aria-label={say(words.down, { item: label })}
                  onClick={() => swap(i, i + 1)}
                />
                <Tooltip title={say(words.who, { item: label })}>
                  <Button
                    type="text"
                    size="small"
                    icon={<TeamOutlined />}
                    aria-label={say(words.who, { item: label })}
                    onClick={() => setAsking(asking === item ? null : item)}
                  />
                </Tooltip>
                <Select
                  size="small"
                  value={null}
                  placeholder={say(words.moved)}
                  aria-label={`${say(words.moved)} ${label}`}
                  popupMatchSelectWidth={false}
                  style={{ width: 84 }}
                  options={others}
                  onChange={(to: string) => onMove(item, to)}
                />
                <Button
                  type="text"
                  size="small"
                  icon={<CloseOutlined />}
                  aria-label={say(words.take, { item: label })}
                  onClick={() => put(area.items.filter((one) => one !== item))}
                />
              </span>
              {asking === item && (
                <Select
                  className="who"
                  mode="multiple"
                  autoFocus
                  value={[...(only ?? [])]}
                  placeholder={say(words.everybody)}
                  aria-label={say(words.roles)}
                  options={roles}
                  onChange={(next: string[]) => {
                    const { [item]: _, ...rest } = area.only ?? {}
                    onArea({ ...area, only: next.length ? { ...rest, [item]: next } : rest })
                  }}
                />
              )}
            </li>
          )
        })}
      </ul>
      <Select
        className="add"
        value={null}
        placeholder={say(words.add, { group: say(area.label) })}
        aria-label={say(words.add, { group: say(area.label) })}
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={false}
        options={choices
          .map(({ label, options }) => ({
            label,
            options: options.filter((one) => !area.items.includes(one.value)),
          }))
          .filter(({ options }) => options.length)}
        onChange={(item: string) => put([...area.items, item])}
      />
    </section>
  )
}
