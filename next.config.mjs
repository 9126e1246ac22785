import path from 'node:path'

/** @type {import('next').NextConfig} */
const config = {
  output: 'standalone',
  // Lock files above the repository would make Next look there.
  outputFileTracingRoot: import.meta.dirname,
  turbopack: { root: import.meta.dirname },
  // /readyz compares the database with the migrations that came with the build.
  outputFileTracingIncludes: { '/readyz': [path.join('prisma', 'migrations', '**', '*')] },
  serverExternalPackages: [
    'pg',
    'pg-boss',
    'pg-copy-streams',
    'pg-cursor',
    'pino',
    '@prisma/adapter-pg',
    '@aws-sdk/client-s3',
  ],
  // Pages answer 403 to people whose role does not allow them.
  experimental: { authInterrupts: true },
  poweredByHeader: false,
  productionBrowserSourceMaps: false,
  // No image of ours needs resizing, and the endpoint would fetch addresses for others.
  images: { unoptimized: true },
  // npm run check looks at types, with the tests included.
  typescript: { ignoreBuildErrors: true },
}

export default config
