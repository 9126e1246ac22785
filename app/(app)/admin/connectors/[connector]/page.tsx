import { notFound } from 'next/navigation'
import { CredentialsForm } from '@/components/connectors/credentials-form'
import { GuardsForm } from '@/components/connectors/guards-form'
import { PageHeader } from '@/components/shell/page-header'
import { Card } from '@/components/ui/card'
import { definePage } from '@/lib/authz/page'
import type { ConnectorId } from '@/lib/catalogue/types'
import { publicView } from '@/lib/connectors/credentials'
import { connectors } from '@/lib/connectors/registry'
import { app } from '@/lib/db/app'
import { formatDay } from '@/lib/format/dates'
import { save } from '../actions'
import { guardFields } from '../guards'
import { saveGuards } from '../guards-action'

export const metadata = { title: 'Connector' }

/** DataCamp's files lie in a bucket or in a folder; the fields of the other place are not sent. */
const alternatives: Readonly<Record<ConnectorId, readonly string[]>> = {
  datacamp: ['Bucket', 'Folder on the server'],
  skilljar: [],
}

export default definePage('/admin/connectors/[connector]', async ({ params }) => {
  const id = (Object.keys(connectors) as ConnectorId[]).find((known) => known === params['connector'])
  if (!id) notFound()
  const { label, what, fields } = connectors[id]
  const { config, secrets, unreadable } = await publicView(app(), id)
  const stored = await app().connector.findUnique({ where: { id }, select: { guards: true } })
  const { fields: limits, tables } = guardFields(stored?.guards)
  return (
    <>
      <PageHeader title={label} question={what} />
      <Card
        title="Credentials"
        about="Secrets are sealed when they are saved and never shown again, not even to administrators."
      >
        <CredentialsForm
          connector={id}
          alternatives={alternatives[id]}
          chosen={config['path'] === undefined ? 'Bucket' : 'Folder on the server'}
          action={save}
          fields={fields.map(({ guardsSecrets: _, ...field }) => {
            const secret = secrets[field.name]
            return {
              ...field,
              ...(!field.secret && config[field.name] !== undefined && { value: String(config[field.name]) }),
              ...(secret &&
                (unreadable.includes(field.name)
                  ? { hint: 'What is stored cannot be opened any more: enter it again.' }
                  : {
                      stored: `Set ${formatDay(secret.setAt.toISOString())}${secret.setByName ? ` by ${secret.setByName}` : ''}`,
                    })),
            }
          })}
        />
      </Card>
      <Card
        title="Guards"
        about="A delivery that is further from the last one than this is held: the old data stays until somebody decides. An empty field means the number that stands in it in grey."
      >
        <GuardsForm connector={id} fields={limits} tables={tables} action={saveGuards} />
      </Card>
    </>
  )
})
