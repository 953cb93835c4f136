import { knobs } from '../figures/autopilot/knobs.ts';
import { weathers } from '../figures/autopilot/world.ts';
import type { MeasuredStudy } from './consensus-cost.ts';

/** Can the chain tune itself? The answer is figure F23. */
export const autopilotStudy: MeasuredStudy = {
  name: 'autopilot',
  question: 'Can the chain tune itself?',
  measured: `controllers of ${knobs.map(({ name }) => name).join(', ')}; worlds: ${weathers.map(({ name }) => name).join(', ')}`,
  because: 'it races controllers in a market of registrations',
  figure: 'autopilot',
};
