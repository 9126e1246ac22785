/** What a finished file is: rows, checksum, filters, definitions and the moment of its data. */
import type { Export } from '@/generated/prisma/client'
import { headersOf } from '@/lib/api/download'
import { fileName } from '@/lib/export/file-name'
import { isFormat } from '@/lib/format/file-format'

export function manifestFile({ manifest, name, format: kept }: Export): Response {
  const format = isFormat(kept) ? kept : 'csv'
  return new Response(`${JSON.stringify(manifest, null, 2)}\n`, {
    headers: headersOf(`${fileName(name, format)}.manifest.json`, { format, manifestOnly: true }),
  })
}
