// Does this address belong to the machine, its network or nobody? Nothing that people configure may reach those.
import { BlockList, isIP } from 'node:net'

const blocked = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  blocked.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of [
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const)
  blocked.addSubnet(net, bits, 'ipv6')

/** True for every address that is not a public one; an IPv4 inside an IPv6 is asked as what it is. */
export function isPrivate(address: string): boolean {
  const plain = address.replace(/^\[|\]$/g, '').split('%')[0]!
  const kind = isIP(plain)
  if (kind === 4) return blocked.check(plain, 'ipv4')
  if (kind !== 6) return true
  const inside = /^::ffff:(?:(\d+\.\d+\.\d+\.\d+)|([0-9a-f]{1,4}):([0-9a-f]{1,4}))$/i.exec(plain)
  if (!inside) return blocked.check(plain, 'ipv6')
  const [high, low] = [parseInt(inside[2] ?? '0', 16), parseInt(inside[3] ?? '0', 16)]
  return blocked.check(inside[1] ?? [high >> 8, high & 255, low >> 8, low & 255].join('.'), 'ipv4')
}

const intranets = new BlockList()
for (const [net, bits] of [
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  intranets.addSubnet(net, bits, 'ipv4')
intranets.addSubnet('fc00::', 7, 'ipv6')
intranets.addAddress('::1', 'ipv6')

/** True for addresses that a company gives to its own servers; never those by which a machine speaks to its host. */
export function isIntranet(address: string): boolean {
  const kind = isIP(address)
  return kind !== 0 && intranets.check(address, kind === 4 ? 'ipv4' : 'ipv6')
}
