import { BlockList, isIP } from 'node:net';

/** This machine, the networks that nobody routes to the internet, and addresses that a device gave itself. */
const PRIVATE = new BlockList();
PRIVATE.addSubnet('10.0.0.0', 8);
PRIVATE.addSubnet('127.0.0.0', 8);
PRIVATE.addSubnet('169.254.0.0', 16);
PRIVATE.addSubnet('172.16.0.0', 12);
PRIVATE.addSubnet('192.168.0.0', 16);
PRIVATE.addAddress('::1', 'ipv6');
PRIVATE.addSubnet('fc00::', 7, 'ipv6');
PRIVATE.addSubnet('fe80::', 10, 'ipv6');

/** Nobody's on the internet either: unset, inside a provider's network, kept for tests, for many at once, for later. */
const SPECIAL = new BlockList();
SPECIAL.addSubnet('0.0.0.0', 8);
SPECIAL.addSubnet('100.64.0.0', 10);
SPECIAL.addSubnet('192.0.0.0', 24);
SPECIAL.addSubnet('192.0.2.0', 24);
SPECIAL.addSubnet('198.18.0.0', 15);
SPECIAL.addSubnet('198.51.100.0', 24);
SPECIAL.addSubnet('203.0.113.0', 24);
SPECIAL.addSubnet('224.0.0.0', 3);
SPECIAL.addAddress('::', 'ipv6');
SPECIAL.addSubnet('64:ff9b:1::', 48, 'ipv6');
SPECIAL.addSubnet('2001:db8::', 32, 'ipv6');
SPECIAL.addSubnet('fec0::', 10, 'ipv6');
SPECIAL.addSubnet('ff00::', 8, 'ipv6');

type Family = 'ipv4' | 'ipv6';

/** Without the interface that a system may write behind a link's own address; null for what is no IP address. */
function readAddress(address: string): readonly [string, Family] | null {
  const [bare = ''] = address.split('%');
  const family = isIP(bare);
  return family === 0 ? null : [bare, family === 4 ? 'ipv4' : 'ipv6'];
}

/**
 * Whether an IP address belongs to a shop's own network or to this machine. SECURITY: slips go nowhere else, whatever
 * name was typed and whatever a name server says about it.
 */
export function isPrivateAddress(address: string): boolean {
  const read = readAddress(address);
  return read !== null && PRIVATE.check(...read);
}

/**
 * Whether an IP address is one of the internet. SECURITY: not merely what is not private; a picture that an answer
 * names is fetched from nowhere else.
 */
export function isPublicAddress(address: string): boolean {
  const read = readAddress(address);
  return read !== null && !PRIVATE.check(...read) && !SPECIAL.check(...read);
}
