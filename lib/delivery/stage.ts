/** The databases that sending works with, and the ways out. */
import type pg from 'pg'
import type { App } from '@/lib/db/app'
import { createWarehouse, type Warehouse } from '@/lib/db/warehouse'
import { channelsOfEnvironment, type Channels } from '@/lib/notify/channels'

export interface Stage {
  readonly app: App
  readonly pool: pg.Pool
  readonly warehouse: Warehouse
  readonly channels: Channels
  readonly now: () => Date
}

export function stageOn(app: App, pool: pg.Pool): Stage {
  return { app, pool, warehouse: createWarehouse(pool), channels: channelsOfEnvironment(), now: () => new Date() }
}
