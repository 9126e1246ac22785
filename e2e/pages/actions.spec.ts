/** A-02 over the wire: every server action of the build, posted by hand past all pages. */
import { readFile } from 'node:fs/promises'
import { sessionOf, type RoleName } from '../support/accounts'
import { product, query } from '../support/product'
import { expect, test } from '../support/test'

interface Manifest {
  readonly node: Readonly<Record<string, { readonly filename: string; readonly exportedName: string }>>
}

/** All rows of our own tables, but for what looking around itself writes. */
async function state(): Promise<string> {
  const tables = await query(
    `select tablename from pg_tables where schemaname = 'app' and tablename not in ('audit', 'rate_limit') order by 1`,
  )
  const hashes = tables.map(
    ([name]) => `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from app."${name}" t`,
  )
  return JSON.stringify(await query(hashes.join(' union all ')))
}

const senders: readonly { who: string; role: RoleName | null; origin: () => string | null }[] = [
  { who: 'a manager', role: 'manager', origin: () => product().url },
  { who: 'an analyst', role: 'analyst', origin: () => product().url },
  { who: 'a viewer', role: 'viewer', origin: () => product().url },
  { who: 'a stranger', role: null, origin: () => product().url },
  { who: 'a page of somebody else in an administrator’s browser', role: 'admin', origin: () => 'https://evil.example' },
  { who: 'no page in an administrator’s browser', role: 'admin', origin: () => null },
]

for (const { who, role, origin } of senders) {
  test(`A-02: no server action does anything for ${who}`, async ({ browser }) => {
    const { node } = JSON.parse(await readFile('.next/server/server-reference-manifest.json', 'utf8')) as Manifest
    const storageState = role === null ? { cookies: [], origins: [] } : sessionOf(role)
    const context = await browser.newContext({ baseURL: product().url, storageState })
    const before = await state()
    const ids = Object.keys(node)
    expect(ids.length).toBeGreaterThan(20)
    for (const id of ids) {
      const from = origin()
      const response = await context.request.post('/sign-in', {
        headers: { 'next-action': id, 'content-type': 'text/plain;charset=UTF-8', ...(from && { origin: from }) },
        data: '[null,{}]',
        maxRedirects: 0,
      })
      const text = await response.text()
      // The ones that are open by design say what is missing; the others say why not, and nothing of the kind "done".
      expect(text, `${node[id]?.filename} ${node[id]?.exportedName}`).not.toMatch(/"ok":\s*true/)
    }
    expect(await state()).toBe(before)
    await context.close()
  })
}
