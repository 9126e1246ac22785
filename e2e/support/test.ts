/** Playwright's test, with what holds on every page: headers on each document, and no complaint in the console. */
import { expect, test as base, type Page, type Response } from '@playwright/test'
import { product } from './product'

const headers: Readonly<Record<string, RegExp>> = {
  'content-security-policy': /script-src 'self' 'nonce-[^']+' 'strict-dynamic';.*frame-ancestors 'none'/,
  'x-content-type-options': /^nosniff$/,
  'x-frame-options': /^DENY$/,
  'referrer-policy': /^same-origin$/,
  'cross-origin-opener-policy': /^same-origin$/,
  'permissions-policy': /camera=\(\)/,
}

/** A refused page or address is told by its status; the console repeats it. */
const expected = /^Failed to load resource: the server responded with a status of 4\d\d/

export function watch(page: Page): { complaints: string[]; unguarded: string[] } {
  const complaints: string[] = []
  const unguarded: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' && !expected.test(message.text())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(`${error.name}: ${error.message}`))
  page.on('response', (response) => {
    if (response.request().resourceType() === 'document') unguarded.push(...missing(response))
  })
  return { complaints, unguarded }
}

function missing(response: Response): string[] {
  const given = response.headers()
  // The addresses of these pages may hold a secret.
  const holdsSecret = /^\/(choose-password$|unsubscribe\/)/.test(new URL(response.url()).pathname)
  const policy = holdsSecret && { 'referrer-policy': /^no-referrer$/ }
  return Object.entries({ ...headers, ...policy }).flatMap(([name, wanted]) =>
    wanted.test(given[name] ?? '') ? [] : [`${response.url()} ${name}: ${given[name] ?? 'is missing'}`],
  )
}

export const test = base.extend({
  // Read when a test runs: the configuration is read before the product exists.
  baseURL: async ({}, use) => use(product().url),
  page: async ({ page }, use) => {
    const { complaints, unguarded } = watch(page)
    await use(page)
    expect(complaints, 'errors in the console').toEqual([])
    expect(unguarded, 'documents without security headers').toEqual([])
  },
})

export { expect }
