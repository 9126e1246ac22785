/** What became of one cell: text that PostgreSQL's cast takes, or a refusal that never repeats the cell. */

export type Coerced =
  | { readonly ok: true; readonly text: string | null }
  | { readonly ok: false; readonly reason: string; readonly message: string }

export const NULL: Coerced = Object.freeze({ ok: true, text: null })

export function taken(text: string): Coerced {
  return { ok: true, text }
}

/** Made once per rule and shared: a bad file costs no more than a good one. */
export function refusal(reason: string, message: string): Coerced {
  return Object.freeze({ ok: false, reason, message })
}
