import { draw } from './draw.ts';
import { emissionContours } from './emissionContours.ts';

/** Where the picture of the README is kept, from the project's root. */
export const readmePicturePath = 'docs/emission-contours.svg';

/** Figure F8 as SVG on white, for README pages on a dark ground. */
export async function readmePicture(): Promise<string> {
  const { charts } = await emissionContours.compute({ progress: () => {} });
  const [{ figure }] = await draw(charts);
  return `${figure.broad.svg.replace(/^<svg[^>]*>/, '$&<rect width="100%" height="100%" fill="#ffffff"/>')}\n`;
}
