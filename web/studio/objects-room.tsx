// What does the company keep, and how does it flow? Objects with their fields, stages, rules and versions.
import { Fragment, useState } from 'react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Popconfirm, Select } from 'antd'
import { PlusOutlined } from '@ant-design/icons'
import type { AppObject } from '#kernel/app.ts'
import { objectsOf } from '#kernel/view/view.ts'
import { marks } from './draft.ts'
import { FieldsTab } from './fields-tab.tsx'
import { LifecycleView } from './flow/lifecycle-view.tsx'
import { FormTab } from './form/form-tab.tsx'
import { NewFromTable } from './new-from-table.tsx'
import { NewObject } from './new-object.tsx'
import { ObjectForm } from './object-form.tsx'
import { rooms } from './rooms.ts'
import { RulesTab } from './rules-tab.tsx'
import type { Draft } from './use-draft.ts'
import { VersionsList } from './versions-list.tsx'
import { useCurrentInView } from '#web/parts/current-in-view.ts'
import { Icon } from '#web/parts/icon.tsx'
import { PageHead } from '#web/parts/page-head.tsx'
import { say, t } from '#web/words.ts'

const tabs = {
  fields: { zh: '字段', en: 'Fields' },
  form: { zh: '表单', en: 'Form' },
  stages: { zh: '阶段与流转', en: 'Stages and moves' },
  rules: { zh: '规则', en: 'Rules' },
  versions: { zh: '版本', en: 'Versions' },
} as const
type Tab = keyof typeof tabs

const words = {
  from_table: { zh: '从 Excel 新建', en: 'From Excel' },
  new_object: { zh: '新对象', en: 'New object' },
  rename: { zh: '名称与菜单', en: 'Name and menu' },
  retire: { zh: '停用对象', en: 'Retire it' },
  retire_sure: {
    zh: '停用后页面和接口都不再有它；数据保留，可用「版本」恢复。',
    en: 'Pages and API no longer have it. Its data are kept; “Versions” brings it back.',
  },
  rows: { zh: '子表与日志', en: 'Rows and logs' },
  online: { zh: '线上 v{n}', en: 'v{n} is live' },
  changed: { zh: '改', en: 'Changed' },
  added: { zh: '新增', en: 'New' },
  object: { zh: '对象', en: 'Object' },
} as const

interface Group {
  key: string
  label: string
  objects: AppObject[]
}

/** In the order of the menu; what stands in no menu comes last. */
function groupsOf(draft: Draft): Group[] {
  const { objects, areas } = draft.shown
  const placed = new Set(Object.values(areas).flatMap(objectsOf))
  const groups: Group[] = Object.entries(areas).map(([key, area]) => ({
    key,
    label: say(area.label),
    objects: objectsOf(area).flatMap((name) => objects[name] ?? []) as AppObject[],
  }))
  const rest = Object.values(objects).filter((one) => !placed.has(one.name)) as AppObject[]
  return [...groups, { key: '', label: say(words.rows), objects: rest }].filter(
    (group) => group.objects.length,
  )
}

