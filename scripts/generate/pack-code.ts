import { brotliCompressSync, brotliDecompressSync, gunzipSync } from 'node:zlib';

/** A line of JavaScript that unpacks and runs the code, with the same `exports`. */
export function packCode(code: string): string {
  const packed = brotliCompressSync(code).toString('base64');
  return `eval(""+require("zlib").brotliDecompressSync(Buffer.from("${packed}","base64")))`;
}

/** Unpacks the text that a line holds, packed with brotli or gzip; any other line stays as it is. */
export function unpackCode(line: string): string {
  return line.replace(/[A-Za-z0-9+/]{400,}={0,2}/, (text) => {
    const packed = Buffer.from(text, 'base64');
    const isGzip = packed[0] === 0x1f && packed[1] === 0x8b;
    return String(isGzip ? gunzipSync(packed) : brotliDecompressSync(packed));
  });
}
