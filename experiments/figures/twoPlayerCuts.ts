import { honestEmission, requiredUtility, type TwoPlayerRules } from '../../sim/games/twoPlayer.ts';
import { agrees, near, unpublished, workedOut } from './check.ts';
import type { Figure, FigureResult } from './figure.ts';
import { cutsCharts } from './twoPlayerCharts.ts';
import { rulesOf } from './twoPlayerRules.ts';

const paperTrust = { rho: 10, kappa: 0.5, threshold: 0 };
const honestStake = 0.6;
const scoringShares = [0, 0.25, 0.5, 0.75];
const stakes = [0.55, 0.6, 0.7, 0.8];

/** F9: a cabal of 40 % against cuts of the weights. */
export const twoPlayerCuts: Figure = {
  id: 'F9',
  name: 'two-player-cuts',
  title: 'Cutting weights to what most votes say makes honest scoring affordable',
  source: 'Stake-Based Consensus for Utility Scoring, figures 1, 2, 3 and 9',
  inputs: [
    { name: 'honest stake', value: honestStake, unit: 'share' },
    { name: 'rounds of cuts η', value: '0, 3, 59, 60', unit: 'rounds' },
    { name: 'smoothing α', value: '0 and 0.95', unit: '' },
    { name: 'scoring incentive ξ', value: scoringShares.join(', '), unit: 'of the emission' },
    { name: 'trust ρ, κ', value: '10, 0.5', unit: '', source: 'equation 4 of the whitepaper' },
  ],
  seconds: 3,
  compute,
};

function compute(): FigureResult {
  const bound = largestHeld(honestStake, 0.75, rulesOf(0));
  const cut = requiredUtility(honestStake, rulesOf(3));
  const smooth = requiredUtility(honestStake, rulesOf(60, 0.95));
  const byShare = scoringShares.map((share) => requiredUtility(honestStake, rulesOf(3, 0, share)).utility!);
  const falls = byShare.slice(1).every((utility, k) => utility < byShare[k]);
  const fullUtility = { honestStake, honestUtility: 1, cabalWeight: 0.8 };
  const sharp = honestEmission(fullUtility, rulesOf(3));
  const smoothed = honestEmission(fullUtility, rulesOf(59, 0.95));
  const trusted = honestEmission(fullUtility, rulesOf(3, 0, 0.5, paperTrust));
  const alone = requiredUtility(0.7, { ...rulesOf(3), scoringShare: 0.5 }).utility!;
  const uncut = requiredUtility(honestStake, rulesOf(0));
  return {
    answer:
      `Without cuts 60 % of the stake needs a utility of ${said(uncut.utility)} to withstand every cabal; three cuts lower that to ` +
      `${said(cut.utility)}, sixty smooth ones to ${said(smooth.utility)}.`,
    text: [
      'The honest side splits its weight `w_H` to itself, which it must earn by useful work, and the rest to the cabal’s servers; the cabal gives itself `w_C`, which costs nothing. A cut lowers weights above the mean of all votes to that mean. The honest side keeps its stake where its emission is at least its stake.',
      'The more of the emission pays for scoring (ξ), the less utility is required: a validator whose weights are cut loses dividends too. The paper draws six panels and names no value in them, so only the order is checked.',
      `**Zero weight.** Near w_H = 1 the honest side gives the cabal no weight that others could be cut to, and the cabal wins again (e_H = ${sharp.toFixed(3)} < 0.6 at w_C = 0.8). Smooth cuts repair part of it (${smoothed.toFixed(3)}), trust all of it (${trusted.toFixed(2)}), but trust between two players is all or nothing; the edge of the safe region at w_H = 0.95 that the paper draws comes from two teams with noise.`,
    ],
    checks: [
      near(
        'η 0: largest w_C held at s_H 0.6, w_H 0.75',
        0.625,
        bound,
        0.001,
        '1 − (0.6 − 0.45) / 0.4; the text says “w_C < 0.62”',
      ),
      agrees('η 3: required w_H at s_H 0.6', 'below 0.75', said(cut.utility), cut.utility! < 0.75),
      near('η 60, α 0.95: required w_H at s_H 0.6', 0.7, smooth.utility!, 0.01),
      agrees(
        'required w_H falls as ξ grows',
        'falls',
        byShare.map((utility) => said(utility)).join(' > '),
        falls,
      ),
      workedOut(near('η 3: e_H at w_H 1, w_C 0.8', 0.57, sharp, 0.001, computedBefore)),
      workedOut(
        agrees(
          'η 59, α 0.95: e_H at w_H 1, w_C 0.8',
          'at least 0.599',
          smoothed.toFixed(4),
          smoothed >= 0.599,
        ),
      ),
      near('η 3: required w_H at s_H 0.7', 0.75, alone, 0.02, 'read from the drawing of figure 2'),
      unpublished('η 3 and trust: e_H at w_H 1, w_C 0.8', trusted),
      unpublished('η 3: w_C that asks the most at s_H 0.6', cut.cabalWeight, 'the paper’s text says 0.8'),
    ],
    charts: cutsCharts(honestStake),
    tables: [requiredTable(), emissionTable()],
  };
}

