import type { ConnectorId } from '@/lib/catalogue/types'

/** The sources as people call them. */
export const sourceNames: Readonly<Record<ConnectorId, string>> = { datacamp: 'DataCamp', skilljar: 'Skilljar' }

/** Of a source as answers spell it. */
export const nameOfSource = (source: string): string =>
  Object.hasOwn(sourceNames, source) ? sourceNames[source as ConnectorId] : source
