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
      if (!(error instanceof SourceError)) throw error
      finish(false, error.message)
      break
    }
  }
  return done
}