const computedBefore = 'worked out beforehand from the paper’s formulas: figure 9 is drawn without numbers';

const said = (utility: number | null): string => (utility === null ? 'none' : utility.toFixed(3));

/** Largest w_C that leaves the honest side its stake, by bisection: what is kept falls with w_C here. */
function largestHeld(stake: number, utility: number, rules: TwoPlayerRules): number {
  let [held, lost] = [0, 1];
  while (lost - held > 1e-12) {
    const cabalWeight = (held + lost) / 2;
    const kept = honestEmission({ honestStake: stake, honestUtility: utility, cabalWeight }, rules);
    if (kept >= stake) held = cabalWeight;
    else lost = cabalWeight;
  }
  return held;
}

const policies = [
  { name: 'no cut', rounds: 0, smoothing: 0 },
  { name: 'η 3', rounds: 3, smoothing: 0 },
  { name: 'η 59, α 0.95', rounds: 59, smoothing: 0.95 },
] as const;

const requiredTable = () => ({
  name: 'required',
  caption: 'The honest utility that suffices against every w_C.',
  columns: [
    { name: 'policy', unit: '', definition: 'rounds of cuts and smoothing' },
    { name: 'xi', unit: 'share', definition: 'part of the emission that pays for scoring' },
    { name: 's_H', unit: 'share', definition: 'honest share of the stake' },
    { name: 'required_w_H', unit: 'share', definition: 'smallest w_H that suffices; empty: none does' },
    { name: 'worst_w_C', unit: 'share', definition: 'w_C that asks the most, or wins' },
  ],
  rows: policies.flatMap(({ name, rounds, smoothing }) =>
    (rounds === 3 ? scoringShares : [0.5]).flatMap((share) =>
      stakes.map((stake) => {
        const { utility, cabalWeight } = requiredUtility(stake, rulesOf(rounds, smoothing, share));
        return [name, share, stake, utility, cabalWeight];
      }),
    ),
  ),
});

const emissionTable = () => ({
  name: 'emission',
  caption: 'The honest share of the emission at s_H = 0.6.',
  columns: [
    { name: 'policy', unit: '', definition: 'rounds of cuts and smoothing' },
    { name: 's', unit: 'share', definition: 'honest share of the stake' },
    { name: 'w_H', unit: 'share', definition: 'weight of the honest side on itself' },
    { name: 'w_C', unit: 'share', definition: 'weight of the cabal on itself' },
    { name: 'e_H', unit: 'share', definition: 'honest share of the emission' },
  ],
  rows: policies.flatMap(({ name, rounds, smoothing }) =>
    grid.flatMap((honestUtility) =>
      grid.map((cabalWeight) => [
        name,
        honestStake,
        honestUtility,
        cabalWeight,
        honestEmission({ honestStake, honestUtility, cabalWeight }, rulesOf(rounds, smoothing)),
      ]),
    ),
  ),
});

const grid = Array.from({ length: 21 }, (_, k) => k / 20);
