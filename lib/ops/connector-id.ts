import type { ConnectorId } from '@/lib/catalogue/types'
import { connectors } from '@/lib/connectors/registry'
import { CommandError } from './command'

/** The connector that was named on the command line. */
export function connectorId(text: string | undefined): ConnectorId {
  if (text !== undefined && Object.hasOwn(connectors, text)) return text as ConnectorId
  const known = Object.keys(connectors).join(' or ')
  throw new CommandError(
    text === undefined ? `Name the connector: ${known}.` : `There is no connector "${text}"; it is ${known}.`,
  )
}
