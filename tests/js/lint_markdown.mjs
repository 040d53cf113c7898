// Prints what markdownlint finds in the Markdown documents of a JSON object {name: text} on standard input.
import { readFileSync } from "node:fs";
import { lint } from "markdownlint/promise";

const strings = JSON.parse(readFileSync(0, "utf8"));
const config = { default: true, MD013: false }; // long lines are meant: a paragraph is one line
const found = await lint({ strings, config });
const lines = Object.entries(found).flatMap(([name, all]) =>
  all.map((one) => `${name}:${one.lineNumber}: ${one.ruleNames[0]} ${one.ruleDescription} ${one.errorContext ?? ""}`),
);
console.log(JSON.stringify(lines));
