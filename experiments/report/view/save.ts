import { element } from '../../panel/view/element.ts';

/** Hands a text to the reader as a file. */
export const save = (name: string, type: string, text: string): void =>
  saveBlob(name, new Blob([text], { type }));

/** Pixels of a picture for each px of a chart. */
const sharpness = 2;

/** An SVG as PNG on white. Rejects where the browser cannot draw it. */
export async function savePicture(name: string, svg: string): Promise<void> {
  const picture = new Image();
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await picture.decode();
  const canvas = element('canvas', {
    width: Math.ceil(sharpness * picture.naturalWidth),
    height: Math.ceil(sharpness * picture.naturalHeight),
  });
  const brush = canvas.getContext('2d');
  if (brush === null) throw new Error('this browser cannot draw into a canvas');
  brush.fillStyle = '#ffffff';
  brush.fillRect(0, 0, canvas.width, canvas.height);
  brush.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
  if (blob === null) throw new Error('this browser cannot write a PNG');
  saveBlob(name, blob);
}

function saveBlob(name: string, blob: Blob): void {
  const address = URL.createObjectURL(blob);
  const link = element('a', { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  // The download has begun by the next turn; a browser that asks first keeps its copy.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
