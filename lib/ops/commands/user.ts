import { linkAddress, renewLink } from '@/lib/auth/account-links'
import { createUser, emailAddress, roleName } from '@/lib/auth/users'
import { app } from '@/lib/db/app'
import {
  answer,
  CommandError,
  optionList,
  parsed,
  requiredOption,
  wholeNumbers,
  type Command,
  type Invocation,
} from '../command'
import { withTables } from '../database'
import { readPassword } from '../read-password'

async function add(invocation: Invocation): Promise<void> {
  const email = parsed(emailAddress, requiredOption(invocation, 'email'))
  const name = requiredOption(invocation, 'name')
  const role = parsed(roleName, requiredOption(invocation, 'role'))
  const teams = wholeNumbers('team', optionList(invocation, 'team'))
  const password = await readPassword(`Password for ${email}: `)
  return withTables(async () => {
    const { id } = await createUser(app(), 'system', { email, name, role, password, teams })
    answer(invocation, { id, email, role }, `Added ${email} (${role}).`)
  })
}

/** For administrators who cannot get in any more. */
async function link(invocation: Invocation): Promise<void> {
  const email = parsed(emailAddress, requiredOption(invocation, 'email'))
  return withTables(async () => {
    const user = await app().user.findUnique({ where: { email }, select: { id: true } })
    if (!user) throw new CommandError(`There is no account for ${email}.`)
    const { secret, expiresAt } = await renewLink(app(), 'system', user.id)
    const address = linkAddress(secret)
    answer(invocation, { email, address, expiresAt }, address)
  })
}

const actions: Record<string, (invocation: Invocation) => Promise<void>> = { add, link }

export const user: Command = {
  usage: [
    'user add --email E --name N --role R [--team ID…]   (password on standard input)',
    'user link --email E   (a link to choose a password, good for one use)',
  ].join('\n'),
  options: {
    email: { type: 'string' },
    name: { type: 'string' },
    role: { type: 'string' },
    team: { type: 'string', multiple: true },
  },
  async run(invocation) {
    const action = actions[invocation.positionals[0] ?? '']
    if (!action) throw new CommandError(`Usage: ${user.usage}`)
    return action(invocation)
  },
}
