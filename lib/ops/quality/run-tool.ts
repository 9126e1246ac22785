/** Runs a tool of the repository with its output shown; true when it was content. */
import { startNode, stopAll } from '../processes'

export async function runTool(
  name: string,
  args: string[],
  signal: AbortSignal,
  env: Record<string, string | undefined> = {},
): Promise<boolean> {
  console.error(`\n— ${name}`)
  const tool = startNode(name, args, { env })
  const onStop = () => void stopAll([tool])
  signal.addEventListener('abort', onStop)
  const code = await tool.ended
  signal.removeEventListener('abort', onStop)
  signal.throwIfAborted()
  return code === 0
}
