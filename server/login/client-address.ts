// From which address does a request come, as far as it can't be made up?

/**
 * The peer's own address; behind a proxy of ours, what that proxy wrote last into X-Forwarded-For. What stands
 * before that came from the caller, who could write a new one for each try.
 * @param peer the other end of the connection
 * @param behindProxy somebody said that a proxy stands in front, so one in the local network is believed too
 */
export function clientAddress(
  peer: string | undefined,
  forwarded: string | string[] | undefined,
  behindProxy: boolean,
): string {
  const own = peer ?? ''
  const believed = loopback.test(own) || (behindProxy && local.test(own))
  const last = believed && forwarded ? String(forwarded).split(',').at(-1)!.trim() : ''
  return (last || own).slice(0, 100)
}

const loopback = /^(?:::ffff:)?127\.|^::1$|^$/
const local = /^(?:::ffff:)?(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)|^f[cd]|^fe80:/i
