/**
 * A real S3 service for the integration test: OpenStack Swift with its S3 interface, from Debian's packages, on loopback
 * and under a temporary folder. It verifies signatures, unlike our stub.
 */
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { access, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import net, { type AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { childEnvironment } from '@/lib/env'
import { swiftConfig, swiftServers, type SwiftPorts } from './swift-config'

const run = promisify(execFile)
const START_MS = 120_000
const STOP_MS = 5_000
const memcached = '/usr/bin/memcached'
/**
 * Our end of the shell's standard input closes however this process ends; the server goes with it. Swift's servers leave our
 * process group, so the shell must outlive a signal to the whole group.
 */
const untilParentDies =
  'exec 3<&0; trap : TERM INT HUP; "$@" </dev/null & server=$!; cat <&3 >/dev/null; kill $server; wait $server'
const packages = ['swift', 'swift-proxy', 'swift-account', 'swift-container', 'swift-object', 'memcached']

export interface Swift {
  readonly endpoint: string
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  createBucket(bucket: string): Promise<void>
  put(bucket: string, key: string, body: Buffer): Promise<void>
  /** Every file of the folder, under `prefix/`. */
  upload(bucket: string, prefix: string, folder: string): Promise<void>
  stop(): Promise<void>
}

/** Installs what is missing; the reason, where that is not possible. */
export async function installSwift(): Promise<{ missing: string | null }> {
  if (await isInstalled()) return { missing: null }
  if (process.getuid?.() !== 0)
    return {
      missing: `OpenStack Swift is not installed, and only root can install it: apt-get install ${packages.join(' ')}`,
    }
  const apt = (...args: string[]) =>
    run('apt-get', args, { env: systemEnvironment({ DEBIAN_FRONTEND: 'noninteractive' }) })
  try {
    const install = ['install', '-y', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=300', ...packages]
    await apt(...install).catch(async () => {
      await apt('update')
      await apt(...install)
    })
  } catch (error) {
    return {
      missing: `OpenStack Swift could not be installed with apt-get (${(error as NodeJS.ErrnoException).code ?? 'unknown error'}).`,
    }
  }
  return { missing: (await isInstalled()) ? null : 'OpenStack Swift was installed, but its servers are not there.' }
}

async function isInstalled(): Promise<boolean> {
  const programs = [...swiftServers.map(program), '/usr/bin/swift-ring-builder', memcached]
  const found = await Promise.all(
    programs.map((file) =>
      access(file).then(
        () => true,
        () => false,
      ),
    ),
  )
  return found.every(Boolean)
}

export async function startSwift(): Promise<Swift> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'skillscope-swift-'))
  const children: ChildProcess[] = []
  const log: string[] = []
  const stop = async () => {
    await Promise.all(children.map(end))
    await rm(folder, { recursive: true, force: true })
  }
  try {
    const [proxy, account, container, object, cache] = await freePorts(5)
    const ports = { proxy, account, container, object, cache } as SwiftPorts
    const who = { account: 'skillscope', user: 'connector', secret: randomBytes(16).toString('hex') }
    await mkdir(path.join(folder, 'devices', 'disk'), { recursive: true })
    for (const [name, content] of Object.entries(swiftConfig(folder, os.userInfo().username, ports, who))) {
      await writeFile(path.join(folder, name), content)
    }
    await Promise.all((['account', 'container', 'object'] as const).map((ring) => buildRing(folder, ring, ports[ring])))

    const start = (file: string, ...args: string[]) => {
      const child = spawn('/bin/sh', ['-c', untilParentDies, 'sh', file, ...args], {
        cwd: folder,
        env: systemEnvironment({ PYTHONWARNINGS: 'ignore' }),
        stdio: ['pipe', 'ignore', 'pipe'],
      })
      child.stderr.on('data', (chunk: Buffer) => void log.push(chunk.toString()))
      children.push(child)
    }
    start(memcached, '-l', '127.0.0.1', '-p', String(ports.cache), '-m', '16', '-u', os.userInfo().username)
    // -v: errors also go to standard error, not only to a syslog that may not be there.
    for (const server of swiftServers) start(program(server), path.join(folder, `${server}-server.conf`), '-v')
    const endpoint = `http://127.0.0.1:${ports.proxy}`
    const access = { accessKeyId: `${who.account}:${who.user}`, secretAccessKey: who.secret }
    await untilHealthy(endpoint, Object.values(ports), children, log)
    const client = new S3Client({
      endpoint,
      region: 'us-east-1',
      forcePathStyle: true,
      credentials: access,
      requestChecksumCalculation: 'WHEN_REQUIRED',
    })
    const put = async (bucket: string, key: string, body: Buffer) => {
      await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body }))
    }
    return {
      endpoint,
      region: 'us-east-1',
      ...access,
      createBucket: async (bucket) => void (await client.send(new CreateBucketCommand({ Bucket: bucket }))),
      put,
      async upload(bucket, prefix, from) {
        for (const name of await readdir(from))
          await put(bucket, `${prefix}/${name}`, await readFile(path.join(from, name)))
      },
      async stop() {
        client.destroy()
        await stop()
      },
    }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Debian's programs with Debian's Python, whatever else this machine has. */
function systemEnvironment(more: Record<string, string>): NodeJS.ProcessEnv {
  return childEnvironment({
    PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
    PYTHONPATH: undefined,
    PYTHONHOME: undefined,
    ...more,
  })
}

function program(server: string): string {
  return `/usr/bin/swift-${server}-server`
}

async function buildRing(folder: string, ring: string, port: number): Promise<void> {
  const builder = path.join(folder, `${ring}.builder`)
  const build = (...args: string[]) => run('/usr/bin/swift-ring-builder', [builder, ...args], { cwd: folder })
  await build('create', '4', '1', '0')
  await build('add', `r1z1-127.0.0.1:${port}/disk`, '1')
  await build('rebalance')
}

/** The proxy says that it is healthy while the servers behind it still start, and blames them for a minute for not answering. */
async function untilHealthy(
  endpoint: string,
  ports: readonly number[],
  children: readonly ChildProcess[],
  log: readonly string[],
): Promise<void> {
  const deadline = Date.now() + START_MS
  while (Date.now() < deadline) {
    if (children.some((child) => child.exitCode !== null)) break
    const isListening = (await Promise.all(ports.map(accepts))).every(Boolean)
    const isHealthy = isListening && (await fetch(`${endpoint}/healthcheck`).catch(() => null))?.ok
    if (isHealthy) return
    await new Promise((done) => setTimeout(done, 100))
  }
  throw new Error(`OpenStack Swift did not start. ${log.join('').slice(-2_000)}`)
}

function accepts(port: number): Promise<boolean> {
  return new Promise((answer) => {
    const socket = net.connect(port, '127.0.0.1')
    socket.once('error', () => answer(false))
    socket.once('connect', () => {
      socket.destroy()
      answer(true)
    })
  })
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((done) => child.once('exit', done))
  child.stdin?.end()
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
  await ended
  clearTimeout(timer)
}

/** All are held until all are known, so that none is given out twice. */
async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = net.createServer()
      await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
      return server
    }),
  )
  const ports = servers.map((server) => (server.address() as AddressInfo).port)
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))))
  return ports
}
