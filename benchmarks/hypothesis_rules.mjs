// Times Hypothesis' published way of anchoring a quote, over approx-string-match, on one text.
//
// usage: node hypothesis_rules.mjs FOLDER CASES
// FOLDER holds node_modules/approx-string-match. CASES is a JSON file: {text, quotes: [{text, before, after, at}]}.
// Prints a JSON list of milliseconds, one for each quote.
//
// The rules: the quote at its old position; else its verbatim places; else the places with the fewest errors, at
// most half its length and never over 256. Of several, the best by 50 parts quote, 20 prefix, 20 suffix, 2 position.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const [folder, cases] = process.argv.slice(2);
const loaded = createRequire(resolve(folder, 'package.json'))('approx-string-match');
const search = loaded.default ?? loaded;
const { text, quotes } = JSON.parse(readFileSync(cases, 'utf8'));

function places(within, words, mostErrors) {
  const verbatim = [];
  for (let at = within.indexOf(words); at >= 0; at = within.indexOf(words, at + 1)) {
    verbatim.push({ start: at, end: at + words.length, errors: 0 });
  }
  return verbatim.length ? verbatim : search(within, words, mostErrors);
}

function likeness(within, words) {
  if (!words || !within) return words ? 0 : 1;
  return 1 - places(within, words, words.length)[0].errors / words.length;
}

function anchor({ text: words, before, after, at }) {
  if (text.startsWith(words, at)) return { start: at, score: 1 };
  let best = null;
  for (const place of places(text, words, Math.min(256, words.length / 2))) {
    const score =
      50 * (1 - place.errors / words.length) +
      20 * likeness(text.slice(Math.max(0, place.start - before.length), place.start), before) +
      20 * likeness(text.slice(place.end, place.end + after.length), after) +
      2 * (1 - Math.abs(place.start - at) / text.length);
    if (!best || score > best.score) best = { start: place.start, score };
  }
  return best;
}

const taken = quotes.map((quote) => {
  const began = performance.now();
  anchor(quote);
  return performance.now() - began;
});
console.log(JSON.stringify(taken));
