/** Preloaded into the web server: it ends, gracefully, when the process that started it is gone. */
if (process.channel) {
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))
  process.channel.unref()
}
