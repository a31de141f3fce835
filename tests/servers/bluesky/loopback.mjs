// Loaded before everything else (node --import): whatever listens without naming an address listens
// on this machine only. The servers themselves would listen on every interface.
import dns from 'node:dns'
import net from 'node:net'

dns.setDefaultResultOrder('ipv4first')

const HERE = '127.0.0.1'
const listen = net.Server.prototype.listen

net.Server.prototype.listen = function (first, ...rest) {
  if (first !== null && typeof first === 'object') {
    const isOpen = 'port' in first && !first.host && !first.path
    return listen.call(this, isOpen ? { ...first, host: HERE } : first, ...rest)
  }
  if (typeof first === 'number' || /^\d+$/.test(first)) {
    const callbacks = rest.filter((one) => typeof one === 'function')
    return listen.call(this, { port: Number(first), host: HERE }, ...callbacks)
  }
  return listen.call(this, first, ...rest)
}
