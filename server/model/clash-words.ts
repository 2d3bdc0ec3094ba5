// Two people changed one place: how are the place and its three values told?
import type { DraftClash } from '#kernel/api.ts'
import type { Clash } from '#kernel/rebase.ts'
import { placeWords } from './place-words.ts'
import { sayValue } from './say-value.ts'

type Named = Readonly<Record<string, { readonly label?: { zh: string; en: string } } | null | undefined>>

export function clashWords(model: { readonly roles: Named }, clash: Clash): DraftClash {
  const property = clash.path.at(-1) ?? ''
  const roleName = (role: string) => (role === '*' ? { zh: '所有人', en: 'everybody' } : (model.roles[role]?.label ?? { zh: role, en: role }))
  const say = (value: unknown) => (value === null || value === undefined ? gone : sayValue(property, value, roleName))
  return { path: [...clash.path], place: placeWords(model, clash.path), before: say(clash.before), mine: say(clash.mine), theirs: say(clash.theirs) }
}

const gone = { zh: '没有或已停用', en: 'not there' }
