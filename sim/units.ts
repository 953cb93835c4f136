/**
 * Units as branded numbers: a bare number does not pass where a quantity is asked for, a quantity
 * passes wherever a number does. The brand exists only for the type checker.
 */
declare const unit: unique symbol;
type Quantity<Name extends string> = number & { readonly [unit]?: Name };
/** The same over exact integers. A plain bigint passes, so that sums stay readable; one unit never passes for another. */
type WholeQuantity<Name extends string> = bigint & { readonly [unit]?: Name };

/** A moment on the chain, counted in blocks since genesis. */
export type Block = Quantity<'block'>;
/** A duration in blocks of 12 s. */
export type Blocks = Quantity<'blocks'>;
/** 1e-9 TAO. As a number only where it stays below 2^53 (an emission); a stake is a bigint. */
export type Rao = Quantity<'rao'>;
/** 1e-9 TAO, exact. */
export type TaoRao = WholeQuantity<'rao of tao'>;
/** 1e-9 of a subnet's alpha, exact. */
export type AlphaRao = WholeQuantity<'rao of alpha'>;
/** TAO. */
export type Tao = Quantity<'tao'>;
/** A subnet's own token (since dTAO): what it pays and what is staked on it. */
export type Alpha = Quantity<'alpha'>;
/** TAO for one alpha; 1 where a network pays in TAO. */
export type TaoPerAlpha = Quantity<'tao per alpha'>;
/** A part of a whole, 0 … 1. */
export type Share = Quantity<'share'>;
/** Cross-entropy loss in nats per token. */
export type Nats = Quantity<'nats'>;
/** Model size, number of parameters. */
export type Parameters = Quantity<'parameters'>;
/** US dollars. */
export type Usd = Quantity<'usd'>;
/** Place in a network, 0 … n − 1; reused when a neuron is replaced. */
export type Uid = Quantity<'uid'>;
/** Number of a network; 0 is root. */
export type Netuid = Quantity<'netuid'>;
/** Running number of an arrival; names a hotkey for ever (genesis uids: their uid). */
export type Serial = Quantity<'serial'>;

/** A block of the chain takes 12 s. */
export const secondsPerBlock = 12;
/** Blocks of a day: 86,400 s / 12 s. */
export const blocksPerDay = 7200 as Blocks;
/** 1 TAO is 1e9 RAO. */
export const raoPerTao = 1e9;
/** Largest u16, the denominator of the chain's 16-bit shares. */
export const u16Max = 65_535;
/** Largest u32, the denominator of Nakamoto's weights. */
export const u32Max = 4_294_967_295;
