import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Candidate } from '../../agents/candidate.ts';
import { WaitingList } from '../../agents/waitingList.ts';

const candidate = (serial: number): Candidate => ({
  serial,
  arrived: 0,
  miner: { size: 1e9, misconfigured: false, responds: 1 },
  quality: 1,
  belief: 1,
  costFactor: 1,
  insistent: false,
});

describe('a waiting list', () => {
  it('gives up candidates by block, then by the order in which they arrived, however they came and went', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.integer({ min: 0, max: 8 })), { maxLength: 60 }), (turns) => {
        const list = new WaitingList();
        const plain: { block: number; serial: number }[] = [];
        const takeFrom = () => {
          expect(list.nextBlock).toBe(plain[0].block);
          expect(list.pop().serial).toBe(plain.shift()!.serial);
        };
        // A number is the block of a newcomer; nothing: the earliest leaves.
        for (const [turn, block] of turns.entries()) {
          if (block === null) {
            if (plain.length > 0) takeFrom();
            continue;
          }
          // Serials do not rise with time: those who come back keep theirs.
          const serial = (turn * 37) % 61;
          list.push(block, candidate(serial));
          plain.push({ block, serial });
          plain.sort((one, other) => one.block - other.block || one.serial - other.serial);
        }
        while (plain.length > 0) takeFrom();
        expect(list.nextBlock).toBe(Number.POSITIVE_INFINITY);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('has nobody to give up when it is empty', () => {
    expect(() => new WaitingList().pop()).toThrow(/empty/);
  });
});
