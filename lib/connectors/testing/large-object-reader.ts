/** Reads course_fact of the bucket it is told and tells how much memory that took: `… ENDPOINT BUCKET KEY`. */
import { connectDatacamp } from '../datacamp/connection'
import { tables } from './delivery'

const [endpoint, bucket = '', accessKeyId = ''] = process.argv.slice(2)
const { signal } = new AbortController()

async function main(): Promise<void> {
  const credentials = {
    bucket,
    accessKeyId,
    endpoint,
    region: 'us-east-1',
    secretAccessKey: 's',
    forcePathStyle: true,
    folder: 'latest',
  }
  const options = { tables, privateTargets: ['127.0.0.1'], localSources: [] }
  const reader = await connectDatacamp(credentials, options).open()
  const pinned = await reader.pin(signal)
  const source = pinned.tables.find(({ table }) => table.name === 'course_fact')
  if (!source) throw new Error('There is no course_fact.')
  const startRss = process.memoryUsage.rss()
  let [rows, peakRss] = [0, startRss]
  const batches = reader.read(source, { since: null, signal })
  for (;;) {
    const next = await batches.next()
    if (next.done) {
      await reader.confirm(signal)
      await reader.close()
      process.stdout.write(JSON.stringify({ rows, bytes: next.value.bytes, startRss, peakRss }))
      return
    }
    rows += next.value.rows.length
    peakRss = Math.max(peakRss, process.memoryUsage.rss())
  }
}

void main()
