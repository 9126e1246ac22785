/** other work on our database at the same time, and a publish that does not hold what it says. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { arm } from '@/lib/refresh/failpoint'
import { assertExplained, assertHealthy, assertIntact, assertPrevious, seen } from '../assert-intact'
import { connectClient } from '../client'
import type { Form } from '../form'
import { startScene } from '../scene'
import { within } from '../within'

const LIMITS = { timeout: 150_000 }

export function contention({ seed }: Form): void {
  test(
    'X-11: a reader that stays in its transaction does not stop a publish, and goes on seeing what it saw',
    LIMITS,
    async (t) => {
      const scene = await startScene(t, 'datacamp', { seed })
      const reader = await connectClient(t, scene.database.url)
      await reader.query('begin isolation level repeatable read read only')
      const countFacts = 'select count(*) as n, sum(time_spent) as seconds from datacamp.course_fact'
      const before = (await reader.query(countFacts)).rows
      scene.source.grow(50)
      const run = await within(30_000, 'a publish beside a reader', scene.refresh())
      assert.deepEqual((await reader.query(countFacts)).rows, before)
      await reader.query('commit')
      assert.notDeepEqual((await reader.query(countFacts)).rows, before)
      await assertHealthy(scene, run.id)
    },
  )

  test('X-12: a publish that writes less than it counted is taken back as a whole', LIMITS, async (t) => {
    const scene = await startScene(t, 'datacamp', { seed })
    // The rows go missing between the statement and the table, without an error.
    await scene.database.pool.query(`
      create function public.swallow() returns trigger language plpgsql as 'begin return null; end';
      create trigger swallow before insert on datacamp.course_fact for each row execute function public.swallow()`)
    scene.source.grow(20)
    const before = await seen(scene)
    const run = await scene.refresh()
    assert.deepEqual([run.state, run.errorCode], ['failed', 'invariant'])
    assert.match(run.errorMessage ?? '', /course_fact/)
    await assertPrevious(scene, before)
    await scene.database.pool.query('drop function public.swallow() cascade')
    await assertIntact(scene, before, run.id)
  })

  test(
    'X-14: a publish that meets a deadlock or a lock that is held for seconds is run again, and succeeds',
    LIMITS,
    async (t) => {
      const scene = await startScene(t, 'skilljar', { seed })
      const other = await connectClient(t, scene.database.url)
      await scene.source.pool.query(`
      update course set title = title || '!', updated_at = now() at time zone 'UTC';
      update student set first_name = first_name || '!'`)
      // The publish goes by name: it holds course when it comes to student.
      await other.query('begin; lock table skilljar.student in share row exclusive mode')
      const running = scene.refresh()
      await sleep(1_500)
      await other.query('lock table skilljar.course in share row exclusive mode').catch(() => undefined)
      await other.query('rollback')
      const run = await within(60_000, 'a publish after a deadlock', running)
      await assertHealthy(scene, run.id)
    },
  )
}

export function longContention({ seed }: Form): void {
  test(
    'X-14: where a lock is never given back, the refresh gives up after some tries and says so',
    LIMITS,
    async (t) => {
      const scene = await startScene(t, 'skilljar', { seed })
      const other = await connectClient(t, scene.database.url)
      await scene.source.pool.query(`update course set title = title || '!', updated_at = now() at time zone 'UTC'`)
      await other.query('begin; lock table skilljar.course in share row exclusive mode')
      const before = await seen(scene)
      const run = await within(120_000, 'a publish that cannot have its lock', scene.refresh())
      assert.equal(run.errorCode, 'busy')
      assertExplained(scene, run)
      await assertPrevious(scene, before)
      await other.query('rollback')
      await assertIntact(scene, before, run.id)
    },
  )

  test('a publish whose transaction cannot be serialised is run again', LIMITS, async (t) => {
    const scene = await startScene(t, 'datacamp', { seed })
    await scene.source.mutate(scene.random)
    let times = 0
    const disarm = arm('before-commit', () => {
      if (times++ === 0) throw Object.assign(new Error('could not serialize access'), { code: '40001' })
    })
    const run = await scene.refresh().finally(disarm)
    assert.equal(times, 2)
    await assertHealthy(scene, run.id)
  })
}
