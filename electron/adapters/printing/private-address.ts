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

/**
 * Whether an IP address belongs to a shop's own network or to this machine. SECURITY: slips go nowhere else, whatever
 * name was typed and whatever a name server says about it.
 */
export function isPrivateAddress(address: string): boolean {
  // Without the interface that a system may write behind a link's own address.
  const [bare = ''] = address.split('%');
  const family = isIP(bare);
  return family !== 0 && PRIVATE.check(bare, family === 4 ? 'ipv4' : 'ipv6');
}
