// What does the company keep, and how does it flow? Objects with their fields, stages, rules and versions.
import { byArea } from '../by-area.ts'
import { useState } from 'react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { PlusOutlined } from '@ant-design/icons'
import type { AppObject } from '#kernel/app.ts'
import { marks } from '../draft.ts'
import { FieldsTab } from './fields-tab.tsx'
import { LifecycleView } from '../flow/lifecycle-view.tsx'
import { FormTab } from '../form/form-tab.tsx'
import { NewFromTable } from './new-from-table.tsx'
import { NewObject } from './new-object.tsx'
import { ObjectForm } from './object-form.tsx'
import type { RoomProps } from '../room.ts'
import { RulesTab } from './rules-tab.tsx'
import { ThingList } from '../thing-list.tsx'
import { ThingTitle } from '../things-room.tsx'
import { VersionsList } from '../versions/versions-list.tsx'
import { PageHead } from '#web/parts/page-head.tsx'
import { Sure } from '#web/parts/sure.tsx'
import { say } from '#web/words.ts'

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
  object: { zh: '对象', en: 'Object' },
} as const

export default function ObjectsRoom({ draft, title }: RoomProps) {
  const search = useSearch({ strict: false }) as { object?: string; tab?: string }
  const navigate = useNavigate()
  const groups = byArea(draft.shown, words.rows)
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
        title={title}
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
        <ThingList
          label={say(words.object)}
          chosen={name}
          onChoose={(next) => go({ object: next })}
          groups={groups.map((group) => ({
            label: group.label,
            things: group.objects.map((one) => ({
              name: one.name,
              label: say(one.label),
              icon: one.icon,
              mark: marked.get(one.name),
            })),
          }))}
        />
        <div className="studio-main">
          {object && (
            <ThingTitle label={say(object.label)} name={name}>
              <Button type="text" size="small" onClick={() => setMaking('name')}>
                {say(words.rename)}
              </Button>
              {object.custom && (
                <Sure asks={say(words.retire_sure)} yes={say(words.retire)} onYes={retire}>
                  <Button type="text" size="small" danger>
                    {say(words.retire)}
                  </Button>
                </Sure>
              )}
            </ThingTitle>
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
