import type { ConstantNode, FunctionNode, MathNode, OperatorNode, ParenthesisNode, SymbolNode } from 'mathjs';

/** Kinds of parts of a parsed expression, by name: mathjs itself is loaded only where something is parsed. */
export const isSymbol = (node: MathNode): node is SymbolNode => node.type === 'SymbolNode';
export const isCall = (node: MathNode): node is FunctionNode => node.type === 'FunctionNode';
export const isConstant = (node: MathNode): node is ConstantNode<number | string | boolean> =>
  node.type === 'ConstantNode';
export const isOperation = (node: MathNode): node is OperatorNode => node.type === 'OperatorNode';
export const isBracket = (node: MathNode): node is ParenthesisNode => node.type === 'ParenthesisNode';
