import { expect, it } from 'vitest';
import { FigureProgress } from '../../experiments/figures/figureProgress.ts';

it('a slow figure in a pipe has a line when it begins and one every 30 s with the time left, a quick one has none', () => {
  const written: string[] = [];
  let now = 0;
  const out = { write: (text: string) => written.push(text) };
  const progress = new FigureProgress(2, { out, now: () => now });
  const slow = { id: 'F4', name: 'retention', seconds: 100 };
  progress.show({ id: 'F1', name: 'cabal-decay', seconds: 0 }, 0, '');
  for (now = 0; now <= 100_000; now += 10_000) progress.show(slow, now / 100_000, 'maps');
  expect(written).toEqual([
    'F4 retention, maps takes about 2 min\n',
    'F4 retention 30 %, maps, about 70 s left\n',
    'F4 retention 60 %, maps, about 40 s left\n',
    'F4 retention 90 %, maps, about 10 s left\n',
  ]);
});
