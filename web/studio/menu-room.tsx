// What stands in the menu, for whom, and where does each role arrive? Groups with their items, in order.
import { useEffect, useRef, useState } from 'react'
import type { ReactNode, RefObject } from 'react'
import { Button, Popconfirm, Select, Tooltip } from 'antd'
import {
  ArrowDownOutlined,
  ArrowUpOutlined,
  CloseOutlined,
  HolderOutlined,
  PlusOutlined,
  TeamOutlined,
} from '@ant-design/icons'
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine'
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import type { Meta } from '#kernel/api/meta.ts'
import type { Area } from '#kernel/view/view.ts'
import { itemOf, movedTo } from '#kernel/view/view.ts'
import { WordsField } from '#web/admin/words-field.tsx'
import { useMeta } from '#web/meta.ts'
import { Icon } from '#web/parts/icon.tsx'
import { PageHead } from '#web/parts/page-head.tsx'
import { language, say, t } from '#web/words.ts'
import { freeName } from './draft.ts'
import { IconPicker } from './icon-picker.tsx'
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
  group_up: { zh: '分组 {item} 上移', en: 'Move the group {item} up' },
  group_down: { zh: '分组 {item} 下移', en: 'Move the group {item} down' },
  drag: { zh: '拖动改变位置', en: 'Drag to move' },
  icon: { zh: '{item} 的图标', en: 'Icon of {item}' },
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
  /** Where its picture stands in the model; null where it is not the company's to change. */
  path: readonly string[] | null
}

