/** What the tests need beyond npm: a Chromium, and OpenStack Swift as a real S3 server. */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { childEnvironment, isSet, provide } from '@/lib/env'
import { step } from '../progress'

const SWIFT = ['swift', 'swift-proxy', 'swift-account', 'swift-container', 'swift-object', 'memcached']
const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

const isRoot = process.getuid?.() === 0
const has = (program: string) => spawnSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' }).status === 0

// Debian starts a server's service right after installing it unless this file says no.
const WITHOUT_SERVICES = `
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  printf '#!/bin/sh\\nexit 101\\n' > "$policy" && chmod +x "$policy"
  trap 'rm -f "$policy"' EXIT
fi
apt-get update -qq && apt-get install -y -qq --no-install-recommends "$@"`

async function aptInstall(packages: string[]): Promise<boolean> {
  return step(`Installing ${packages[0]}`, async () => {
    const child = spawn('sh', ['-c', WITHOUT_SERVICES, 'sh', ...packages], {
      env: childEnvironment({ DEBIAN_FRONTEND: 'noninteractive' }),
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    return new Promise<boolean>((resolve) => child.on('exit', (code) => resolve(code === 0)))
  })
}

const findChromium = () => CHROMIUM.find((file) => existsSync(file))

/** Lets the tests know a Chromium: the system's, Debian's where we may install it, else the one inside an npm package. */
export async function ensureChromium(): Promise<void> {
  if (isSet('CHROMIUM_PATH')) return
  if (!findChromium() && isRoot && has('apt-get')) await aptInstall(['chromium'])
  const found = findChromium()
  if (found) return provide({ CHROMIUM_PATH: found })
  const { default: chromium } = await import('@sparticuz/chromium')
  provide({ CHROMIUM_PATH: await chromium.executablePath() })
}

/** Without root the tests that need Swift skip themselves, and say so. */
export async function ensureSwift(): Promise<void> {
  if (!has('swift-proxy-server') && isRoot && has('apt-get')) await aptInstall(SWIFT)
}
