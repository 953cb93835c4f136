/**
 * What a network pays in: TAO up to liquid-2025, its own alpha since dTAO. Stakes and emissions are counted in it, 1e-9 of it a
 * RAO; prices of entry are TAO in every version.
 */
export type Currency = 'tao' | 'alpha';

/** How a slot is paid for: hashes, or TAO that are burned. */
export type Payment = 'work' | 'burn';
