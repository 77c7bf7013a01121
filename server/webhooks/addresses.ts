import { BlockList, isIP, isIPv4 } from 'node:net';
import { networkInterfaces } from 'node:os';

/**
 * Where nothing may be sent unless the owner allows it (rule P3): this computer, its network, and whatever else is no
 * place of the public internet. IPv4 addresses are found in their IPv6 forms, too.
 */
const closed = new BlockList();
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
  closed.addSubnet(net, bits, 'ipv4');

/** Of IPv6 only what is given out (2000::/3) is public, and of that not what leads back into IPv4 or to examples. */
const open = new BlockList();
open.addSubnet('2000::', 3, 'ipv6');
for (const [net, bits] of [
  ['2001::', 32],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  closed.addSubnet(net, bits, 'ipv6');

const mapped = new BlockList();
mapped.addSubnet('::ffff:0:0', 96, 'ipv6');

/** Whether an address is on the public internet and not one of this computer's own. */
export function isPublic(address: string): boolean {
  if (isIP(address) === 0) return false;
  const plain = address.split('%')[0] ?? address;
  if (isIPv4(plain)) return !closed.check(plain, 'ipv4') && !isOwn(plain);
  if (closed.check(plain, 'ipv6')) return false;
  return (mapped.check(plain, 'ipv6') || open.check(plain, 'ipv6')) && !isOwn(plain);
}

/** The addresses of this computer may be public ones. */
function isOwn(address: string): boolean {
  const own = new BlockList();
  for (const { address: one, family } of Object.values(networkInterfaces()).flatMap((list) => list ?? []))
    own.addAddress(one.split('%')[0] ?? one, family === 'IPv4' ? 'ipv4' : 'ipv6');
  return own.check(address, isIPv4(address) ? 'ipv4' : 'ipv6');
}
