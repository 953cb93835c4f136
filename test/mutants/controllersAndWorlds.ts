import type { Mutant } from './mutants.ts';

const controllersMutants: readonly Mutant[] = [
  {
    name: 'controllers: a step may be the square of its limit',
    file: 'sim/controllers/limits.ts',
    line: 'Math.min(last * stepRatio,',
    becomes: 'Math.min(last * stepRatio ** 2,',
  },
  {
    name: 'controllers: changes act without notice',
    file: 'sim/controllers/limits.ts',
    line: 'measurement.block + limits.notice',
    becomes: 'measurement.block + 0 * limits.notice',
  },
  {
    name: 'controllers: a controller is not told what it was granted',
    file: 'sim/controllers/limits.ts',
    line: 'inner: controller.granted(state, setting)',
    becomes: 'inner: state',
  },
  {
    name: 'controllers: steers away from its aim',
    file: 'sim/controllers/proportionalIntegral.ts',
    line: 'const wished = level - change;',
    becomes: 'const wished = level + change;',
  },
  {
    name: 'controllers: the proportional part sees the error, not its change',
    file: 'sim/controllers/proportionalIntegral.ts',
    line: '(error - (before ?? error))',
    becomes: '(error - 0 * (before ?? error))',
  },
  {
    name: 'controllers: a root on the circle is inside',
    file: 'sim/controllers/schur.ts',
    line: 'Math.abs(reflection) < 1',
    becomes: 'Math.abs(reflection) <= 1',
  },
  {
    name: 'controllers: no slope is too small to follow',
    file: 'sim/controllers/extremumSeeking.ts',
    line: 'Math.abs(slope) - wave.deadZone',
    becomes: 'Math.abs(slope)',
  },
  {
    name: 'controllers: slopes are taken twice as steep',
    file: 'sim/controllers/extremumSeeking.ts',
    line: '/ (2 * amplitude)',
    becomes: '/ amplitude',
  },
  {
    name: 'controllers: moves to the neighbour that is worse',
    file: 'sim/controllers/safeBandit.ts',
    line: '< -critical',
    becomes: '> critical',
  },
  {
    name: 'controllers: moves for less than its margin',
    file: 'sim/controllers/safeBandit.ts',
    line: 'difference + margin',
    becomes: 'difference + 0 * margin',
  },
  {
    name: 'controllers: stays where it is far worse',
    file: 'sim/controllers/safeBandit.ts',
    line: 'if (isFarWorse) return opened(state.base, state.round + 1);',
    becomes: '',
  },
  {
    name: 'controllers: a human is rung again at once',
    file: 'sim/controllers/alarm.ts',
    line: 'now - calls[calls.length - 1] < rule.silence',
    becomes: 'now - calls[calls.length - 1] < 0 * rule.silence',
  },
  {
    name: 'controllers: worse by variances, not deviations',
    file: 'sim/controllers/alarm.ts',
    line: 'worseBy * Math.sqrt(variance)',
    becomes: 'worseBy * variance',
  },
  {
    name: 'controllers: the rate rises on full blocks alone',
    file: 'sim/controllers/aimd.ts',
    line: 'mean >= high || mean < low',
    becomes: 'mean >= high',
  },
  {
    name: 'controllers: the hidden target forgets ln 2',
    file: 'sim/controllers/burnRule.ts',
    line: 'return (blocks * Math.LN2) / (rule.halfLife',
    becomes: 'return blocks / (rule.halfLife',
  },
  {
    name: 'controllers: the slope at rest forgets ln 2',
    file: 'sim/controllers/burnRule.ts',
    line: '(elasticity * stale * Math.LN2) / halfLife',
    becomes: '(elasticity * stale) / halfLife',
  },
  {
    name: 'controllers: the largest excess is not a share',
    file: 'sim/controllers/eip1559.ts',
    line: '(fall - rise) / (fall + rise)',
    becomes: 'fall - rise',
  },
  {
    name: 'controllers: of equal constants the last is best',
    file: 'sim/controllers/oracle.ts',
    line: 'one.loss < best.loss',
    becomes: 'one.loss <= best.loss',
  },
  {
    name: 'controllers: a map that falls is not told apart from a flat one',
    file: 'sim/controllers/priceDynamics.ts',
    line: 'Math.abs(slopeOf(map, x))',
    becomes: 'slopeOf(map, x)',
  },
  {
    name: 'controllers: buyers forget what they pay beside the price',
    file: 'sim/controllers/demand.ts',
    line: 'price - premium) / range',
    becomes: 'price) / range',
  },
];

const creditWorldMutants: readonly Mutant[] = [
  {
    name: 'creditWorld: TAO of other networks stays outside after a movement',
    file: 'sim/networks/creditWorld.ts',
    line: 'outside: after.books.outside - elsewhere',
    becomes: 'outside: after.books.outside',
  },
  {
    name: 'creditWorld: epochs of others are paid here too',
    file: 'sim/networks/creditWorld.ts',
    line: 'if (this.owns(this.networks[place].subnet.netuid))',
    becomes: 'if (place >= 0)',
  },
  {
    name: 'creditWorld: a network is read as it was before the block',
    file: 'sim/networks/creditWorld.ts',
    line: 'if (block > this.block) this.isFresh.fill(false);',
    becomes: '',
  },
  {
    name: 'creditWorld: the owner’s cut of an epoch elsewhere is lost',
    file: 'sim/networks/creditWorld.ts',
    line: 'network.books.outside + sumOf(waiting)',
    becomes: 'network.books.outside + sumOf({ ...waiting, ownerCut: 0n })',
  },
  {
    name: 'creditWorld: an epoch that waited reads the stakes of a later block',
    file: 'sim/networks/creditWorld.ts',
    line: 'const after = this.distributed(network, due);',
    becomes: 'const after = this.distributed(network, { ...due, rest: this.rest });',
  },
  {
    name: 'creditWorld: an epoch that waits is dropped where the next one is due',
    file: 'sim/networks/creditWorld.ts',
    line: 'if (before !== undefined) this.distributeDeferred(place, before);',
    becomes: 'if (before !== undefined) this.deferred.delete(place);',
  },
  {
    name: 'creditWorld: worlds that share networks may withhold',
    file: 'sim/networks/creditWorld.ts',
    line: 'minerBurned !== 0n || after.books.issued',
    becomes: 'after.books.issued',
  },
];

/** Controllers of settings, and a world of networks whose blocks the kernel makes. */
export const controllersAndWorlds: readonly Mutant[] = [...controllersMutants, ...creditWorldMutants];
