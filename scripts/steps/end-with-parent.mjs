// Loaded before a service (`node --import`): when the launcher is gone, however it went, the service ends as if told to.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
