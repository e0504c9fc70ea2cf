import { BlockList, isIP, isIPv6 } from 'node:net'

/** Networks whose word about who comes through them is believed. */
export type TrustedProxies = BlockList

export const nobodyTrusted: TrustedProxies = new BlockList()

/** Reads a list such as `10.0.0.0/8 ::1`. @throws a plain error that names what is no address */
export function readProxies(list: string): TrustedProxies {
  const proxies = new BlockList()
  for (const entry of list.split(/[\s,]+/).filter(Boolean)) {
    const [address = '', bits] = entry.split('/')
    const family = isIPv6(address) ? 'ipv6' : 'ipv4'
    const most = family === 'ipv6' ? 128 : 32
    if (!isIP(address) || (bits !== undefined && !(/^\d{1,3}$/.test(bits) && Number(bits) <= most)))
      throw new Error(`"${entry}" is no address or network, such as 10.0.0.7 or 10.0.0.0/8`)
    proxies.addSubnet(address, bits === undefined ? most : Number(bits), family)
  }
  return proxies
}

/**
 * Who a request comes from: its peer, or, as long as that is a proxy we trust, the last whom that one names. What stands further
 * left in `X-Forwarded-For` anybody can have written. @returns undefined for this machine itself, which is nobody's address
 */
export function addressOf(peer: string, forwarded: string | undefined, proxies: TrustedProxies): string | undefined {
  const hops = (forwarded ?? '').split(',').map(hop => hop.trim())
  let address = plain(peer)
  while (hops.length > 0 && isTrusted(address, proxies)) {
    const hop = plain(hops.pop()!)
    if (!isIP(hop)) break
    address = hop
  }
  return isThisMachine(address) ? undefined : address
}

/** What is counted as one: an IPv4 address, or the /64 of an IPv6 one, of which everybody has as many as they like. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address
  const [head = '', tail] = address.split('%')[0]!.toLowerCase().split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail ? tail.split(':') : []
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length)
  const groups = [...left, ...Array<string>(zeros).fill('0'), ...right]
  return `${groups
    .slice(0, 4)
    .map(group => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}

// Node writes an IPv4 peer of a socket for both as `::ffff:10.0.0.7`.
function plain(address: string): string {
  return address.startsWith('::ffff:') && address.includes('.') ? address.slice(7) : address
}

function isTrusted(address: string, proxies: TrustedProxies): boolean {
  return isIP(address) !== 0 && proxies.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
}

function isThisMachine(address: string): boolean {
  return address === '::1' || address.startsWith('127.') || !isIP(address)
}
