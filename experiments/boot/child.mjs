// Runs one job of a module of ours in a process of its own, which may be killed: in a checkout it registers tsx first.
const [entry] = process.argv.slice(2);
const loaded = async () => {
  if (entry.endsWith('.ts')) (await import('tsx/esm/api')).register();
  return await import(entry);
};

/** Sends a message and waits until the parent has taken it, so that no answer piles up. */
const send = (message) => new Promise((resolve) => process.send(message, resolve));

process.once('message', async (job) => {
  try {
    const { work } = await loaded();
    const done = await work(job, (part) => send({ part }));
    await send({ done });
  } catch (fault) {
    const { name, message = String(fault), code } = Object(fault);
    await send({ fault: { name, message, code } });
  }
  process.disconnect();
});
process.send({ ready: true });
