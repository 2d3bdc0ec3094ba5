// How is one group of the menu arranged? Its name, its items in order, who finds them, and what else can be put into it.
import { useState } from 'react'
import type { ReactNode, RefObject } from 'react'
import { Button, Popconfirm, Select, Tooltip } from 'antd'
import {
  ArrowDownOutlined,
  ArrowUpOutlined,
  CloseOutlined,
  HolderOutlined,
  TeamOutlined,
} from '@ant-design/icons'
import type { Area } from '#kernel/view/view.ts'
import { itemOf } from '#kernel/view/view.ts'
import { WordsField } from '#web/admin/words-field.tsx'
import { byLabel } from '#web/parts/by-label.ts'
import { Icon } from '#web/parts/icon.tsx'
import { language, say, t } from '#web/words.ts'
import { IconPicker } from '../icon-picker.tsx'
import { words } from './words.ts'
import { useHeld } from './use-held.ts'

/** What can stand in the menu. */
export interface Item {
  value: string
  label: string
  icon: string
  /** Where its picture stands in the model; null where it is not the company's to change. */
  path: readonly string[] | null
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

export function Group(props: GroupProps) {
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
        showSearch={byLabel}
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
