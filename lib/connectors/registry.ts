/** The two connectors: what an admin enters for each, and how a connection is made of it. */
import type { z } from 'zod'
import { tablesOf } from '@/lib/catalogue/catalogue'
import type { ConnectorId } from '@/lib/catalogue/types'
import { connectDatacamp } from './datacamp/connection'
import {
  bucketCredentials,
  datacampCredentials,
  folderCredentials,
  type DatacampCredentials,
} from './datacamp/credentials'
import { EXPORT_HOURS } from './datacamp/writing-time'
import { connectSkilljar } from './skilljar/connection'
import { skilljarCredentials, sslModes, type SkilljarCredentials } from './skilljar/credentials'
import type { Connection } from './types'

export interface CredentialField {
  readonly name: string
  readonly label: string
  /** Sealed when stored and never shown again. */
  readonly secret: boolean
  readonly optional: boolean
  /** Says where the secret goes: a change asks for the secret again, or it could be sent to a place of someone's own. */
  readonly guardsSecrets: boolean
  readonly input: 'text' | 'password' | 'number' | 'checkbox' | 'select' | 'textarea'
  readonly choices?: readonly string[]
  readonly hint?: string
  readonly placeholder?: string
  readonly group: string
}

/** What the operator allows, from the environment. */
export interface ConnectOptions {
  readonly privateTargets: readonly string[]
  readonly localSources: readonly string[]
}

export interface ConnectorKind {
  readonly id: ConnectorId
  readonly label: string
  /** One sentence for the connectors page. */
  readonly what: string
  readonly fields: readonly CredentialField[]
  readonly schema: z.ZodType
  /** The part of the schema that fits this input, so that its messages name the fields that were meant. */
  schemaFor(input: Readonly<Record<string, unknown>>): z.ZodType
  /** `credentials` as `schema` gives them. */
  connect(credentials: unknown, options: ConnectOptions): Connection
}

const field = (name: string, label: string, group: string, more: Partial<CredentialField> = {}): CredentialField => ({
  name,
  label,
  group,
  secret: false,
  optional: false,
  guardsSecrets: false,
  input: more.secret ? 'password' : 'text',
  ...more,
})

const datacamp: ConnectorKind = {
  id: 'datacamp',
  label: 'DataCamp',
  what: 'Reads the CSV files of DataCamp’s Data Connector from your group’s S3 bucket, or from a folder.',
  fields: [
    field('bucket', 'Bucket', 'Bucket', { guardsSecrets: true, placeholder: 'acme-datacamp-export' }),
    field('region', 'Region', 'Bucket', { guardsSecrets: true, placeholder: 'us-east-1' }),
    field('accessKeyId', 'Access key id', 'Bucket', {
      secret: true,
      input: 'text',
      guardsSecrets: true,
      hint: 'DataCamp shows it under Reporting › Export › Data Connector › View Configuration Details.',
    }),
    field('secretAccessKey', 'Secret access key', 'Bucket', { secret: true }),
    field('endpoint', 'Endpoint', 'Bucket', {
      optional: true,
      guardsSecrets: true,
      placeholder: 'https://s3.example.com',
      hint: 'Only for an S3 service other than Amazon’s.',
    }),
    field('forcePathStyle', 'Bucket name in the path', 'Bucket', {
      optional: true,
      input: 'checkbox',
      hint: 'Some S3 services other than Amazon’s need this.',
    }),
    field('folder', 'Folder in the bucket', 'Bucket', {
      optional: true,
      hint: 'Left empty: the newest complete dated folder, or latest where that is newer. Otherwise exactly the one named here.',
    }),
    field('path', 'Folder', 'Folder on the server', {
      guardsSecrets: true,
      placeholder: '/srv/datacamp',
      hint: 'Instead of a bucket. The operator lists the folders that may be read in SKILLSCOPE_LOCAL_SOURCES.',
    }),
    field('exportHours', 'Files of one export, hours', 'Delivery', {
      optional: true,
      input: 'number',
      placeholder: String(EXPORT_HOURS),
      hint: 'Files written further apart than this are taken for a mixture of two exports, and the refresh waits for a decision.',
    }),
  ],
  schema: datacampCredentials,
  schemaFor: (input) => ('path' in input ? folderCredentials : bucketCredentials),
  connect: (credentials, options) =>
    connectDatacamp(credentials as DatacampCredentials, { tables: tablesOf('datacamp'), ...options }),
}

const skilljar: ConnectorKind = {
  id: 'skilljar',
  label: 'Skilljar',
  what: 'Reads your organisation’s PostgreSQL database of Skilljar’s Data Connector.',
  fields: [
    field('host', 'Host', 'Database', { guardsSecrets: true, placeholder: 'acme.abc123.us-east-1.rds.amazonaws.com' }),
    field('port', 'Port', 'Database', { guardsSecrets: true, optional: true, input: 'number', placeholder: '5432' }),
    field('database', 'Database', 'Database', { guardsSecrets: true }),
    field('schema', 'Schema', 'Database', { optional: true, placeholder: 'public' }),
    field('user', 'User', 'Sign-in', { guardsSecrets: true }),
    field('password', 'Password', 'Sign-in', {
      secret: true,
      hint: 'Skilljar’s support renews it once a year.',
    }),
    field('sslmode', 'TLS', 'Encryption', {
      optional: true,
      guardsSecrets: true,
      input: 'select',
      choices: sslModes,
      hint: 'require encrypts; verify-full also checks that it is Skilljar who answers.',
    }),
    field('ca', 'Certificate of the authority', 'Encryption', {
      optional: true,
      guardsSecrets: true,
      input: 'textarea',
      placeholder: '-----BEGIN CERTIFICATE-----',
      hint: 'For verify-ca and verify-full with Amazon RDS: the text of its certificate bundle.',
    }),
  ],
  schema: skilljarCredentials,
  schemaFor: () => skilljarCredentials,
  connect: (credentials, options) =>
    connectSkilljar(credentials as SkilljarCredentials, { tables: tablesOf('skilljar'), ...options }),
}

export const connectors: Readonly<Record<ConnectorId, ConnectorKind>> = { datacamp, skilljar }
