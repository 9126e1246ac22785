/** What an admin enters to connect DataCamp: a bucket with its key, or a folder on this machine. */
import { z } from 'zod'
import { isHost } from '@/lib/env/private-target'

const printable = /^[\x21-\x7e]{1,256}$/

const folder = z
  .string()
  .regex(
    /^[A-Za-z0-9_-][A-Za-z0-9._-]*(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$/,
    'Use latest or a dated folder like 2026-01-31.',
  )
  .max(200)
  .optional()

const exportHours = z.coerce
  .number('Hours are a number.')
  .min(1, 'At least 1 hour.')
  .max(744, 'At most 744 hours (a month).')
  .optional()

const endpoint = z.string().refine(isOrigin, 'Use an address like https://s3.example.com, without a path.').optional()

export const bucketCredentials = z.strictObject({
  bucket: z
    .string()
    .regex(
      /^[a-z0-9](?!.*\.\.)[a-z0-9.-]{1,61}[a-z0-9]$/,
      'Bucket names have 3 to 63 small letters, digits, dots and hyphens.',
    ),
  region: z
    .string()
    .regex(/^[a-z0-9](-?[a-z0-9]+){0,6}$/, 'Regions look like us-east-1.')
    .max(32),
  accessKeyId: z
    .string()
    .regex(/^[^\s/,=]{3,128}$/, 'This is no access key id.')
    .regex(printable, 'This is no access key id.'),
  secretAccessKey: z.string().regex(printable, 'This is no secret access key.'),
  endpoint,
  forcePathStyle: z.boolean().optional(),
  folder,
  exportHours,
})

export const folderCredentials = z.strictObject({
  path: z
    .string()
    .max(1_000)
    .regex(/^\/[^\0\n\r]*$/, 'Use an absolute path like /srv/datacamp.'),
  folder,
  exportHours,
})

export const datacampCredentials = z.union([folderCredentials, bucketCredentials])

export type BucketCredentials = z.infer<typeof bucketCredentials>
export type DatacampCredentials = z.infer<typeof datacampCredentials>

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  // What the parser rewrites (2130706433 becomes 127.0.0.1) is refused rather than taken for what it became.
  const given = text.replace(/\/$/, '').toLowerCase()
  const isPlain =
    given === url.origin || given === `${url.protocol}//${url.host}:${url.protocol === 'http:' ? 80 : 443}`
  return /^https?:$/.test(url.protocol) && isPlain && isHost(url.hostname.replace(/^\[|\]$/g, ''))
}
