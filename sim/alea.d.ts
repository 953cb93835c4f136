/** The one generator of seedrandom 3.0.5 this project uses; `@types/seedrandom` does not cover its files. */
declare module 'seedrandom/lib/alea.js' {
  interface Alea {
    /** 32-bit draw in [0, 1). */
    (): number;
    /** 53-bit draw in [0, 1). */
    double(): number;
  }
  export default function alea(seed: string): Alea;
}
