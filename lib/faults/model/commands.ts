/** everything that may happen to a source and to a refresh, in any order. */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { ConnectorId } from '@/lib/catalogue/types'
import { random } from '@/lib/demo/random'
import { sweep } from '@/lib/refresh/cleanup'
import { arm, failpoints, type Failpoint } from '@/lib/refresh/failpoint'
import { assertBalanced, assertMarts } from '../assert-intact'
import { endOf } from '../children'
import { connectClient } from '../client'
import { leaseRunsOut, tryToExecute } from '../scene'
import { backUp, commitLate, decide, restore, sceneOf, settle, type Model, type World } from './world'

type Command = fc.AsyncCommand<Model, World, true>

function command(text: string, run: (world: World) => Promise<void>): Command {
  return { check: () => Promise.resolve(true), run: (_, world) => run(world), toString: () => text }
}

const NOW = `clock_timestamp() at time zone 'UTC'`

const statements = {
  'changes a course without moving its stamp': `update course set title = title || '~' where course_id = $1`,
  'deletes a course': 'delete from course where course_id = $1',
  'adds a course': `insert into course (course_id, title, updated_at) values ($1, $1, ${NOW}) on conflict (course_id) do update set title = excluded.title || '+', updated_at = excluded.updated_at`,
  'stamps a course with the day after tomorrow': `update course set title = title || '>', updated_at = ${NOW} + interval '2 days' where course_id = $1`,
  'stamps a course with last week': `update course set title = title || '<', updated_at = ${NOW} - interval '7 days' where course_id = $1`,
  'takes the stamp of a course away': `update course set title = title || '?', updated_at = null where course_id = $1`,
  'deletes an enrollment': `delete from enrollment where enrollment_id = replace($1, 'c', 'e')`,
  'deletes an hour': `delete from student_lesson_session_time_hourly where student_lesson_session_time_hourly_id = replace($1, 'c', 'h')`,
  'changes a student': `update student set first_name = first_name || '~' where student_id = replace($1, 'c', 's')`,
} as const

function lateCommit(minutes: number): Command {
  return command(`late commit, stamped ${minutes} minutes ago`, async (world) => {
    if (world.late) return commitLate(world)
    const client = await connectClient(world.t, world.skilljar.source.url)
    world.late = client
    await client.query('begin')
    await client.query(
      `insert into course (course_id, title, updated_at) values ('late' || txid_current(), 'Late', ${NOW} - $1 * interval '1 minute')`,
      [minutes],
    )
  })
}

function refresh(connectorId: ConnectorId, kind: 'normal' | 'full' | 'reconcile'): Command {
  return command(`${kind} refresh of ${connectorId}`, async (world) => {
    const scene = sceneOf(world, connectorId)
    const runId = await scene.request({
      full: kind === 'full',
      reconcile: kind === 'reconcile' && connectorId === 'skilljar',
    })
    const state = await settle(scene, runId)
    const { errorCode, errorMessage } = await scene.detail(runId)
    assert.ok(['published', 'unchanged', 'held'].includes(state), `${state}: ${errorCode} ${errorMessage}`)
    if (state === 'held') return
    await assertBalanced(scene, runId)
    await assertMarts(scene)
  })
}

function crash(connectorId: ConnectorId, point: Failpoint, way: 'error' | 'lost connection'): Command {
  return command(`${way} at ${point} of a refresh of ${connectorId}`, async (world) => {
    const scene = sceneOf(world, connectorId)
    const runId = await scene.request()
    const code = way === 'error' ? {} : { code: 'ECONNRESET' }
    const disarm = arm(point, () => {
      throw Object.assign(new Error('crash'), code)
    })
    await tryToExecute(scene, runId).finally(disarm)
    await leaseRunsOut(scene)
  })
}

function kill(connectorId: ConnectorId, point: Failpoint): Command {
  return command(`worker killed at ${point} of a refresh of ${connectorId}`, async (world) => {
    const scene = sceneOf(world, connectorId)
    const child = await scene.child(await scene.request(), { at: { point, time: 1, act: 'kill' } })
    await endOf(child)
    await leaseRunsOut(scene)
    await sweep(scene.database.pool)
  })
}

function cancel(connectorId: ConnectorId, point: Failpoint): Command {
  return command(`refresh of ${connectorId} cancelled at ${point}`, async (world) => {
    const scene = sceneOf(world, connectorId)
    const runId = await scene.request()
    const disarm = arm(point, async () => {
      await scene.database.pool.query('update app.refresh_run set cancel_requested_at = now() where id = $1', [runId])
    })
    await tryToExecute(scene, runId).finally(disarm)
  })
}

const connector = fc.constantFrom<ConnectorId>('datacamp', 'skilljar')
const point = fc.constantFrom(...failpoints)

export const anyCommands = (maxCommands: number, { kills }: { kills: boolean }) =>
  fc.commands<Model, World, true>(
    [
      fc
        .tuple(connector, fc.nat(1e6))
        .map(([id, seed]) =>
          command(`changes of ${id} (${seed})`, (world) => sceneOf(world, id).source.mutate(random(seed))),
        ),
      fc
        .tuple(fc.constantFrom(...Object.entries(statements)), fc.integer({ min: 1, max: 10 }))
        .map(([[name, text], number]) =>
          command(
            `${name} (${number})`,
            async (world) => void (await world.skilljar.source.pool.query(text, [`c${number}`])),
          ),
        ),
      fc.constantFrom(1, 30, 180).map(lateCommit),
      fc
        .tuple(connector, fc.constantFrom('normal' as const, 'normal' as const, 'full' as const, 'reconcile' as const))
        .map(([id, kind]) => refresh(id, kind)),
      fc
        .tuple(connector, point, fc.constantFrom('error' as const, 'lost connection' as const))
        .map(([id, at, way]) => crash(id, at, way)),
      ...(kills ? [fc.tuple(connector, point).map(([id, at]) => kill(id, at))] : []),
      fc
        .tuple(connector, fc.constantFrom<Failpoint>('after-claim', 'mid-table', 'before-publish', 'mid-publish'))
        .map(([id, at]) => cancel(id, at)),
      fc
        .tuple(connector, fc.constantFrom('approve' as const, 'discard' as const))
        .map(([id, decision]) =>
          command(`${decision}s what is held of ${id}`, (world) => decide(sceneOf(world, id), decision)),
        ),
      fc.constant(command('backs the sources up', backUp)),
      connector.map((id) => command(`restores an older copy of ${id}`, (world) => restore(world, id))),
    ],
    { maxCommands },
  )
