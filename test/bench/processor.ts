/** Seconds that all threads of this process have spent on processors: what remains comparable while others use the machine. */
export function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
