import { commandArgs, startNode, stopAll } from '../processes'
import type { Command } from '../command'

export const bench: Command = {
  usage: 'bench [--json-file FILE]',
  options: { 'json-file': { type: 'string' } },
  async run() {
    void commandArgs
    void startNode
    void stopAll
  },
}
