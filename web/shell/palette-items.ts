// Which pages and actions fit the typed words?
import type { Meta } from '#kernel/api/meta.ts'
import { objectsOf } from '#kernel/view/view.ts'
import { may, mayMake, pluralOf } from '#web/meta.ts'
import { setLook } from '#web/theme.ts'
import { say, setLanguage, t } from '#web/words.ts'
import { placesOf } from './places.ts'
import { isNamed } from './spelling.ts'
import type { Spell } from './spelling.ts'

export interface PaletteItem {
  key: string
  label: string
  detail?: string
  icon: string
  /** Words by which it is found beside its label: the other language, the technical name. */
  also?: string
  to?: string
  run?: () => void
}

/** What fits; what is called just as one typed stands first: 新建线索 before 新建线索池. */
const fitting = (items: readonly PaletteItem[], q: string, spell: Spell): PaletteItem[] => {
  const called = (item: PaletteItem): number => Number(isNamed(item.label, q, spell))
  return items.filter((item) => fits(item, q, spell)).toSorted((a, b) => called(b) - called(a))
}

const fits = (item: PaletteItem, q: string, spell: Spell): boolean => {
  const found = `${item.label} ${item.also ?? ''} ${spell(item.label).join(' ')}`.toLowerCase()
  return q
    .toLowerCase()
    .split(/\s+/)
    .every((word) => found.includes(word))
}

export function pagesOf(meta: Meta, q: string, spell: Spell): PaletteItem[] {
  const places = placesOf(meta).flatMap((group) =>
    group.places.map((place): PaletteItem => {
      const object = place.object ? meta.objects[place.object] : undefined
      return {
        key: place.to,
        to: place.to,
        label: place.label,
        icon: place.icon,
        also: object ? `${object.name} ${object.label.zh} ${object.label.en}` : place.to,
        ...(group.label ? { detail: group.label } : {}),
      }
    }),
  )
  const views = Object.entries(meta.views).flatMap(([name, view]): PaletteItem[] => {
    const object = meta.objects[view.object]
    if (!object || !may(object, 'read')) return []
    return [
      {
        key: `view:${name}`,
        to: `/o/${view.object}?view=${encodeURIComponent(name)}`,
        label: say(view.label),
        detail: say(object.label),
        icon: object.icon ?? object.name,
        also: `${view.label.zh} ${view.label.en} ${name}`,
      },
    ]
  })
  const all = [
    ...places,
    {
      key: '/profile',
      to: '/profile',
      label: t('profile'),
      icon: 'setting',
      also: 'profile settings 设置',
    },
  ]
  return fitting(q ? [...all, ...views] : all, q, spell)
}

interface Hands {
  /** Shows all keys. */
  onKeys: () => void
  onSignOut: () => void
}

export function actionsOf(
  meta: Meta,
  q: string,
  spell: Spell,
  { onKeys, onSignOut }: Hands,
): PaletteItem[] {
  const shown = new Set(Object.values(meta.areas).flatMap(objectsOf))
  const objects = Object.values(meta.objects).filter(
    (object) => shown.has(object.name) && !object.parent,
  )
  const make = objects.flatMap((object): PaletteItem[] =>
    mayMake(object)
      ? [
          {
            key: `new:${object.name}`,
            to: `/o/${object.name}/new`,
            label: t('new_of', { object: say(object.label) }),
            icon: object.icon ?? object.name,
            also: `new create 新建 ${object.label.zh} ${object.label.en} ${object.name}`,
          },
        ]
      : [],
  )
  const load = objects.flatMap((object): PaletteItem[] =>
    may(object, 'import')
      ? [
          {
            key: `import:${object.name}`,
            to: `/import/${object.name}`,
            label: t('import_of', { object: pluralOf(object) }),
            icon: 'inbox',
            also: `import 导入 excel ${object.label.zh} ${object.label.en}`,
          },
        ]
      : [],
  )
  const window: PaletteItem[] = [
    {
      key: 'keys',
      label: say({ zh: '键盘快捷键', en: 'Keyboard' }),
      detail: '?',
      icon: 'question-circle',
      also: 'keys keyboard shortcuts help 快捷键 帮助',
      run: onKeys,
    },
    {
      key: 'look:dark',
      label: `${t('look')}: ${t('look_dark')}`,
      icon: 'star',
      also: 'dark night theme 深色',
      run: () => setLook('dark'),
    },
    {
      key: 'look:light',
      label: `${t('look')}: ${t('look_light')}`,
      icon: 'star',
      also: 'light day theme 浅色',
      run: () => setLook('light'),
    },
    {
      key: 'language:zh',
      label: '切换到中文',
      icon: 'global',
      also: 'chinese language 语言',
      run: () => setLanguage('zh'),
    },
    {
      key: 'language:en',
      label: 'Switch to English',
      icon: 'global',
      also: '英文 语言 language',
      run: () => setLanguage('en'),
    },
    {
      key: 'out',
      label: t('sign_out'),
      icon: 'disconnect',
      also: 'sign out log out 退出 登出 注销',
      run: onSignOut,
    },
  ]
  return fitting(q ? [...make, ...load, ...window] : make, q, spell)
}
