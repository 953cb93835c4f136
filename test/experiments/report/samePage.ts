import { gunzipSync } from 'node:zlib';

/** A page with its packed facts as text: a compressor may write the same in other bytes. */
export const unpackedPage = (page: string): string =>
  page.replaceAll(
    /(<script type="text\/plain" id="page-figures">)([A-Za-z0-9+/=]+)(<\/script>)/g,
    (_, start: string, packed: string, end: string) =>
      `${start}${gunzipSync(Buffer.from(packed, 'base64')).toString('utf8')}${end}`,
  );
