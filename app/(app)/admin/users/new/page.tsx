import Link from 'next/link'
import { PageHeader } from '@/components/shell/page-header'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { AddPerson } from '@/components/users/add-person'
import { teamChoices } from '@/lib/auth/user-list'
import { definePage } from '@/lib/authz/page'
import { warehouse } from '@/lib/db/warehouse'
import { isSet } from '@/lib/env'
import { invite } from '../actions'
import { teamOptions } from '../team-options'

export const metadata = { title: 'Add person' }

export default definePage('/admin/users/new', async () => (
  <>
    <PageHeader
      title="Add person"
      question="Somebody new gets a link and chooses a password with it."
      actions={
        <Button asChild>
          <Link href="/admin/users">All users</Link>
        </Button>
      }
    />
    <Card title="Who, and what the person may see">
      <AddPerson options={teamOptions(await teamChoices(warehouse()))} mayEmail={isSet('SMTP_URL')} action={invite} />
    </Card>
  </>
))
