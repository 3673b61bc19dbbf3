// Writes ../resources/golden/tokenizers.json: token ids that Hugging Face's tokenizers give, special
// tokens included, for the texts of tokenizer-texts.json.
//
//   npm install && node tokenizer-ids.js
const crypto = require('crypto');
const fs = require('fs');
const path = require('path');
const { Tokenizer } = require('tokenizers');

const ROOT = path.join(__dirname, '..', '..', '..');
const OUT = path.join(ROOT, 'src', 'test', 'resources', 'golden', 'tokenizers.json');
const KEPT = 100;

// A text is given as it is, or as a recipe: units that a fixed generator picks, up to a length.
function textOf({ text, units, length }) {
  if (text !== undefined) {
    return text;
  }
  let state = 1;
  const parts = [];
  for (let total = 0; total < length; ) {
    state = (state * 1103 + 12345) % 1000003;
    const unit = units[state % units.length];
    parts.push(unit);
    total += unit.length;
  }
  return parts.join('');
}

function digest(ids) {
  return crypto.createHash('sha256').update(ids.join(' ')).digest('hex').slice(0, 16);
}

function record(ids) {
  if (ids.length <= KEPT) {
    return { ids };
  }
  return {
    count: ids.length,
    hash: digest(ids),
    ids: ids.slice(0, KEPT),
  };
}

async function main() {
  const { tokenizers, texts } =
    JSON.parse(fs.readFileSync(path.join(__dirname, 'tokenizer-texts.json'), 'utf8'));
  const lines = [];
  for (const { name, file, replace } of tokenizers) {
    const json = JSON.parse(fs.readFileSync(path.join(ROOT, file), 'utf8'));
    if (replace) {
      for (const [key, value] of Object.entries(replace)) {
        json[key] = expand(value, json[key]);
      }
    }
    const tokenizer = Tokenizer.fromString(JSON.stringify(json));
    tokenizer.disableTruncation();
    tokenizer.disablePadding();
    const rows = [];
    for (const text of texts.filter(({ tokenizers: only }) => !only || only.includes(name))) {
      const encoding = await tokenizer.encode(textOf(text), null, { addSpecialTokens: true });
      const ids = encoding.getIds();
      rows.push(`${JSON.stringify(text.name)}:${JSON.stringify(record(ids))}`);
    }
    lines.push(`${JSON.stringify(name)}:{\n${rows.join(',\n')}}`);
  }
  fs.writeFileSync(OUT, `{${lines.join(',\n')}}\n`);
}

// "$" in a replacement stands for the value that is replaced.
function expand(value, original) {
  if (value === '$') {
    return original;
  }
  if (Array.isArray(value)) {
    return value.map((item) => expand(item, original));
  }
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, expand(v, original)]));
  }
  return value;
}

main();
