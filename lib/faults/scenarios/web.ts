/** what people get while the database is crowded, away, or has just come back. */
import { duringRequest } from '@/lib/testing/next-request'
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test, type TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { GET as answer } from '@/app/api/v1/query/route'
import { notReady } from '@/lib/api/readiness'
import { createToken } from '@/lib/auth/tokens'
import { app } from '@/lib/db/app'
import { closePools, webPool } from '@/lib/db/pools'
import { provide } from '@/lib/env'
import { assertHealthy } from '../assert-intact'
import type { Form } from '../form'
import { startOwnServer } from '../own-server'
import { connectAnew, startScene, type Scene } from '../scene'
import { within } from '../within'
import { fillWriteAheadLog } from './full-disk'

const LIMITS = { timeout: 360_000 }
const SLOW_QUESTIONS = 200
const DAYS = 28

export function web({ seed }: Form): void {
  test('people who ask while the database has trouble are told to come again', LIMITS, async (t) => {
    // One for all: a web process has one address of a database, for as long as it lives.
    const server = await startOwnServer(t)
    const scene = await startScene(t, 'datacamp', { seed, database: server.database })
    const ask = await startWeb(t, scene)

    await t.test(
      'X-15: under 200 slow questions the next one gets a 503 with Retry-After, and refreshes go on',
      async () => {
        assert.equal((await ask()).status, 200)
        const slow = Array.from({ length: SLOW_QUESTIONS }, () =>
          webPool()
            .query('select pg_sleep(14)')
            .catch(() => undefined),
        )
        const refused = ask()
        await scene.source.mutate(scene.random)
        const run = await within(60_000, 'a refresh beside a crowd', scene.refresh(connectAnew(t, scene.database.url)))
        await assertHealthy(scene, run.id)
        // The secret of this database was never written down; the database itself is what is asked about.
        assert.notEqual(await notReady(), 'database')
        assertUnavailable(await within(30_000, 'an answer to the one who waits', refused))
        await Promise.all(slow)
      },
    )

    await t.test(
      'X-03: while the database is away people get a 503 with Retry-After, and answers when it is back',
      async () => {
        await eventuallyAnswers(ask)
        await server.crash()
        assertUnavailable(await within(30_000, 'an answer without a database', ask()))
        await server.startAgain()
        for (let crashes = 0; crashes < 3; crashes++) {
          await eventuallyAnswers(ask)
          // Now every connection of the pools is a dead one.
          await server.crash()
          await server.startAgain()
        }
        await eventuallyAnswers(ask)
      },
    )

    await t.test(
      'X-09: a full disk under the write-ahead log takes the database away, never the data; with room all goes on',
      async (part) => {
        await fillWriteAheadLog(t, part, server, scene, async () =>
          assertUnavailable(await within(30_000, 'an answer without a database', ask())),
        )
        await eventuallyAnswers(ask)
      },
    )
  })
}

type Ask = () => Promise<Response>

/** As one web process: its pools, a token, and a question that no cache knows. */
async function startWeb(t: TestContext, { database }: Scene): Promise<Ask> {
  provide({ DATABASE_URL: database.url, SKILLSCOPE_SECRET: randomBytes(32).toString('base64') })
  t.after(async () => {
    await app().$disconnect()
    await closePools()
  })
  const { token } = await createToken(database.app, 'system', { name: 'web', role: 'analyst' })
  const headers = { authorization: `Bearer ${token}` }
  let asked = 0
  return () => {
    const from = `2026-05-${String(1 + (asked++ % DAYS)).padStart(2, '0')}`
    const question = `http://localhost:3000/api/v1/query?metrics=active_learners&from=${from}&to=2026-05-31&compare=none`
    return duringRequest(headers, () => answer(new Request(question, { headers }), { params: Promise.resolve({}) }))
  }
}

function assertUnavailable(response: Response): void {
  assert.equal(response.status, 503)
  assert.ok(Number(response.headers.get('retry-after')) > 0, 'it says when to come again')
}

/** Never anything but "not now" and the answer. */
async function eventuallyAnswers(ask: Ask): Promise<void> {
  for (let tries = 0; tries < 40; tries++) {
    const response = await ask()
    if (response.status === 200) return
    assertUnavailable(response)
    await sleep(250)
  }
  assert.fail('no answer after ten seconds')
}
