/** The knobs of the S3 stub, one after the other, each with Q. What a reader makes of them is tested beside it (cases I). */
import { test } from 'node:test'
import type { Fault } from '@/lib/testing/s3-stub'
import { assertIntact, seen } from '../assert-intact'
import type { Form } from '../form'
import { startScene, tryToExecute } from '../scene'
import { within } from '../within'

const KEY = 'latest/course_fact.csv'

const faults: Readonly<Record<string, Fault>> = {
  'a listing that is refused': { method: 'list', kind: { status: 403, code: 'AccessDenied' } },
  'a listing that fails once': { method: 'list', times: 1, kind: { status: 500, code: 'InternalError' } },
  'an object that is refused': { key: KEY, kind: { status: 403, code: 'AccessDenied' } },
  'an object that vanished': { key: KEY, kind: { status: 404, code: 'NoSuchKey' } },
  'a service that asks to slow down': { kind: { status: 503, code: 'SlowDown' } },
  'a burst of errors': { times: 2, kind: { status: 503, code: 'SlowDown' } },
  'a body that is cut': { key: KEY, kind: { cutAfter: 200 } },
  'a body that is cut once': { key: KEY, times: 1, kind: { cutAfter: 200 } },
  'a body that ends early without a word': { key: KEY, kind: { shortAfter: 200 } },
  'a body that stalls': { key: KEY, kind: { hangAfter: 200 } },
  'a redirect to another host': { key: KEY, kind: { redirectTo: 'http://169.254.169.254/latest' } },
  'an object that is replaced while it is read': {
    key: KEY,
    times: 1,
    kind: { replaceWith: Buffer.from('user_id\n1\n') },
  },
}

export function bucketFaults({ seed }: Form): void {
  test(
    'a bucket that misbehaves in any way leaves the old data, and the next refresh succeeds',
    { timeout: 600_000 },
    async (t) => {
      const scene = await startScene(t, 'datacamp', { seed })
      for (const [name, fault] of Object.entries(faults)) {
        await t.test(name, { timeout: 90_000 }, async () => {
          await scene.source.mutate(scene.random)
          const before = await seen(scene)
          const runId = await scene.request()
          scene.source.stub.fault(fault)
          await within(60_000, name, tryToExecute(scene, runId))
          scene.source.stub.clearFaults()
          // What a fault put into the bucket goes away with the next export.
          scene.source.deliver()
          await assertIntact(scene, before, runId)
        })
      }
    },
  )
}
