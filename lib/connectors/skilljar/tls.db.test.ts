import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { makeCertificates, startTlsProxy } from '@/lib/testing/tls-proxy'
import { failsWith } from '../testing/read'
import { startSource, type SkilljarSource } from '../testing/skilljar-source'
import type { SkilljarCredentials } from './credentials'

let source: SkilljarSource
before(async () => void (source = await startSource()))
after(() => source.drop())

test('P-17: TLS modes check what they promise', async (context) => {
  const certificates = await makeCertificates('localhost')
  if (!certificates) return context.skip('openssl is not installed')
  const other = await makeCertificates('db.example.com')
  assert.ok(other)
  const proxy = await startTlsProxy(source.credentials, certificates)
  const elsewhere = await startTlsProxy(source.credentials, other)
  const opens = async (more: Partial<SkilljarCredentials>) => {
    const reader = await source.connection({ host: 'localhost', port: proxy.port, ...more }).open()
    await reader.close()
  }
  await opens({ sslmode: 'require' })
  await opens({ sslmode: 'verify-ca', ca: certificates.ca })
  await opens({ sslmode: 'verify-full', ca: certificates.ca })
  await opens({ sslmode: 'verify-ca', ca: other.ca, port: elsewhere.port })
  await assert.rejects(opens({ sslmode: 'verify-full' }), failsWith('tls', /not trusted/))
  await assert.rejects(opens({ sslmode: 'require', ca: other.ca }), failsWith('tls', /not trusted/))
  await assert.rejects(
    opens({ sslmode: 'verify-full', ca: other.ca, port: elsewhere.port }),
    failsWith('tls', /another host than localhost/),
  )
  await assert.rejects(
    opens({ sslmode: 'verify-full', ca: certificates.ca, host: '127.0.0.1' }),
    failsWith('tls', /another host than 127\.0\.0\.1/),
  )
  await proxy.stop()
  await elsewhere.stop()
})
