import { record } from '@/lib/audit/record'
import { Refusal } from '@/lib/authz/problem'
import { defineRoute } from '@/lib/authz/route'
import { app } from '@/lib/db/app'
import { webPool } from '@/lib/db/pools'
import { csvRecord } from '@/lib/export/csv-text'
import { oneReason } from '@/lib/refresh/quarantine-address'
import { rawRecords } from '@/lib/refresh/quarantine-download'

export const GET = defineRoute('GET /export/quarantine', async ({ actor, search, requestId }) => {
  const chosen = oneReason.safeParse(Object.fromEntries(search))
  if (!chosen.success) {
    const detail = 'Name a connector, a table and a reason, as the page Quarantine does.'
    throw new Refusal({ status: 400, title: 'Invalid parameter', detail })
  }
  const { connector, table, reason } = chosen.data
  const records = rawRecords(webPool(), chosen.data, csvRecord)
  const first = await records.next()
  if (first.done) throw new Refusal({ status: 404, title: 'Not found', detail: 'No such row waits in the quarantine.' })
  await record(app(), {
    actor,
    action: 'quarantine.download',
    subject: connector,
    detail: { table, reason },
    requestId,
  })
  return new Response(streamOf(first.value, records), {
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': `attachment; filename="quarantine_${connector}_${table}_${reason}.txt"`,
      'x-content-type-options': 'nosniff',
    },
  })
})

function streamOf(first: Buffer, rest: AsyncGenerator<Buffer>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      start: (controller) => controller.enqueue(first),
      async pull(controller) {
        const { value, done } = await rest.next()
        if (done) controller.close()
        else controller.enqueue(value)
      },
      cancel: () => rest.return(undefined).then(() => undefined),
    },
    { highWaterMark: 1 },
  )
}
