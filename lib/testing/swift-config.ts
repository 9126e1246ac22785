/** The configuration of a one-node OpenStack Swift: one device, one replica, three storage servers and an S3 front. */

export interface SwiftPorts {
  readonly proxy: number
  readonly account: number
  readonly container: number
  readonly object: number
  /** memcached: s3api insists on a cache. */
  readonly cache: number
}

export interface SwiftUser {
  readonly account: string
  readonly user: string
  readonly secret: string
}

export const swiftServers = ['account', 'container', 'object', 'proxy'] as const
export type SwiftServer = (typeof swiftServers)[number]

/** On a busy machine the usual second is not enough: uploads would fail, or be missing from the bucket's listing. */
const patience = `conn_timeout = 30
node_timeout = 60
container_update_timeout = 60`

/** Content by file name, all in one folder. */
export function swiftConfig(
  folder: string,
  systemUser: string,
  ports: SwiftPorts,
  who: SwiftUser,
): Record<string, string> {
  const common = (server: SwiftServer) => `[DEFAULT]
bind_ip = 127.0.0.1
bind_port = ${ports[server]}
workers = 0
user = ${systemUser}
swift_dir = ${folder}
devices = ${folder}/devices
mount_check = false
log_level = ERROR
`
  const storage = (server: SwiftServer) => `${common(server)}
[pipeline:main]
pipeline = ${server}-server

[app:${server}-server]
use = egg:swift#${server}
${patience}
`
  return {
    'swift.conf': `[swift-hash]
swift_hash_path_suffix = test
swift_hash_path_prefix = test

[storage-policy:0]
name = only
default = yes
`,
    'account-server.conf': storage('account'),
    'container-server.conf': storage('container'),
    'object-server.conf': storage('object'),
    // s3api stands before tempauth, which checks the signature that s3api takes apart.
    'proxy-server.conf': `${common('proxy')}
[pipeline:main]
pipeline = catch_errors gatekeeper healthcheck cache listing_formats bulk s3api tempauth slo dlo proxy-server

[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
recoverable_node_timeout = 60
error_suppression_limit = 1000000
${patience}

[filter:s3api]
use = egg:swift#s3api
location = us-east-1
s3_acl = false

[filter:tempauth]
use = egg:swift#tempauth
user_${who.account}_${who.user} = ${who.secret} .admin

[filter:catch_errors]
use = egg:swift#catch_errors

[filter:gatekeeper]
use = egg:swift#gatekeeper

[filter:healthcheck]
use = egg:swift#healthcheck

[filter:cache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:${ports.cache}

[filter:listing_formats]
use = egg:swift#listing_formats

[filter:bulk]
use = egg:swift#bulk

[filter:slo]
use = egg:swift#slo

[filter:dlo]
use = egg:swift#dlo
`,
  }
}
