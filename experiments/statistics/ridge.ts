/** A ridge regression on standardised features, with what each case would have been given by the others. */
export interface Ridge {
  /** The response at features of the same kind. */
  predict(features: readonly number[]): number;
  /** [case] response less what the fit to all other cases says. */
  readonly leftOut: readonly number[];
  /** Weight of the penalty, chosen by the sum of squares of `leftOut`. */
  readonly penalty: number;
}

const penalties = [0.01, 0.1, 1, 10, 100] as const;

/**
 * Ridge regression (Hoerl & Kennard 1970) of `responses` [case] on `cases` [case][feature]; the errors of each case left out follow from
 * the leverages without a second fit. Features that do not vary have no weight. Throws with fewer than three cases.
 */
export function ridge(cases: readonly (readonly number[])[], responses: readonly number[]): Ridge {
  if (cases.length < 3)
    throw new RangeError(`a regression needs three cases or more; received ${cases.length}`);
  const scales = cases[0].map((_, k) => scaleOf(cases.map((features) => features[k])));
  const rows = cases.map((features) => standardised(features, scales));
  const middle = mean(responses);
  const centred = responses.map((value) => value - middle);
  const gram = gramOf(rows);
  const fits = penalties.map((penalty) => fitAt(rows, centred, gram, penalty));
  const best = fits.reduce((one, other) => (other.squares < one.squares ? other : one));
  return {
    predict: (features) => middle + dot(best.weights, standardised(features, scales)),
    leftOut: best.leftOut,
    penalty: best.penalty,
  };
}

interface Scale {
  readonly middle: number;
  readonly unit: number;
}

function scaleOf(values: readonly number[]): Scale {
  const middle = mean(values);
  return { middle, unit: Math.sqrt(mean(values.map((value) => (value - middle) ** 2))) };
}

const standardised = (features: readonly number[], scales: readonly Scale[]): number[] =>
  features.map((value, k) => (scales[k].unit > 0 ? (value - scales[k].middle) / scales[k].unit : 0));

/** [feature][feature] sums of products over the cases. */
const gramOf = (rows: readonly (readonly number[])[]): number[][] =>
  rows[0].map((_, i) => rows[0].map((_, j) => rows.reduce((sum, row) => sum + row[i] * row[j], 0)));

function fitAt(
  rows: readonly (readonly number[])[],
  responses: readonly number[],
  gram: readonly (readonly number[])[],
  penalty: number,
) {
  const size = rows[0].length;
  const factor = cholesky(gram.map((row, k) => row.map((value, j) => (j === k ? value + penalty : value))));
  const moments = Array.from({ length: size }, (_, k) =>
    rows.reduce((sum, row, n) => sum + row[k] * responses[n], 0),
  );
  const weights = solve(factor, moments);
  // The mean takes a part of 1/n of each case’s leverage.
  const leftOut = rows.map(
    (row, n) => (responses[n] - dot(weights, row)) / (1 - 1 / rows.length - dot(row, solve(factor, row))),
  );
  return { penalty, weights, leftOut, squares: dot(leftOut, leftOut) };
}

/** The lower triangle L with L Lᵀ = matrix, which is positive definite. */
function cholesky(matrix: readonly (readonly number[])[]): number[][] {
  const lower: number[][] = matrix.map((row) => row.map(() => 0));
  for (let i = 0; i < matrix.length; i++)
    for (let j = 0; j <= i; j++) {
      let rest = matrix[i][j];
      for (let k = 0; k < j; k++) rest -= lower[i][k] * lower[j][k];
      lower[i][j] = i === j ? Math.sqrt(rest) : rest / lower[j][j];
    }
  return lower;
}

/** The x with L Lᵀ x = right. */
function solve(lower: readonly (readonly number[])[], right: readonly number[]): number[] {
  const size = right.length;
  const x = [...right];
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) x[i] -= lower[i][k] * x[k];
    x[i] /= lower[i][i];
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) x[i] -= lower[k][i] * x[k];
    x[i] /= lower[i][i];
  }
  return x;
}

const dot = (one: readonly number[], other: readonly number[]): number =>
  one.reduce((sum, value, k) => sum + value * other[k], 0);

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
