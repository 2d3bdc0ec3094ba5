// How far does a key reach? As far as its person, or with some of their roles, or for some objects only.
import { Button, Select } from 'antd'
import { CloseOutlined } from '@ant-design/icons'
import type { Meta } from '#kernel/api/meta.ts'
import type { Words } from '#kernel/error.ts'
import type { Deed } from '#kernel/permission.ts'
import type { FieldProblems } from '#web/form/problems.ts'
import { useMeta } from '#web/meta.ts'
import { byLabel } from '#web/parts/by-label.ts'
import { FormField } from '#web/parts/form-field.tsx'
import { Segments } from '#web/parts/segments.tsx'
import { language, say } from '#web/words.ts'
import type { ApiKey } from './admin-calls.ts'
import './admin.css'

const words = {
  reach: { zh: '范围', en: 'Reach' },
  all: { zh: '与本人相同', en: 'As far as you' },
  roles: { zh: '部分角色', en: 'Some roles' },
  objects: { zh: '部分对象', en: 'Some objects' },
  help: {
    zh: '权限始终不超过您本人；您失去的权限，密钥同时失去。',
    en: 'Never more than you may yourself; what you lose, the key loses.',
  },
  own_roles: { zh: '您的角色', en: 'Your roles' },
  add_object: { zh: '添加对象', en: 'Add an object' },
  deeds: { zh: '{object}可以', en: 'May, with {object}' },
  remove: { zh: '移除{object}', en: 'Remove {object}' },
} as const

const deedWords: Readonly<Record<Deed, Words>> = {
  read: { zh: '查看', en: 'Read' },
  create: { zh: '新建', en: 'Create' },
  change: { zh: '修改与操作', en: 'Change and act' },
  remove: { zh: '删除', en: 'Remove' },
  export: { zh: '导出', en: 'Export' },
  import: { zh: '导入', en: 'Import' },
}

export type ReachedObjects = Readonly<Record<string, readonly Deed[]>>

interface KeyReachProps {
  reach: 'all' | 'roles' | 'objects'
  roles: readonly string[]
  objects: ReachedObjects
  problems: FieldProblems
  onReach: (reach: 'all' | 'roles' | 'objects') => void
  onRoles: (roles: string[]) => void
  onObjects: (objects: ReachedObjects) => void
}

export function KeyReach(props: KeyReachProps) {
  const { reach, roles, objects, problems, onReach, onRoles, onObjects } = props
  const meta = useMeta()
  const left = Object.entries(meta.objects)
    .filter(([name, object]) => !object.parent && !objects[name])
    .map(([value, object]) => ({ value, label: say(object.label) }))
  const problem = Object.entries(problems).find(([path]) => path.startsWith(reach))?.[1]
  return (
    <>
      <FormField label={say(words.reach)} help={say(words.help)}>
        {() => (
          <Segments
            label={say(words.reach)}
            value={reach}
            options={(['all', 'roles', 'objects'] as const).map((value) => ({
              value,
              label: say(words[value]),
            }))}
            onChange={onReach}
          />
        )}
      </FormField>
      {reach === 'roles' && (
        <FormField label={say(words.own_roles)} problem={problem}>
          {(ids) => (
            <Select
              id={ids.id}
              mode="multiple"
              value={[...roles]}
              onChange={onRoles}
              style={{ width: '100%' }}
              options={meta.who.roles.map((value) => ({
                value,
                label: meta.roles[value] ? say(meta.roles[value].label) : value,
              }))}
            />
          )}
        </FormField>
      )}
      {reach === 'objects' && (
        <div className="key-objects">
          {Object.entries(objects).map(([name, list]) => {
            const label = say(meta.objects[name]?.label ?? { zh: name, en: name })
            return (
              <div key={name} className="key-object">
                <span className="ellipsis">{label}</span>
                <Select
                  mode="multiple"
                  aria-label={say(words.deeds, { object: label })}
                  value={[...list]}
                  onChange={(next: Deed[]) => onObjects({ ...objects, [name]: next })}
                  maxTagCount="responsive"
                  options={(Object.keys(deedWords) as Deed[]).map((value) => ({
                    value,
                    label: say(deedWords[value]),
                  }))}
                />
                <Button
                  type="text"
                  icon={<CloseOutlined />}
                  aria-label={say(words.remove, { object: label })}
                  onClick={() => {
                    const { [name]: _, ...rest } = objects
                    onObjects(rest)
                  }}
                />
              </div>
            )
          })}
          <Select
            aria-label={say(words.add_object)}
            placeholder={say(words.add_object)}
            value={null}
            showSearch={byLabel}
            options={left}
            onChange={(name: string | null) => name && onObjects({ ...objects, [name]: ['read'] })}
          />
          {problem && (
            <p className="small bad" role="alert">
              {problem}
            </p>
          )}
        </div>
      )}
    </>
  )
}

/** A key's reach in a few words; "" where it reaches as far as its person. */
export function reachOf({ roles, objects }: ApiKey, meta: Meta): string {
  const names = objects
    ? Object.keys(objects).map((name) => say(meta.objects[name]?.label ?? { zh: name, en: name }))
    : (roles ?? []).map((name) => (meta.roles[name] ? say(meta.roles[name].label) : name))
  return names.join(language() === 'zh' ? '、' : ', ')
}
