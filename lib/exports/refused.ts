import { RateLimited } from '@/lib/auth/rate-limit'
import type { FormResult } from '@/lib/authz/action'

/** What is not possible now, in a sentence for the person who asked. */
export class ExportRefused extends Error {
  override name = 'ExportRefused'
}

/** By name: what the layers below say in words that are fit for people. */
const fitForPeople = [
  'ExportRefused',
  'ExplorerRefused',
  'InvalidFilter',
  'InvalidTableQuery',
  'NotForThisReader',
  'Refusal',
  'UnknownName',
]

/** Null: it says what only administrators should read. */
export function sentenceFor(error: unknown): string | null {
  return error instanceof Error && fitForPeople.includes(error.name) ? error.message : null
}

/** For a form: done, or why it was not. */
export async function doneOrRefused(deed: () => Promise<unknown>, message?: string): Promise<FormResult> {
  try {
    await deed()
    return { ok: true, ...(message && { message }) }
  } catch (error) {
    const told = error instanceof RateLimited ? error.message : sentenceFor(error)
    if (told === null) throw error
    return { ok: false, message: told }
  }
}
