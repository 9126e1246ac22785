/** The steps of a run as people follow them, from the moments that the engine wrote down. */
import { formatClock } from '@/lib/format/dates'
import type { RunDetail } from '@/lib/refresh/status'
import type { Step } from './steps'

const phases = [
  ['claimed', 'Claimed'],
  ['pinned', 'Pinned'],
  ['staged', 'Staged'],
  ['validated', 'Checked'],
] as const

export function stepsOf({ timeline, state, finishedAt, heldAt, decision }: RunDetail): readonly Step[] {
  const reached = phases.map(([phase, label]): Step => at(label, timeline[phase]))
  const stopped = state === 'failed' || state === 'cancelled'
  const firstOpen = reached.findIndex((step) => step.state === 'open')
  if (stopped && firstOpen >= 0) reached[firstOpen] = failed(reached[firstOpen]?.label ?? '', finishedAt)

  const held: Step[] = []
  if (heldAt !== null) {
    held.push(
      state === 'held'
        ? { label: 'Held', state: 'held', note: formatClock(heldAt) }
        : { label: 'Held', state: 'done', note: formatClock(heldAt) },
    )
    if (decision)
      held.push({
        label: said[decision.outcome],
        state: decision.outcome === 'approved' ? 'done' : 'failed',
        note: formatClock(decision.at),
      })
  }
  if (state === 'discarded') return [...reached, ...held]
  const published: Step =
    state === 'published' || state === 'unchanged'
      ? {
          label: state === 'published' ? 'Published' : 'No change',
          state: 'done',
          note: formatClock(timeline['published'] ?? finishedAt),
        }
      : stopped && firstOpen < 0
        ? failed('Published', finishedAt)
        : { label: 'Published', state: 'open', note: state === 'held' ? 'after approval' : '' }
  return [...reached, ...held, published]
}

const said = { approved: 'Approved', discarded: 'Discarded', superseded: 'Replaced' } as const

function at(label: string, moment: string | undefined): Step {
  return moment ? { label, state: 'done', note: formatClock(moment) } : { label, state: 'open', note: '' }
}

function failed(label: string, finishedAt: string | null): Step {
  return { label, state: 'failed', note: formatClock(finishedAt) }
}
