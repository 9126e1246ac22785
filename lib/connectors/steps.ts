/** Runs the steps of a connection test in order; what comes after a failure would only repeat it. */
import { SourceError, type TestStep } from './types'

export interface Step {
  readonly name: string
  /** Answers what was found, in plain words. */
  run(): Promise<string>
}

export async function runSteps(steps: readonly Step[]): Promise<readonly TestStep[]> {
  const done: TestStep[] = []
  for (const { name, run } of steps) {
    const start = performance.now()
    const finish = (ok: boolean, message: string) =>
      done.push({ name, ok, message, milliseconds: Math.round(performance.now() - start) })
    try {
      finish(true, await run())
    } catch (error) {
      const message = inWords(error)
      if (message === null) throw error
      finish(false, message)
      break
    }
  }
  return done
}

/** Null: a fault of ours, which nobody can put right by other credentials. */
function inWords(error: unknown): string | null {
  if (error instanceof SourceError) return error.message
  const gaveUp = error instanceof Error && ['TimeoutError', 'AbortError'].includes(error.name)
  return gaveUp
    ? 'The source accepted the connection and then did not answer in time. Try again, or ask who runs it.'
    : null
}
