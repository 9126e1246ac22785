/**
 * Who uses the server. Every process that does holds the writing end of a named pipe; a shell holds the reading end and
 * stops the server when the last writer is gone. The kernel closes pipes, so that works however a process dies.
 */
import { execFileSync } from 'node:child_process'
import { closeSync, constants, existsSync, openSync, writeSync } from 'node:fs'
import path from 'node:path'

function pipeOf(home: string): string {
  const pipe = path.join(home, 'holders')
  if (!existsSync(pipe)) execFileSync('mkfifo', ['-m', '600', pipe])
  return pipe
}

export interface Hold {
  /** Whether the shell at the other end still reads, and so has not begun to stop the server. */
  works(): boolean
  release(): void
}

function holdOf(writer: number): Hold {
  let open = true
  return {
    works() {
      try {
        return writeSync(writer, '.') === 1
      } catch {
        return false
      }
    },
    release() {
      if (open) closeSync(writer)
      open = false
    },
  }
}

/** Joins the processes that use a server; undefined when nobody watches over it. */
export function join(home: string): Hold | undefined {
  try {
    return holdOf(openSync(pipeOf(home), constants.O_WRONLY | constants.O_NONBLOCK))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENXIO') return undefined
    throw error
  }
}

/** Opens both ends; `reader` is for the shell that is about to be started, and closed here once it has it. */
export function open(home: string): { hold: Hold; reader: number } {
  const pipe = pipeOf(home)
  // Opening one end waits for the other, but never while somebody has it open both ways.
  const both = openSync(pipe, constants.O_RDWR)
  const reader = openSync(pipe, constants.O_RDONLY)
  const writer = openSync(pipe, constants.O_WRONLY | constants.O_NONBLOCK)
  closeSync(both)
  return { hold: holdOf(writer), reader }
}
