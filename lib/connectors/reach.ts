/** Whether a connector may go where its credentials point, asked when they are saved; every connection asks again. */
import type { ConnectorId } from '@/lib/catalogue/types'
import { checkEndpoint } from './datacamp/endpoint'
import type { DatacampCredentials } from './datacamp/credentials'
import { openFolderStore } from './datacamp/folder-store'
import type { SkilljarCredentials } from './skilljar/credentials'
import type { ConnectOptions } from './registry'
import { resolveTarget } from './targets'
import { SourceError } from './types'

export async function checkReach(id: ConnectorId, values: object, options: ConnectOptions): Promise<void> {
  try {
    if (id === 'skilljar') {
      const { host, port } = values as SkilljarCredentials
      await resolveTarget(host, port, options.privateTargets)
      return
    }
    const source = values as DatacampCredentials
    if ('path' in source) await openFolderStore(source.path, options.localSources)
    else if (source.endpoint !== undefined) await checkEndpoint(new URL(source.endpoint), options.privateTargets)
  } catch (error) {
    // A name that cannot be looked up now may be by tomorrow; the connection test tells.
    if (error instanceof SourceError && error.code === 'host') return
    throw error
  }
}
