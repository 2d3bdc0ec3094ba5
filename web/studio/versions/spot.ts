// In which room of the studio is a place of the model changed, with what open?
import type { RoomName } from '../room.ts'

export interface Spot {
  readonly room: RoomName
  readonly search: Readonly<Record<string, string>>
}

/** Rooms of things that stand at the top of the model, and what each is called in their address. */
const rooms: Readonly<Record<string, readonly [RoomName, string]>> = {
  approvals: ['approvals', 'flow'],
  automations: ['automations', 'automation'],
  reports: ['reports', 'report'],
  dashboards: ['dashboards', 'dashboard'],
  pages: ['pages', 'page'],
  documents: ['documents', 'document'],
  roles: ['roles', 'role'],
  areas: ['menu', 'area'],
}

/** `objects.lead.fields.score.formula` → the field in the room of objects; null where no room shows it. */
export function spotOf(path: string): Spot | null {
  const [map = '', name = '', part = '', key = '', inner = ''] = path.split('.')
  if (!name) return null
  if (map === 'objects') return ofObject(name, part, key, inner)
  const [room, thing] = rooms[map] ?? []
  if (!room || !thing) return null
  const search = { [thing]: name }
  return {
    room,
    search: map === 'approvals' && part === 'steps' && key ? { ...search, step: key } : search,
  }
}

function ofObject(object: string, part: string, key: string, inner: string): Spot {
  if (part === 'lifecycle') {
    const kind = { stages: 'stage', moves: 'move' }[key]
    return { room: 'flow', search: kind && inner ? { object, [kind]: inner } : { object } }
  }
  if (part === 'fields' && key)
    return { room: 'objects', search: { object, tab: 'fields', field: key } }
  if (part === 'rules' || part === 'form') return { room: 'objects', search: { object, tab: part } }
  if (part === 'allow') return { room: 'roles', search: {} }
  return { room: 'objects', search: { object } }
}
