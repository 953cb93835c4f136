/** A trial may use no hidden randomness: any call of Math.random during a test is an error. */
Math.random = () => {
  throw new Error('Math.random is not allowed: use a keyed stream of sim/random.ts');
};
