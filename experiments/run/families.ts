/**
 * Tasks as workers take them, in the order given: those of one stem together, as long as every worker gets some. A family is where its first
 * task is.
 */
export function familiesOf<Task extends { readonly stem?: string }>(
  tasks: readonly Task[],
  workers: number,
): Task[][] {
  const most = Math.max(1, Math.ceil(tasks.length / workers));
  const open = new Map<string, Task[]>();
  const families: Task[][] = [];
  for (const task of tasks) {
    const known = task.stem === undefined ? undefined : open.get(task.stem);
    if (known !== undefined && known.length < most) known.push(task);
    else {
      const family = [task];
      families.push(family);
      if (task.stem !== undefined) open.set(task.stem, family);
    }
  }
  return families;
}
