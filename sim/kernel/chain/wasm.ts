/** sim/kernel/chain/assembly/index.ts compiled: `npm run build:kernel` writes this file, and a test compares its bytes. */
export const wasm =
  'AGFzbQEAAAABBwFgAn9/AX8CDwEDZW52Bm1lbW9yeQIAAAMCAQAHCgEGc3VtVTE2AAAKSAFGAgF7AX8DQCABIANKBEAgAiAAIANBAXRq/QAEAP1//a4BIQIgA0EIaiEDDAELCyAC/RsAIAL9GwFqIAL9GwJqIAL9GwNqCw==';
