/** Finds the command, runs it and turns what goes wrong into a sentence. */
import { parseArgs } from 'node:util'
import { CommandError, type Command } from './command'
import { explain } from './explain'
import { stopSignal } from './stop-signal'

const commands: Record<string, () => Promise<Command>> = {
  demo: async () => (await import('./commands/demo')).demo,
  test: async () => (await import('./commands/test')).test,
  dev: async () => (await import('./commands/dev')).dev,
  build: async () => (await import('./commands/build')).build,
  start: async () => (await import('./commands/start')).start,
  worker: async () => (await import('./commands/worker')).worker,
  check: async () => (await import('./commands/check')).check,
  bench: async () => (await import('./commands/bench')).bench,
  faults: async () => (await import('./commands/faults')).faults,
  migrate: async () => (await import('./commands/migrate')).migrate,
  user: async () => (await import('./commands/user')).user,
  connector: async () => (await import('./commands/connector')).connector,
  refresh: async () => (await import('./commands/refresh')).refresh,
  'restore-rows': async () => (await import('./commands/restore-rows')).restoreRows,
  verify: async () => (await import('./commands/verify')).verify,
  secrets: async () => (await import('./commands/secrets')).secrets,
  token: async () => (await import('./commands/token')).token,
  audit: async () => (await import('./commands/audit')).audit,
}

async function help(): Promise<void> {
  console.log('Usage: node bin/skillscope.mjs COMMAND [--json]\n')
  for (const load of Object.values(commands)) console.log((await load()).usage.replace(/^/gm, '  '))
}

async function main([name = 'help', ...args]: string[]): Promise<number> {
  if (['help', '--help', '-h'].includes(name)) return help().then(() => 0)
  const load = commands[name]
  if (!load) throw new CommandError(`There is no command "${name}". It may be: ${Object.keys(commands).join(', ')}.`)
  const command = await load()
  if (args.includes('--help')) {
    console.log(command.usage)
    return 0
  }
  let parsed
  try {
    parsed = parseArgs({
      args,
      options: { json: { type: 'boolean' }, ...command.options },
      allowPositionals: true,
      strict: true,
    })
  } catch (error) {
    throw new CommandError(`${(error as Error).message.split('. ')[0]}. Usage:\n${command.usage}`)
  }
  const { values, positionals } = parsed
  return (await command.run({ values, positionals, json: values['json'] === true, signal: stopSignal() })) ?? 0
}

main(process.argv.slice(2)).then(
  // Pools and engines may still hold timers; everything worth waiting for has been waited for.
  (code) => process.exit(code),
  (error: unknown) => {
    // Someone who stopped us knows why.
    if (stopSignal().aborted) process.exit(130)
    console.error(explain(error))
    process.exit(1)
  },
)
