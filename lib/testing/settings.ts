/** The settings that a web process of the product would have, for tests that go through its entry points. */
import { provide } from '@/lib/env'
import type { EmptyDatabase } from './database'

export const TEST_ADDRESS = 'http://localhost:3000'

export function provideSettings({ url }: Pick<EmptyDatabase, 'url'>): void {
  provide({ DATABASE_URL: url, SKILLSCOPE_SECRET: Buffer.alloc(32, 7).toString('base64'), APP_URL: TEST_ADDRESS })
}
