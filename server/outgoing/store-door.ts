// How far may the files of the company go? To the very host that the administrator's setting names, and nowhere else.
import { Agent } from 'node:http'
import { Agent as SafeAgent } from 'node:https'
import { isIntranet, isPrivate } from './private-address.ts'
import { type Door, publicDoor } from './send-out.ts'

/**
 * A door of its own for the file store: only `origin` is called through it, also where that is a server of the company's
 * own network. What people configure (calls of automations, providers) goes through other doors, which know nothing of it.
 */
export const storeDoor = (origin: string): Door => ({
  ...publicDoor,
  forbidden: (address, url) =>
    url.origin !== origin || (isPrivate(address) && !isIntranet(address)),
  agent: new (origin.startsWith('https:') ? SafeAgent : Agent)({ keepAlive: true }),
})
