import { notFound, Refusal } from '@/lib/authz/problem'
import type { ConnectorId } from '@/lib/catalogue/types'
import { connectors } from '@/lib/connectors/registry'

const ids = Object.keys(connectors) as ConnectorId[]

/** The connector that an address names. */
export function connectorNamed(name: string): ConnectorId {
  const found = ids.find((id) => id === name)
  if (!found) throw new Refusal(notFound(`connector "${name}". There are: ${ids.join(', ')}`))
  return found
}
