import { buildWeb } from '../build'
import type { Command } from '../command'

export const build: Command = {
  usage: 'build',
  run: ({ signal }) => buildWeb(signal),
}
