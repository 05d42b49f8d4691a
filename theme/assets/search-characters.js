/* How texts are compared: one width, one case, one script, and how characters are read.

   The names bring what their own characters and the common ones need; the rest comes with script.js, when a query
   asks for it. */
(() => {
  "use strict";

  const simplified = new Map();
  const readings = new Map();
  const SOUNDS_ALIKE = [[/^zh/, "z"], [/^ch/, "c"], [/^sh/, "s"], [/^l/, "n"], [/ng$/, "n"]];

  function learnReading(character, syllable) {
    const known = readings.get(character) ?? [];
    if (!known.includes(syllable)) readings.set(character, [...known, syllable]);
  }

  /** Learn what the characters of the names need, and how the common ones are read, which GB 2312 lists in that order. */
  function learnNames(names) {
    foldedOnes.clear();
    const pairs = Array.from(names.simplified);
    for (let i = 0; i < pairs.length; i += 2) simplified.set(pairs[i], pairs[i + 1]);
    for (const [, syllable, characters] of names.readings.matchAll(/([a-z]+)([^a-z ]+)/g)) {
      for (const character of characters) learnReading(character, syllable);
    }
    const common = commonCharacters();
    const [syllables, lengths] = names.common;
    let [syllable, place, run] = ["", 0, 0];
    for (const [, shared, rest] of syllables.matchAll(/(\d)([a-z]*)/g)) {
      syllable = syllable.slice(0, shared) + rest;
      for (const end = place + lengths.charCodeAt(run++) - 35; place < end; place += 1) {
        if (!readings.has(common[place])) learnReading(common[place], syllable);
      }
    }
  }

  /** Learn how all other characters fold. */
  function learnAll({ traditional }) {
    foldedOnes.clear();
    const [to, from] = traditional.map(sums);
    from.forEach((code, i) => simplified.set(String.fromCharCode(code), String.fromCharCode(to[i])));
  }

  function sums(differences) {
    let total = 0;
    return differences.split(" ").map((difference) => (total += Number(difference)));
  }

  function commonCharacters() {
    const bytes = [];
    for (let row = 0xb0; row < 0xd8; row += 1) {
      for (let cell = 0xa1; cell < 0xff; cell += 1) bytes.push(row, cell);
    }
    return new TextDecoder("gb2312").decode(new Uint8Array(bytes.slice(0, 2 * 3755)));
  }

  /** Nothing but letters and digits, of one width, one case and one script. */
  function fold(text) {
    const plain = text.normalize("NFKC").toLowerCase();
    let folded = "";
    for (const character of plain) folded += simplified.get(character) ?? character;
    return folded.replace(/[^\p{L}\p{N}]/gu, "");
  }

  /** What a reader typed: ü is typed as v, and tones are not told. */
  function foldQuery(text) {
    const toneless = text.normalize("NFD").replace(/[\u0300\u0301\u0304\u030c]/g, "").normalize("NFC");
    return fold(toneless).replaceAll("ü", "v");
  }

  const foldedOnes = new Map(); // characters that were folded alone
  function foldOne(character) {
    if (!foldedOnes.has(character)) foldedOnes.set(character, fold(character));
    return foldedOnes.get(character);
  }

  /** A folded text that remembers which written character each of its units came from. */
  function comparable(written) {
    const origin = [];
    let text = "";
    let i = 0;
    for (const character of written) {
      const units = foldOne(character);
      for (let k = 0; k < units.length; k += 1) origin.push(i);
      text += units;
      i += 1;
    }
    return { text, origin };
  }

  const readingsOf = (character) => readings.get(character) ?? [];
  const blurredOnes = new Map();
  function blurred(syllable) {
    const blur = () => SOUNDS_ALIKE.reduce((text, [sound, other]) => text.replace(sound, other), syllable);
    if (!blurredOnes.has(syllable)) blurredOnes.set(syllable, blur());
    return blurredOnes.get(syllable);
  }

  /** How far one character is from another that was meant, in tenths: 0 the same, 11 quite another. */
  function distance(one, other) {
    if (one === other) return 0;
    const sounds = readingsOf(one);
    const others = readingsOf(other);
    if (sounds.some((sound) => others.includes(sound))) return 4;
    const alike = others.map(blurred);
    return sounds.some((sound) => alike.includes(blurred(sound))) ? 6 : 11;
  }

  window.showcaseSearch.characters = {
    learnNames, learnAll, fold, foldQuery, comparable, readingsOf, blurred, distance,
    isKnown: (character) => readings.has(character),
  };
})();
