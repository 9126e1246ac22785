import { PageHeader } from '@/components/shell/page-header'
import { Card } from '@/components/ui/card'
import { AddToken } from '@/components/users/add-token'
import { TokenList } from '@/components/users/token-list'
import { listTokens } from '@/lib/auth/token-list'
import { teamChoices } from '@/lib/auth/user-list'
import { definePage } from '@/lib/authz/page'
import { warehouse } from '@/lib/db/warehouse'
import { dayOf } from '@/lib/filters/days'
import { teamOptions } from '../users/team-options'
import { create, revoke } from './actions'

export const metadata = { title: 'API tokens' }

export default definePage('/admin/tokens', async () => (
  <>
    <PageHeader
      title="API tokens"
      question="Keys for scripts. A token sees what a person of its role sees, and works until it is revoked or expires."
    />
    <Card title="Tokens" about="Newest first. Only the first characters are kept, so that people can tell them apart.">
      <TokenList tokens={await listTokens(warehouse())} action={revoke} />
    </Card>
    <Card title="Make a token">
      <AddToken options={teamOptions(await teamChoices(warehouse()))} today={dayOf(new Date())} action={create} />
    </Card>
  </>
))
