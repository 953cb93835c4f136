import { expect, it } from 'vitest';
import { figures } from '../../../experiments/figures/catalogue.ts';
import { figuresNamed } from '../../../experiments/figures/reproduce.ts';
import { measuredStudies, studyNamed } from '../../../experiments/studies/catalogue.ts';

it('a study without worlds to sweep is sent to the figure that answers it, and the figure exists', () => {
  for (const { name, figure } of measuredStudies) {
    expect(figuresNamed(figure, figures)).toHaveLength(1);
    expect(() => studyNamed(name, 'quick')).toThrow(`reproduce ${figure}`);
  }
});
