import { isIP } from 'node:net';

export type ServerUrl =
  /** `host` without brackets, in lower case; `server` is scheme, host and port, with nothing else left in it. */
  | { readonly kind: 'read'; readonly server: string; readonly host: string; readonly port: number }
  /** `why` completes "server …" and holds nothing of the text. */
  | { readonly kind: 'refused'; readonly why: string };

/**
 * Reads the address of an API server from an untrusted text. It must mean the same to everyone who reads it: what a URL parser would
 * silently rewrite (numbers in other bases, full-width digits, escapes) is refused and not guessed at.
 */
export function serverUrl(text: string): ServerUrl {
  const parts = shape.exec(text);
  if (parts?.groups === undefined) return refused(shapeFault(text));
  const { host: written = '', port: portText } = parts.groups;
  const port = portText === undefined ? 443 : Number(portText);
  if (port < 1 || port > 65_535) return refused('has a port that is none; use 1 to 65535');

  const host = canonicalHost(written.toLowerCase());
  if (host === undefined) return refused('has a host that is neither a plain DNS name nor a plain IP address');
  const authority = isIP(host) === 6 ? `[${host}]` : host;
  return { kind: 'read', server: `https://${authority}${port === 443 ? '' : `:${port}`}`, host, port };
}

const shape = /^https:\/\/(?<host>[A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::(?<port>[0-9]{1,5}))?\/?$/;

function canonicalHost(written: string): string | undefined {
  if (written.startsWith('[')) {
    const address = written.slice(1, -1);
    return isIP(address) === 6 ? new URL(`https://${written}`).hostname.slice(1, -1) : undefined;
  }
  if (isIP(written) === 4) return written;
  // A name whose last label is a number is taken for an IPv4 address by some readers and for a name by others.
  return dnsName.test(written) && !/(?:^|\.)(?:[0-9]+|0x[0-9a-f]*)$/.test(written) ? written : undefined;
}

/** In lower case. */
export const dnsName = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

function shapeFault(text: string): string {
  if (!/^https:\/\//.test(text)) return 'is not an https:// URL';
  const rest = text.slice('https://'.length);
  const authority = /^[^/?#\\]*/.exec(rest)?.[0] ?? '';
  if (authority.includes('@')) return 'has user information before the host; remove everything up to the @';
  if (authority.includes('%')) return 'has a zone or an escape in its host; use a plain DNS name or IP address';
  if (/[^\p{ASCII}]/u.test(authority)) return 'has letters beyond ASCII in its host; write the name in its xn-- form';
  if (/^\/?[?#]/.test(rest.slice(authority.length))) return 'has a query or a fragment; end it after the port';
  if (/^\/./.test(rest.slice(authority.length)))
    return "has a path; use the cluster's own address and not one behind a proxy that tells clusters apart by path";
  return 'has a host that is neither a plain DNS name nor a plain IP address, or a port that is none';
}

function refused(why: string): ServerUrl {
  return { kind: 'refused', why };
}
