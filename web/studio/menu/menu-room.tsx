// What stands in the menu, for whom, and where does each role arrive? Groups with their items, in order.
import { Button, Select } from 'antd'
import { PlusOutlined } from '@ant-design/icons'
import type { Meta } from '#kernel/api/meta.ts'
import type { Area } from '#kernel/view/view.ts'
import { movedTo } from '#kernel/view/view.ts'
import { useMeta } from '#web/meta.ts'
import { byLabel } from '#web/parts/by-label.ts'
import { PageHead } from '#web/parts/page-head.tsx'
import { say } from '#web/words.ts'
import { freeName } from '../draft.ts'
import type { Draft } from '../use-draft.ts'
import { Group, type Item } from './menu-group.tsx'
import { words } from './words.ts'
import '../views.css'

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
                showSearch={byLabel}
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
