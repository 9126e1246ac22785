import type { RunSummary } from '@/lib/refresh/status'

const triggers: Readonly<Record<string, string>> = {
  manual: 'an administrator',
  schedule: 'the schedule',
  api: 'the API',
  cli: 'the command line',
  verify: 'skillscope verify',
}

/** Who or what wanted a run, in words. */
export function askedBy({ requestedBy, trigger }: Pick<RunSummary, 'requestedBy' | 'trigger'>): string {
  return requestedBy ?? triggers[trigger] ?? trigger
}
