import { ScheduleForm } from '@/components/connectors/schedule-form'
import type { Connector } from '@/generated/prisma/client'
import { formatZoned } from '@/lib/format/zoned'
import { reconcileSchedule, refreshSchedule } from '@/lib/refresh/schedule'
import { nextTimes } from '@/lib/refresh/schedule-cron'
import { presetOf, scheduleInWords } from '@/lib/refresh/schedule-preset'
import { schedule as save } from './actions'

const TIMES_SHOWN = 4
const zones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]

/** When the connector refreshes by itself, and the form that changes it. */
export function ScheduleLine({ connector, isHeld, now }: { connector: Connector; isHeld: boolean; now: Date }) {
  const schedule = refreshSchedule(connector)
  const comparison = reconcileSchedule(connector)
  const [next, ...later] = schedule ? nextTimes(schedule, now, TIMES_SHOWN) : []
  const inZone = (time: Date) => formatZoned(time.toISOString(), connector.scheduleZone)
  return (
    <ScheduleForm
      connector={connector.id}
      stored={presetOf(connector.scheduleCron)}
      zone={connector.scheduleCron === null ? null : connector.scheduleZone}
      zones={zones}
      reconcileCron={connector.id === 'skilljar' ? (connector.reconcileCron ?? '') : null}
      action={save}
    >
      <p>
        {scheduleInWords(connector.scheduleCron)}
        {schedule && ` ${connector.scheduleZone}`}
        {schedule && isHeld && <span className="text-warning">, paused while held</span>}
      </p>
      {next && !isHeld && (
        <details className="text-small text-muted">
          <summary className="min-h-6 cursor-pointer">Next: {inZone(next)}</summary>
          <ul>
            {later.map((time) => (
              <li key={time.toISOString()}>{inZone(time)}</li>
            ))}
          </ul>
        </details>
      )}
      {comparison && (
        <p className="text-small text-muted">
          Every row is compared: {scheduleInWords(comparison.cron).toLowerCase()}.
        </p>
      )}
    </ScheduleForm>
  )
}
