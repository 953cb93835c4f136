import { describe, expect, it } from 'vitest';
import { createMinerBook, enter, placeOf, qualityQuantile } from '../../agents/minerBook.ts';
import { stream } from '../../sim/random.ts';

const answers = (quality: number) => ({ loss: 3, quality, level: 0, fraction: 0, responds: 1 });

describe('the ranking of miners', () => {
  it('is that of a sort, whoever takes whose slot', () => {
    const draws = stream(1, 'ranking', 0);
    const book = createMinerBook(20);
    const quality = new Map<number, number>();
    for (let turn = 0; turn < 200; turn++) {
      const uid = draws.integer(20);
      quality.set(uid, draws.next());
      enter(book, uid, answers(quality.get(uid)!));
      const sorted = [...quality].sort(([, one], [, other]) => one - other);
      const { uids, qualities, count } = book.ranking;
      expect(count).toBe(sorted.length);
      expect([...uids.subarray(0, count)]).toEqual(sorted.map(([one]) => one));
      expect([...qualities.subarray(0, count)]).toEqual(sorted.map(([, value]) => value));
    }
  });

  it('says below whom a quality comes, and below which quality a share of the miners lies', () => {
    const book = createMinerBook(8);
    for (let uid = 0; uid < 8; uid++) enter(book, uid, answers(1 + uid));
    expect([0, 1, 1.5, 8, 9].map((quality) => placeOf(book.ranking, quality))).toEqual([0, 0, 1, 7, 8]);
    expect([0, 0.25, 0.5, 1].map((share) => qualityQuantile(book.ranking, share))).toEqual([1, 3, 5, 8]);
    expect(qualityQuantile(createMinerBook(8).ranking, 0.5)).toBe(0);
  });
});
