#!/usr/bin/env node
// What `yuma-lab` starts. A Node that is too old for the lab must be able to read this file and refusal.cjs: they are old JavaScript.
'use strict';
const { engines } = require('../../package.json');
const refusalOf = require('./refusal.cjs');

const refusal = refusalOf(process.versions.node, engines.node);
if (refusal === null) import('./start.mjs');
else {
  process.stderr.write(`${refusal}\n`);
  process.exitCode = 2;
}
