/** X-17, E13: connections to our database and to both sources that are cut, fall silent, or come and go. */
import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import type { ConnectorId } from '@/lib/catalogue/types'
import { arm, type Failpoint } from '@/lib/refresh/failpoint'
import { startTcpProxy, type TcpProxy } from '@/lib/testing/tcp-proxy'
import { assertIntact, seen } from '../assert-intact'
import { count, type Form } from '../form'
import {
  connectAnew,
  leaseRunsOut,
  shortLease,
  startScene,
  tryToExecute,
  type ExecuteOptions,
  type Scene,
} from '../scene'
import type { Place } from '../sources/source'
import { within } from '../within'

/** Longer than every limit that the scenarios give to connections and leases. */
const ENDS_WITHIN_MS = 60_000
/** One try may carry this many bytes in either direction. */
const SOME_BYTES = 60_000
const MOST_TRIES = 25
const CUT_OF_TEN = 3

interface Line {
  readonly name: 'our database' | 'the bucket' | 'the source database'
  readonly connectorId: ConnectorId
  /** Else it is the way to the source. */
  readonly isOurs: boolean
}

interface Passage {
  readonly scene: Scene
  readonly proxy: TcpProxy
  /** How a refresh goes through the proxy. */
  readonly through: ExecuteOptions
}

const lines: readonly Line[] = [
  { name: 'our database', connectorId: 'datacamp', isOurs: true },
  { name: 'the bucket', connectorId: 'datacamp', isOurs: false },
  { name: 'the source database', connectorId: 'skilljar', isOurs: false },
]

export function network(form: Form): void {
  // The short form looks at each fault once, where it is quickest.
  const on = (chosen: Line['name']) => lines.filter(({ name }) => form.name === 'long' || name === chosen)
  for (const line of on('our database')) cut(form, line)
  for (const line of on('the source database')) silence(form, line)
  for (const line of on('the bucket')) flap(form, line)
}

function cut(form: Form, line: Line): void {
  const title = `X-17: connections to ${line.name} that are cut in the middle never leave half a refresh`
  test(title, { timeout: 300_000 }, async (t) => {
    const passage = await open(t, line, form.seed)
    const { scene, proxy } = passage
    for (let round = 0; round < count(form, 2, 12); round++) {
      const bytes = scene.random.integer(0, SOME_BYTES)
      await spoilt(passage, () => (round % 2 === 0 ? proxy.cutAfter(bytes) : proxy.cutAfterSent(bytes)))
    }
  })
}

function silence(form: Form, line: Line): void {
  const ours = ['after-pin', 'after-stage', 'mid-publish'] as const
  const points: readonly Failpoint[] = line.isOurs ? ours : ['after-claim', 'after-pin']
  const title = `X-17: where ${line.name} falls silent, the refresh ends within its limits and the connector is free`
  test(title, { timeout: 300_000 }, async (t) => {
    const passage = await open(t, line, form.seed)
    for (const point of form.name === 'short' ? points.slice(1, 2) : points) {
      let disarm: () => void = () => undefined
      const fallSilent = () => void (disarm = arm(point, () => passage.proxy.blackHole()))
      await spoilt(passage, fallSilent, () => disarm())
    }
  })
}

function flap(form: Form, line: Line): void {
  const title = `X-17: with three of ten connections to ${line.name} lost, the refresh is published once in the end`
  test(title, { timeout: 300_000 }, async (t) => {
    const { scene, proxy, through } = await open(t, line, form.seed)
    for (let round = 0; round < count(form, 1, 6); round++) {
      await scene.source.mutate(scene.random)
      const before = await seen(scene)
      const had = await publications(scene)
      const { random } = scene
      proxy.flap(() => (random.integer(1, 10) <= CUT_OF_TEN ? random.integer(0, SOME_BYTES) : Infinity))
      let runId = await scene.request()
      for (let tries = 0; tries < MOST_TRIES; tries++) {
        await within(ENDS_WITHIN_MS, 'a refresh over a bad line', tryToExecute(scene, runId, through))
        await leaseRunsOut(scene)
        const { state } = await scene.detail(runId)
        if (state === 'published' || state === 'unchanged') break
        if (state === 'failed') runId = await scene.request()
      }
      proxy.heal()
      await assertIntact(scene, before, runId, through)
      assert.ok((await publications(scene)) <= had + 1, 'published once')
    }
  })
}

/** One refresh with a fault, then the way is clear again and Q must hold. */
async function spoilt(
  { scene, proxy, through }: Passage,
  spoil: () => void,
  stopSpoiling: () => void = () => undefined,
): Promise<void> {
  await scene.source.mutate(scene.random)
  const before = await seen(scene)
  const runId = await scene.request()
  spoil()
  await within(ENDS_WITHIN_MS, 'a refresh over a broken line', tryToExecute(scene, runId, through))
  stopSpoiling()
  proxy.heal()
  await leaseRunsOut(scene)
  await assertIntact(scene, before, runId, through)
}

async function open(t: TestContext, { connectorId, isOurs }: Line, seed: number): Promise<Passage> {
  const scene = await startScene(t, connectorId, { seed })
  const { place } = scene.source
  const target = isOurs ? new URL(scene.database.url) : new URL(addressOf(place))
  const proxy = await startTcpProxy({ host: target.hostname, port: Number(target.port) })
  t.after(() => proxy.stop())
  target.port = String(proxy.port)
  const through: ExecuteOptions = isOurs
    ? { ...connectAnew(t, target.href), timing: { ...shortLease, waitSeconds: 0 } }
    : { place: redirected(place, proxy.port) }
  return { scene, proxy, through }
}

function addressOf(place: Place): string {
  return place.connectorId === 'datacamp'
    ? (place.credentials.endpoint ?? '')
    : `postgresql://${place.credentials.host}:${place.credentials.port}`
}

function redirected(place: Place, port: number): Place {
  if (place.connectorId === 'skilljar') return { ...place, credentials: { ...place.credentials, port } }
  return { ...place, credentials: { ...place.credentials, endpoint: `http://127.0.0.1:${port}` } }
}

async function publications({ database }: Scene): Promise<number> {
  const { rows } = await database.pool.query<{ n: number }>('select count(*) as n from app.publication')
  return Number(rows[0]?.n)
}
