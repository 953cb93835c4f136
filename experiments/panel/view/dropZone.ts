import { element } from './element.ts';

/** Longest file that is read, bytes: the largest networks have a few million. */
const longest = 30_000_000;

/** A place for a network file: dropped, or chosen with the keyboard. `read` brings back what went wrong; null: nothing. */
export function dropZone(read: (name: string, text: string) => Promise<string | null>): HTMLElement {
  const fault = element('p', { class: 'panel-fault', role: 'alert' });
  const file = element('input', {
    type: 'file',
    id: 'panel-file',
    accept: '.json,.gz',
    change: () => void take(file.files?.[0]),
  });
  const take = async (one: File | undefined): Promise<void> => {
    if (one === undefined) return;
    fault.textContent = '';
    fault.textContent = (await refusalOf(one, read)) ?? '';
    file.value = '';
  };
  const zone = element(
    'div',
    {
      class: 'panel-drop',
      dragover: (event) => {
        event.preventDefault();
        zone.dataset.over = 'true';
      },
      dragleave: () => void delete zone.dataset.over,
      drop: (event) => {
        event.preventDefault();
        delete zone.dataset.over;
        if (event instanceof DragEvent) void take(event.dataTransfer?.files[0]);
      },
    },
    element('label', { for: file.id }, 'Your own network: drop its file here, or choose it.'),
    file,
    fault,
  );
  return zone;
}

async function refusalOf(
  file: File,
  read: (name: string, text: string) => Promise<string | null>,
): Promise<string | null> {
  if (file.size > longest)
    return `${file.name} has ${file.size.toLocaleString('en')} bytes; a network file has at most ${longest.toLocaleString('en')}`;
  try {
    return await read(file.name, await textOf(file));
  } catch (error) {
    return `${file.name} cannot be read: ${error instanceof Error ? error.message : error}`;
  }
}

const textOf = (file: File): Promise<string> =>
  file.name.endsWith('.gz')
    ? new Response(file.stream().pipeThrough(new DecompressionStream('gzip'))).text()
    : file.text();
