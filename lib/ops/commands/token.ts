import { createToken } from '@/lib/auth/tokens'
import { roleName } from '@/lib/auth/users'
import { app } from '@/lib/db/app'
import { answer, CommandError, optionList, parsed, requiredOption, wholeNumbers, type Command } from '../command'
import { withTables } from '../database'

export const token: Command = {
  usage: 'token create --name N --role R [--team ID…]   (shown once)',
  options: { name: { type: 'string' }, role: { type: 'string' }, team: { type: 'string', multiple: true } },
  async run(invocation) {
    if (invocation.positionals[0] !== 'create') throw new CommandError(`Usage: ${token.usage}`)
    const name = requiredOption(invocation, 'name')
    const role = parsed(roleName, requiredOption(invocation, 'role'))
    const teams = wholeNumbers('team', optionList(invocation, 'team'))
    return withTables(async () => {
      const created = await createToken(app(), 'system', { name, role, teams })
      answer(invocation, { ...created, name, role }, created.token)
    })
  },
}
