/** What an admin enters to connect Skilljar's database: single fields, never a connection string, which could name files and options. */
import { z } from 'zod'
import { isHost } from '@/lib/env/private-target'

/** Names inside PostgreSQL: anything but control characters, up to its own limit. */
const name = z
  .string()
  .regex(/^[^\p{Cc}]+$/u, 'Use letters and digits.')
  .refine((text) => Buffer.byteLength(text) <= 63, 'Names in PostgreSQL have at most 63 bytes.')

const port = z.coerce.number('Ports are numbers.').int().min(1).max(65_535)

const pem = /^\s*(-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----\s*)+$/

export const sslModes = ['disable', 'require', 'verify-ca', 'verify-full'] as const

export const skilljarCredentials = z.strictObject({
  host: z.string().refine(isHost, 'Use a host name or an IP address, without port, path or blanks.'),
  port: port.default(5432),
  database: name,
  schema: name.default('public'),
  user: name,
  password: z
    .string()
    .min(1, 'Enter the password.')
    .max(1_000)
    .refine((text) => !text.includes('\0'), 'The password holds a character that PostgreSQL does not take.'),
  sslmode: z.enum(sslModes, 'Choose disable, require, verify-ca or verify-full.').default('require'),
  ca: z
    .string()
    .max(200_000)
    .regex(pem, 'Paste the certificate itself: text that begins with -----BEGIN CERTIFICATE-----.')
    .optional(),
})

export type SkilljarCredentials = z.infer<typeof skilljarCredentials>
