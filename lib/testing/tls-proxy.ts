/** Gives a PostgreSQL without TLS a TLS front, with a certificate made for the test by openssl. */
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import net, { type AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import tls from 'node:tls'
import { promisify } from 'node:util'

const run = promisify(execFile)

export interface Certificates {
  /** The authority's certificate, PEM. */
  readonly ca: string
  readonly certificate: string
  readonly key: string
}

/** A certificate for `host`, signed by an authority of its own; null where openssl is not installed. */
export async function makeCertificates(host: string): Promise<Certificates | null> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'skillscope-tls-'))
  const at = (name: string) => path.join(folder, name)
  const openssl = (...args: string[]) => run('openssl', args, { cwd: folder })
  try {
    await writeFile(at('extensions'), `subjectAltName=DNS:${host}\n`)
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
    await openssl(
      'req',
      '-x509',
      ...key,
      '-keyout',
      'ca.key',
      '-out',
      'ca.pem',
      '-subj',
      '/CN=Skillscope test CA',
      '-days',
      '2',
    )
    await openssl('req', ...key, '-keyout', 'server.key', '-out', 'server.csr', '-subj', `/CN=${host}`)
    await openssl(
      ...['x509', '-req', '-in', 'server.csr', '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial'],
      ...['-out', 'server.pem', '-days', '2', '-extfile', 'extensions'],
    )
    const [ca, certificate, serverKey] = await Promise.all(
      ['ca.pem', 'server.pem', 'server.key'].map((name) => readFile(at(name), 'utf8')),
    )
    return { ca: ca ?? '', certificate: certificate ?? '', key: serverKey ?? '' }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  } finally {
    await rm(folder, { recursive: true })
  }
}

const SSL_REQUEST_BYTES = 8

export async function startTlsProxy(target: { host: string; port: number }, certificates: Certificates) {
  const server = net.createServer((client) => {
    client.on('error', () => client.destroy())
    client.once('readable', () => {
      if (client.read(SSL_REQUEST_BYTES) === null) return client.destroy()
      client.write('S')
      const secure = new tls.TLSSocket(client, {
        isServer: true,
        key: certificates.key,
        cert: certificates.certificate,
      })
      const upstream = net.connect(target)
      for (const socket of [secure, upstream]) {
        socket.on('error', () => socket.destroy())
        socket.on('close', () => {
          secure.destroy()
          upstream.destroy()
        })
      }
      secure.pipe(upstream).pipe(secure)
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    port: (server.address() as AddressInfo).port,
    stop: () => new Promise<void>((done) => server.close(() => done())),
  }
}
