import type { ConnectorId } from '@/lib/catalogue/types'

/** The sources as people call them. */
export const sourceNames: Readonly<Record<ConnectorId, string>> = { datacamp: 'DataCamp', skilljar: 'Skilljar' }
