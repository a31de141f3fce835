// A whole Bluesky network in one process: directory, personal data server, app view, moderation.
// Settings come as JSON in NETWORK; once it runs, where it is stands in the file `ready`.
import fs from 'node:fs'
import http from 'node:http'
import { TestNetwork } from '@atproto/dev-env'
import limiters from 'rate-limiter-flexible'

const settings = JSON.parse(process.env.NETWORK)

// The limits are the servers' own, less for one client: so few requests in so short a time that a
// test can sit it out. Behind a proxy on this machine a client is who X-Forwarded-For says.
const { client, points, seconds } = settings.hurried
const { prototype } = limiters.RateLimiterMemory
const consume = prototype.consume
prototype.consume = function (key, cost, options) {
  if (key !== client) return consume.call(this, key, cost, options)
  const usual = this.points
  this.points = points
  try {
    return consume.call(this, key, cost, { ...options, customDuration: seconds })
  } finally {
    this.points = usual
  }
}

const network = await TestNetwork.create({
  dbPostgresUrl: settings.postgres,
  dbPostgresSchema: 'retrograde',
  pds: { hostname: 'localhost', enableDidDocWithSession: true, rateLimitsEnabled: true },
})

// Asked for /settled, it answers once everything that was written can be found.
const control = http.createServer(async (request, response) => {
  try {
    await network.processAll(60_000)
    response.end('{}')
  } catch (error) {
    response.writeHead(500).end(JSON.stringify({ error: String(error) }))
  }
})
control.listen(0, () => {
  const { port } = control.address()
  const places = { pds: network.pds.url, control: `http://localhost:${port}/settled` }
  fs.writeFileSync(`${settings.ready}.part`, JSON.stringify(places))
  fs.renameSync(`${settings.ready}.part`, settings.ready)
})

process.once('SIGTERM', async () => {
  control.close()
  await Promise.race([network.close(), new Promise((end) => setTimeout(end, 8_000))])
  process.exit(0)
})
