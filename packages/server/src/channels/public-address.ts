import { BlockList, isIP } from 'node:net';

const home = new BlockList();
/** Ranges that the internet does not route: this host, private, shared, link-local, documentation, benchmarks, multicast, reserved. */
for (const [network, prefix] of [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.0.2.0', 24], ['192.88.99.0', 24],
  ['192.168.0.0', 16], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 4], ['240.0.0.0', 4],
] as const) home.addSubnet(network, prefix, 'ipv4');

const world = new BlockList();
world.addSubnet('2000::', 3, 'ipv6');

/** Parts of the routed space that stand for other addresses or for none: Teredo, documentation, 6to4. */
const elsewhere = new BlockList();
for (const [network, prefix] of [['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['3fff::', 20]] as const) elsewhere.addSubnet(network, prefix, 'ipv6');

/** Whether an IP address is one of the internet's: nothing of this machine or the network at home, in whichever way it is written. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 4) return !home.check(address, 'ipv4');
  return isIP(address) === 6 && world.check(address, 'ipv6') && !elsewhere.check(address, 'ipv6');
}
