/** A process of its own that uses the embedded server under the given home until its standard input closes. */
import { startEmbedded } from '../start'

const home = process.argv[2]
if (home === undefined) throw new Error('Name the home.')
const embedded = await startEmbedded(home, { throwaway: true })
process.stdout.write(`${JSON.stringify({ url: embedded.url, port: embedded.port, started: embedded.started })}\n`)
process.stdin.on('end', () => void embedded.stop().then(() => process.exit(0)))
process.stdin.resume()
