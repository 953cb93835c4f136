import { join } from 'node:path';
import { type Disk, type DiskFile, writeAll } from './system/disk.ts';

/** Lines that are written at once. */
const group = 64;

/** How long trials took, and why they shared no beginning: kept apart, because a row holds no time and no host, so that rows compare. */
export class Measurements {
  private readonly path: string;
  private readonly disk: Disk;
  private file: DiskFile | null = null;
  private lines: string[] = [];

  constructor(folder: string, disk: Disk) {
    this.path = join(folder, 'measurements.ndjson');
    this.disk = disk;
  }

  note(id: string, milliseconds: number, ranWhole?: string): void {
    this.lines.push(JSON.stringify({ id, milliseconds: Math.round(milliseconds), ranWhole }));
    if (this.lines.length >= group) this.write();
  }

  close(): void {
    try {
      this.write();
    } finally {
      this.file?.close();
    }
  }

  private write(): void {
    if (this.lines.length === 0) return;
    this.file ??= this.disk.open(this.path, 'append');
    const text = `${this.lines.join('\n')}\n`;
    this.lines = [];
    writeAll(this.file, Buffer.from(text));
  }
}
