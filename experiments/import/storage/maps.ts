import { isObject, type JsonObject } from '../../input/plainJson.ts';
import { Place } from '../fields.ts';
import { clearKey } from './clearKey.ts';

/** Values of a storage map by its keys joined by commas: `1,0` is (1, 0). */
export type StorageMap = ReadonlyMap<string, Place>;

/** The storage of a pallet as JSON: item → key → value, keys nested or joined, in clear or in hexadecimal as the chain hashes them; values of items without a key as they are. */
export class StorageMaps {
  readonly place: Place;
  private readonly read = new Set<string>();
  private readonly flat = new Map<string, StorageMap>();

  constructor(place: Place) {
    place.object();
    this.place = place;
  }

  get names(): string[] {
    return Object.keys(this.place.object());
  }

  has(item: string): boolean {
    return this.place.at(item).isThere;
  }

  /** A map of the storage, empty where the dump lacks it. */
  map(item: string): StorageMap {
    this.read.add(item);
    const known = this.flat.get(item);
    if (known !== undefined) return known;
    const entries = new Map<string, Place>();
    const place = this.place.at(item);
    if (isObject(place.value)) flatten(place, place.value, '', entries);
    this.flat.set(item, entries);
    return entries;
  }

  /** A value without a key; undefined where the dump lacks it. */
  value(item: string): Place | undefined {
    this.read.add(item);
    const place = this.place.at(item);
    return place.isThere ? place : undefined;
  }

  left(): string[] {
    return this.names.filter((name) => !this.read.has(name));
  }
}

function flatten(place: Place, object: JsonObject, before: string, entries: Map<string, Place>): void {
  for (const written of Object.keys(object)) {
    const clear = clearKey(written.replace(/[[\]()\s"']/g, ''), `${place.file}: ${place.path}`);
    const key = before + clear;
    const part = new Place(place.file, `${place.path}[${JSON.stringify(written)}]`, object[written]);
    if (isObject(part.value) && !('bits' in part.value)) flatten(part, part.value, `${key},`, entries);
    else entries.set(key, part);
  }
}

/** The first part of a key. */
export const firstOf = (key: string): string => key.split(',')[0];
