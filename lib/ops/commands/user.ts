import { createUser, emailAddress, roleName } from '@/lib/auth/users'
import { app } from '@/lib/db/app'
import { answer, CommandError, optionList, parsed, requiredOption, wholeNumbers, type Command } from '../command'
import { withTables } from '../database'
import { readPassword } from '../read-password'

export const user: Command = {
  usage: 'user add --email E --name N --role R [--team ID…]   (password on standard input)',
  options: {
    email: { type: 'string' },
    name: { type: 'string' },
    role: { type: 'string' },
    team: { type: 'string', multiple: true },
  },
  async run(invocation) {
    if (invocation.positionals[0] !== 'add') throw new CommandError(`Usage: ${user.usage}`)
    const email = parsed(emailAddress, requiredOption(invocation, 'email'))
    const name = requiredOption(invocation, 'name')
    const role = parsed(roleName, requiredOption(invocation, 'role'))
    const teams = wholeNumbers('team', optionList(invocation, 'team'))
    const password = await readPassword(`Password for ${email}: `)
    return withTables(async () => {
      const { id } = await createUser(app(), 'system', { email, name, role, password, teams })
      answer(invocation, { id, email, role }, `Added ${email} (${role}).`)
    })
  },
}
