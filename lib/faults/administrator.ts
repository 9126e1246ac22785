/** Decisions about held runs, as an administrator makes them. */
import type { Actor } from '@/lib/authz/actor'
import { approveRun, discardRun } from '@/lib/refresh/decide'
import type { Scene } from './scene'

const ada: Actor = { kind: 'user', id: '0198a000-0000-7000-8000-000000000001', name: 'Ada', role: 'admin', teams: [] }
const reason = 'The fault suite wants to see what happens.'

export const approve = ({ database }: Scene, runId: number): Promise<void> =>
  approveRun(database.app, ada, runId, reason)
export const discard = ({ database }: Scene, runId: number): Promise<void> =>
  discardRun(database.app, ada, runId, reason)
