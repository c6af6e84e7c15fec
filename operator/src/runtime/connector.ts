import { isIP, type LookupFunction } from 'node:net';
import type { Duplex } from 'node:stream';
import { checkServerIdentity, connect as connectTls, type PeerCertificate, type TLSSocket } from 'node:tls';
import { buildConnector } from 'undici';
import { DialFailed } from './dial-failed.ts';
import { withoutUndefined } from './without-undefined.ts';

/** How to reach one server. Certificates and keys are PEM texts. */
export interface Reach {
  readonly server: string;
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  /** The name that the server's certificate must carry, when it is not the host of `server`. */
  readonly serverName?: string;
  /** Replaces DNS; it is also asked about addresses, so that a gate sees every target. */
  readonly lookup?: LookupFunction;
  /** Replaces the TCP connection, e.g. by a port-forward; TLS runs inside. */
  readonly dial?: Dial;
}

export type Dial = (target: { readonly host: string; readonly port: number }) => Promise<Duplex>;

/** What undici calls for each new connection. */
export function connector(reach: Reach, timeout: number): buildConnector.connector {
  const { ca, cert, key, lookup, dial } = reach;
  const identity = {
    ...withoutUndefined({ ca, cert, key }),
    ...expectedName(reach.serverName),
    minVersion: 'TLSv1.2' as const,
  };
  if (dial !== undefined) return dialled(dial, identity, timeout);
  const connect = buildConnector({
    ...identity,
    ...withoutUndefined({ lookup }),
    timeout,
    allowH2: false,
    keepAliveInitialDelay: 30_000,
  });
  if (lookup === undefined) return connect;
  return (options, callback) => {
    // net.connect asks nobody about a literal address, but a gate must see it.
    if (isIP(options.hostname) === 0) {
      connect(options, callback);
      return;
    }
    lookup(options.hostname, { all: true }, (error) => {
      if (error === null) connect(options, callback);
      else callback(error, null);
    });
  };
}

interface TlsIdentity {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly servername?: string;
  readonly checkServerIdentity?: (host: string, certificate: PeerCertificate) => Error | undefined;
  readonly minVersion: 'TLSv1.2';
}

function dialled(dial: Dial, identity: TlsIdentity, timeout: number): buildConnector.connector {
  return ({ hostname, port }, callback) => {
    dial({ host: hostname, port: port === '' ? 443 : Number(port) })
      .then((socket) => handshake(socket, { ...nameOf(hostname), ...identity, host: hostname }, timeout))
      .then(
        (socket) => callback(null, socket),
        (error: unknown) => callback(new DialFailed(error), null),
      );
  };
}

function handshake(
  socket: Duplex,
  options: TlsIdentity & { readonly host: string },
  timeout: number,
): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const secured = connectTls({ ...options, socket, ALPNProtocols: ['http/1.1'] });
    const timer = setTimeout(
      () => secured.destroy(Object.assign(new Error('no TLS handshake'), { code: 'ETIMEDOUT' })),
      timeout,
    );
    socket.on('error', (error) => secured.destroy(error));
    secured.once('secureConnect', () => {
      clearTimeout(timer);
      resolve(secured);
    });
    secured.on('error', (error: Error) => {
      clearTimeout(timer);
      reject(error);
    });
    secured.once('close', () => {
      clearTimeout(timer);
      reject(Object.assign(new Error('closed before the TLS handshake'), { code: 'ECONNRESET' }));
    });
  });
}

/** SNI allows no addresses, so these are only compared. */
function expectedName(name: string | undefined): Pick<TlsIdentity, 'servername' | 'checkServerIdentity'> {
  if (name === undefined) return {};
  return isIP(name) === 0
    ? { servername: name }
    : { checkServerIdentity: (_host, certificate) => checkServerIdentity(name, certificate) };
}

/** SNI allows no addresses. */
function nameOf(hostname: string): { readonly servername?: string } {
  return isIP(hostname) === 0 ? { servername: hostname } : {};
}