/** Everything that can stand in the menu, by kind. */
function offered({ shown }: Draft, desks: Meta['desks']): { label: string; options: Item[] }[] {
  const some = (
    map: 'dashboards' | 'pages' | 'reports' | 'views',
    prefix: string,
    otherwise: string,
  ): Item[] =>
    Object.entries(shown[map]).flatMap(([name, one]) =>
      one
        ? [
            {
              value: prefix + name,
              label: say(one.label),
              icon: one.icon ?? otherwise,
              path: [map, name, 'icon'],
            },
          ]
        : [],
    )
  return [
    { label: say(words.dashboards), options: some('dashboards', 'dashboard/', 'pie_chart') },
    { label: say(words.pages), options: some('pages', 'page/', 'file_text') },
    {
      label: say(words.desks),
      options: Object.entries(desks).map(([name, one]) => ({
        value: `desk/${name}`,
        label: say(one.label),
        icon: one.icon,
        path: null,
      })),
    },
    { label: say(words.reports), options: some('reports', 'report/', 'line_chart') },
    { label: say(words.views), options: some('views', 'view/', 'table') },
    {
      label: say(words.objects),
      options: Object.values(shown.objects)
        .filter((one) => !one.parent)
        .map((one) => ({
          value: one.name,
          label: say(one.plural ?? one.label),
          icon: one.icon ?? one.name,
          path: ['objects', one.name, 'icon'],
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
  const keys = areas.map(([key]) => key)
  const place = (key: string, before: string | null) => {
    if (key !== before)
      draft.put(
        ...Object.entries(movedTo(draft.shown.areas, key, before)).map(
          ([name, at]) => [['areas', name, 'position'], at] as const,
        ),
      )
  }
  /** Into a group, before one of its items (null: at the end); with the roles that find it. */
  const carry = (item: string, from: string, to: string, before: string | null) => {
    if (item === before) return
    const source = draft.shown.areas[from]
    const target = draft.shown.areas[to]
    if (!source || !target) return
    const rest = (from === to ? source : target).items.filter((one) => one !== item)
    const at = before === null ? rest.length : rest.indexOf(before)
    const items = [...rest.slice(0, at), item, ...rest.slice(at)]
    if (from === to) return draft.put([['areas', to, 'items'], items])
    const { [item]: only, ...others } = source.only ?? {}
    draft.put(
      [['areas', from, 'items'], source.items.filter((one) => one !== item)],
      [['areas', to, 'items'], items],
      ...(only
        ? ([
            [['areas', from, 'only'], others],
            [['areas', to, 'only', item], only],
          ] as const)
        : []),
    )
  }
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
          {areas.map(([key, area], i) => (
            <Group
              key={key}
              name={key}
              area={area}
              all={all}
              choices={choices}
              roles={roleOptions}
              others={areas
                .filter(([other]) => other !== key)
                .map(([value, one]) => ({ value, label: say(one.label) }))}
              onArea={(next) => put(key, next)}
              onPlace={place}
              onUp={i > 0 ? () => place(key, keys[i - 1]!) : undefined}
              onDown={i < keys.length - 1 ? () => place(key, keys[i + 2] ?? null) : undefined}
              onCarry={carry}
              onIcon={(path, icon) => draft.put([path, icon])}
              onRemove={() => draft.put([['areas', key], null])}
            />
          ))}
        </div>
        <section className="menu-homes" aria-label={say(words.home)}>
          <h2>{say(words.home)}</h2>
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
  name: string
  area: Area
  all: ReadonlyMap<string, Item>
  choices: { label: string; options: Item[] }[]
  roles: { value: string; label: string }[]
  others: { value: string; label: string }[]
  onArea: (area: Area) => void
  /** This or another group goes before one; null: to the end. */
  onPlace: (group: string, before: string | null) => void
  onUp: (() => void) | undefined
  onDown: (() => void) | undefined
  onCarry: (item: string, from: string, to: string, before: string | null) => void
  onIcon: (path: readonly string[], icon: string) => void
  onRemove: () => void
}

type Held = { readonly group: string } | { readonly item: string; readonly from: string }

/** Something that can be taken by the mouse and put before its like. */
function useHeld(held: Held, takes: (other: Held) => boolean, onDrop: (other: Held) => void) {
  const place = useRef<HTMLElement>(null)
  const handle = useRef<HTMLElement>(null)
  const [look, setLook] = useState<'over' | 'dragged' | null>(null)
  const now = useRef({ held, takes, onDrop })
  useEffect(() => {
    now.current = { held, takes, onDrop }
  })
  useEffect(() => {
    const element = place.current
    if (!element) return
    const other = (data: Record<string | symbol, unknown>) => data as unknown as Held
    return combine(
      draggable({
        element,
        ...(handle.current ? { dragHandle: handle.current } : {}),
        getInitialData: () => ({ ...now.current.held }),
        onDragStart: () => setLook('dragged'),
        onDrop: () => setLook(null),
      }),
      dropTargetForElements({
        element,
        canDrop: ({ source }) => now.current.takes(other(source.data)),
        onDragEnter: () => setLook('over'),
        onDragLeave: () => setLook(null),
        onDrop: ({ source, location }) => {
          setLook(null)
          // What lies deeper has taken it already.
          if (location.current.dropTargets[0]?.element === element)
            now.current.onDrop(other(source.data))
        },
      }),
    )
  }, [])
  return { place, handle, look: look ?? '' }
}

function Group(props: GroupProps) {
  const { name, area, all, choices, roles, others, onArea, onCarry, onRemove } = props
  const [asking, setAsking] = useState<string | null>(null)
  const { place, handle, look } = useHeld(
    { group: name },
    (other) => ('group' in other ? other.group !== name : true),
    (other) =>
      'group' in other
        ? props.onPlace(other.group, name)
        : onCarry(other.item, other.from, name, null),
  )
  const put = (items: readonly string[]) => onArea({ ...area, items })
  const swap = (i: number, to: number) => {
    const items = [...area.items]
    const [item] = items.splice(i, 1)
    items.splice(to, 0, item!)
    put(items)
  }
  return (
    <section
      ref={place}
      className={`menu-group ${look}`}
      aria-label={`${say(words.group)} ${say(area.label)}`}
    >
      <div className="menu-head">
        <span ref={handle} className="hold" title={say(words.drag)}>
          <HolderOutlined aria-hidden="true" />
        </span>
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
        <span className="acts">
          <Button
            type="text"
            icon={<ArrowUpOutlined />}
            disabled={!props.onUp}
            aria-label={say(words.group_up, { item: say(area.label) })}
            onClick={props.onUp}
          />
          <Button
            type="text"
            icon={<ArrowDownOutlined />}
            disabled={!props.onDown}
            aria-label={say(words.group_down, { item: say(area.label) })}
            onClick={props.onDown}
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
        </span>
      </div>
      <ul>
        {area.items.map((item, i) => {
          const found = all.get(item)
          const label = found?.label ?? itemOf(item)?.name ?? item
          const only = area.only?.[item] ?? null
          return (
            <Entry key={item} item={item} group={name} onCarry={onCarry}>
              {found?.path ? (
                <IconPicker
                  small
                  label={say(words.icon, { item: label })}
                  value={found?.icon}
                  fallback={found ? item : 'file'}
                  onChange={(icon) => found.path && props.onIcon(found.path, icon)}
                />
              ) : (
                <Icon name={found?.icon ?? 'file'} fallback={item} />
              )}
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
                  onChange={(to: string) => onCarry(item, name, to, null)}
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
            </Entry>
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

/** One line of a group: it can be dragged before another, of this group or of the next. */
function Entry({
  item,
  group,
  onCarry,
  children,
}: {
  item: string
  group: string
  onCarry: GroupProps['onCarry']
  children: ReactNode
}) {
  const { place, handle, look } = useHeld(
    { item, from: group },
    (other) => 'item' in other && other.item !== item,
    (other) => 'item' in other && onCarry(other.item, other.from, group, item),
  )
  return (
    <li ref={place as RefObject<HTMLLIElement>} className={look}>
      <span ref={handle} className="hold" title={say(words.drag)}>
        <HolderOutlined aria-hidden="true" />
      </span>
      {children}
    </li>
  )
}
