import type { ScopedReader } from '@/lib/authz/reader'

/** Explorer rows are rows of people; whoever may not see everybody's must never come here. */
export class ExplorerRefused extends Error {
  constructor() {
    super('The Explorer shows rows of all learners, which this account may not see.')
    this.name = 'ExplorerRefused'
  }
}

export function requireEverything({ scope }: ScopedReader): void {
  if (scope.people !== 'all' || !scope.learnerRows) throw new ExplorerRefused()
}