export default function ObjectsRoom({ draft }: { draft: Draft }) {
  const search = useSearch({ strict: false }) as { object?: string; tab?: string }
  const navigate = useNavigate()
  const groups = groupsOf(draft)
  const first = groups[0]?.objects[0]?.name ?? ''
  const name = search.object && draft.shown.objects[search.object] ? search.object : first
  const tab: Tab = search.tab && Object.hasOwn(tabs, search.tab) ? (search.tab as Tab) : 'fields'
  const object = draft.shown.objects[name] as AppObject | undefined
  const [making, setMaking] = useState<'object' | 'table' | 'name' | null>(null)
  const go = (next: { object?: string; tab?: Tab }) =>
    void navigate({
      to: '/studio/$room',
      params: { room: 'objects' },
      search: { object: name, tab, ...next },
    })
  const list = useCurrentInView<HTMLElement>(name)
  const marked = marks(draft.published, draft.patch, ['objects'])
  const retire = () => {
    const area = Object.entries(draft.shown.areas).find(([, one]) => one.items.includes(name))
    draft.put(
      [['objects', name], null],
      ...(area
        ? [[['areas', area[0], 'items'], area[1].items.filter((one) => one !== name)] as const]
        : []),
    )
    go({ object: first })
  }
  return (
    <>
      <PageHead
        title={say(rooms.objects.label)}
        extra={<span className="ink-3">{say(words.online, { n: draft.published.version })}</span>}
        actions={
          <>
            <Button onClick={() => setMaking('table')}>{say(words.from_table)}</Button>
            <Button icon={<PlusOutlined />} onClick={() => setMaking('object')}>
              {say(words.new_object)}
            </Button>
          </>
        }
      />
      <div className="studio-body">
        <nav className="studio-objects" aria-label={say(words.object)} ref={list}>
          {groups.map((group) => (
            <Fragment key={group.key}>
              <h4>{group.label}</h4>
              {group.objects.map((one) => {
                const mark = marked.get(one.name)
                return (
                  <button
                    key={one.name}
                    type="button"
                    className="object"
                    aria-current={one.name === name}
                    onClick={() => go({ object: one.name })}
                  >
                    <Icon name={one.icon} fallback={one.name} />
                    <span className="ellipsis">{say(one.label)}</span>
                    {mark && mark !== 'retired' && (
                      <span className="tag warn">{say(words[mark])}</span>
                    )}
                  </button>
                )
              })}
            </Fragment>
          ))}
        </nav>
        <div className="studio-main">
          <div className="studio-pick">
            <Select
              value={name}
              aria-label={say(words.object)}
              style={{ width: '100%' }}
              showSearch={{ optionFilterProp: 'label' }}
              options={groups.map((group) => ({
                label: group.label,
                options: group.objects.map((one) => ({ value: one.name, label: say(one.label) })),
              }))}
              onChange={(next: string) => go({ object: next })}
            />
          </div>
          {object && (
            <div className="studio-title">
              <h2>{say(object.label)}</h2>
              <code className="ink-3 small">{name}</code>
              <span className="grow" />
              <Button type="text" size="small" onClick={() => setMaking('name')}>
                {say(words.rename)}
              </Button>
              {object.custom && (
                <Popconfirm
                  title={say(words.retire_sure)}
                  okText={say(words.retire)}
                  cancelText={t('cancel')}
                  okButtonProps={{ danger: true }}
                  onConfirm={retire}
                >
                  <Button type="text" size="small" danger>
                    {say(words.retire)}
                  </Button>
                </Popconfirm>
              )}
            </div>
          )}
          <div className="adm-tabs" role="tablist" aria-label={say(words.object)}>
            {(Object.keys(tabs) as Tab[]).map((one) => (
              <button
                key={one}
                type="button"
                role="tab"
                aria-selected={one === tab}
                onClick={() => go({ tab: one })}
              >
                {say(tabs[one])}
              </button>
            ))}
          </div>
          <div
            className={tab === 'stages' ? 'studio-part whole' : 'studio-part'}
            key={`${name} ${tab}`}
          >
            {tab === 'fields' && <FieldsTab draft={draft} object={name} />}
            {tab === 'form' && <FormTab draft={draft} object={name} />}
            {tab === 'stages' && object && <LifecycleView draft={draft} object={object} />}
            {tab === 'rules' && <RulesTab draft={draft} object={name} />}
            {tab === 'versions' && <VersionsList object={name} />}
          </div>
        </div>
      </div>
      {making === 'table' && (
        <NewFromTable
          draft={draft}
          onMade={(made) => go({ object: made, tab: 'form' })}
          onClose={() => setMaking(null)}
        />
      )}
      {making === 'object' && (
        <NewObject
          draft={draft}
          onMade={(made) => go({ object: made, tab: 'fields' })}
          onClose={() => setMaking(null)}
        />
      )}
      {making === 'name' && object && (
        <ObjectForm key={name} draft={draft} object={object} onClose={() => setMaking(null)} />
      )}
    </>
  )
}
