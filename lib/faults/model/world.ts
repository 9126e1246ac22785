/** What the random commands act on: both sources behind one database, and what was left open in the source. */
import type { TestContext } from 'node:test'
import type pg from 'pg'
import type { ConnectorId } from '@/lib/catalogue/types'
import type { RunState } from '@/generated/prisma/client'
import { sweep } from '@/lib/refresh/cleanup'
import { approve, discard } from '../administrator'
import { assertHealthy } from '../assert-intact'
import { startScene, type Scene } from '../scene'
import { columns } from '../sources/database'
import { within } from '../within'

export interface World {
  readonly t: TestContext
  readonly datacamp: Scene<'datacamp'>
  readonly skilljar: Scene<'skilljar'>
  /** A transaction of the source that was stamped early and is committed late. */
  late: pg.Client | null
  /** Brings the bucket back to an older state. */
  restoreBucket: () => void
}

/** Nothing of it need be known beforehand: what must hold is compared with the real source. */
export type Model = Record<string, never>

const RUN_MS = 60_000
const MOST_TRIES = 8

export async function startWorld(t: TestContext, seed: number): Promise<World> {
  const datacamp = await startScene(t, 'datacamp', { seed })
  const skilljar = await startScene(t, 'skilljar', { seed, database: datacamp.database })
  const world: World = { t, datacamp, skilljar, late: null, restoreBucket: datacamp.source.remember() }
  await backUp(world)
  return world
}

export const sceneOf = (world: World, connectorId: ConnectorId): Scene =>
  connectorId === 'datacamp' ? world.datacamp : world.skilljar

/** Tries until the run is over or waits for a decision. */
export async function settle(scene: Scene, runId: number): Promise<RunState> {
  let state: RunState = 'queued'
  for (let tries = 0; tries < MOST_TRIES && state === 'queued'; tries++) {
    state = await within(RUN_MS, 'a refresh', scene.execute(runId))
  }
  return state
}

/** Decides about every held run of a connector. */
export async function decide(scene: Scene, decision: 'approve' | 'discard'): Promise<void> {
  const { app } = scene.database
  const held = await app.refreshRun.findMany({ where: { connectorId: scene.connectorId, state: 'held' } })
  for (const { id } of held) {
    const runId = Number(id)
    if (decision === 'discard') await discard(scene, runId)
    else {
      await approve(scene, runId)
      await settle(scene, runId)
    }
  }
}

/** Remembers the source as it is now. */
export async function backUp(world: World): Promise<void> {
  world.restoreBucket = world.datacamp.source.remember()
  const copies = Object.keys(columns).map((table) => `create table backup."${table}" as table public."${table}"`)
  await world.skilljar.source.pool.query(
    `drop schema if exists backup cascade; create schema backup; ${copies.join('; ')}`,
  )
}

/** The vendor restored its database from a backup: rows, changes and stamps are gone. */
export async function restore(world: World, connectorId: ConnectorId): Promise<void> {
  if (connectorId === 'datacamp') return world.restoreBucket()
  const tables = Object.keys(columns)
  await world.skilljar.source.pool.query(
    `begin; ${tables.map((table) => `delete from public."${table}"; insert into public."${table}" table backup."${table}"`).join('; ')}; commit`,
  )
}

export async function commitLate(world: World): Promise<void> {
  await world.late?.query('commit')
  await world.late?.end()
  world.late = null
}

/** At the end: one whole refresh of each source, approved if need be, and everything is as the source has it. */
export async function assertConverges(world: World, last: 'full' | 'reconcile'): Promise<void> {
  await commitLate(world)
  const scenes = [world.datacamp, world.skilljar] as const
  const runIds: number[] = []
  for (const scene of scenes) {
    await decide(scene, 'discard')
    const options = last === 'full' || scene.connectorId === 'datacamp' ? { full: true } : { reconcile: true }
    // A run that a crash left open is a run of its own kind, and goes first.
    await settle(scene, await scene.request())
    await decide(scene, 'discard')
    const runId = await scene.request(options)
    if ((await settle(scene, runId)) === 'held') await decide(scene, 'approve')
    runIds.push(runId)
  }
  // The staging of what was discarded goes when the worker comes by.
  await sweep(world.datacamp.database.pool)
  for (const [index, scene] of scenes.entries()) await assertHealthy(scene, runIds[index] ?? 0)
}
