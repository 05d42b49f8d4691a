/* Matching over names: parts, readings and initials, mixed with characters; then one slip.

   All names lie one after the other in one text and in one array of character numbers, so that a query looks at
   each quickly: a walk over the array needs no other check, because a line break fits nothing. */
(() => {
  "use strict";

  const { characters } = window.showcaseSearch;
  const SCORE = { literal: 0, read: 30, initials: 40, loose: 45, slip: 50 };
  const PAGE = 5; // records come before pages that say the same
  const SAID = 10;
  const LONGEST_SYLLABLE = 6;
  const SHORTEST_WORD = 3; // letters of an English word
  const TOO_MUCH = 99; // what nothing may cost

  let rows = [];
  let spots = []; // each name of each row: its text and where it begins and ends in all names
  let flat = ""; // all names, each with a line break behind it
  let spotAt = null; // for each place in all names, the number of its name
  let codes = null; // for each place the number of its character
  let alphabet = []; // the characters that occur; the first is the line break
  let values = []; // the rows that stand for a value of records
  let whole = new Map(); // rows by their whole names
  const asked = new Map(); // what the present answer has asked already

  /** Lines that share their beginnings with the line before. */
  function lines(text) {
    let before = "";
    return text.split("\n").map((line) => (before = before.slice(0, line.charCodeAt(0) - 35) + line.slice(1)));
  }

  function* readRows(data) {
    const names = lines(data.names);
    const ids = lines(data.ids);
    const summaries = data.summaries && data.summaries.split("\n");
    let number = 0;
    for (const [kind, label, section, count] of data.kinds) {
      for (const end = number + count; number < end; number += 1) {
        const [name, ...others] = names[number].split("\t");
        yield {
          number, kind, label, name, id: ids[number], url: `${section}/${ids[number]}/`,
          others: others.map((other) => other.replace(/^~/, name)),
          badge: data.badges[data.badge.charCodeAt(number) - 35],
          summary: summaries ? summaries[number] : "",
        };
      }
    }
    for (const [label, section, holder, within, members] of data.landmarks) {
      const summary = within && `在「${within}」里`;
      for (const member of members.split("\n")) {
        const [id, name, ...others] = member.split("\t");
        const [url, value] = holder ? [`${section}/${id}/`, `${holder}/${id}`] : [id, ""];
        yield { number: number++, kind: "landmark", label, badge: label, url, name, others, value, summary };
      }
    }
  }

  /** How far a name stands behind others that hold the same: pages, and what readers may say for a value. */
  function behind({ kind, value }, which) {
    if (kind !== "landmark") return 0;
    return (value ? 0 : PAGE) + (which ? SAID : 0);
  }

  function learn(data) {
    characters.learnNames(data);
    rows = [...readRows(data)];
    spots = rows.flatMap((row) => [row.name, ...row.others].map(
      (name, which) => ({ row: row.number, which, text: characters.fold(name), behind: behind(row, which) }),
    ));
    for (const spot of spots) spot.isForeign = rows[spot.row].kind === "landmark" && /^[a-z]+$/.test(spot.text); // no pinyin
    flat = spots.map(({ text }) => `${text}\n`).join("");
    spotAt = new Uint32Array(flat.length);
    let place = 0;
    spots.forEach((spot, number) => {
      spot.start = place;
      spot.end = place + spot.text.length;
      spotAt.fill(number, place, (place = spot.end + 1));
    });
    const numbers = new Map([["\n", 0]]);
    codes = Uint16Array.from(flat, (_, i) => {
      if (spots[spotAt[i]].isForeign) return 0;
      if (!numbers.has(flat[i])) numbers.set(flat[i], numbers.size);
      return numbers.get(flat[i]);
    });
    alphabet = [...numbers.keys()];
    whole = new Map(spots.toReversed().map((spot) => [spot.text, rows[spot.row]]));
    values = rows.filter((row) => row.value);
    for (const row of values) row.folded = [row.name, ...row.others].map(characters.fold);
    asked.clear();
  }

  // --- what a query says, literally or by its sound -----------------------------------------------------

  /** All rows of which a name holds the query, by row: the score, the name, and from where to where. */
  function match(query) {
    if (!asked.has(query)) asked.set(query, matched(query));
    return asked.get(query);
  }

  function matched(query) {
    const hits = new Map();
    for (let at = flat.indexOf(query); at >= 0; ) {
      const spot = spots[spotAt[at]];
      const isPart = spot.isForeign && (at > spot.start || query.length < SHORTEST_WORD);
      if (!isPart) note(hits, SCORE.literal, spot, at - spot.start, at - spot.start + query.length);
      at = flat.indexOf(query, spot.end + 1);
    }
    if (/[a-z]/.test(query)) matchReadings(hits, query);
    return hits;
  }

  /** The rows whose name begins with the first character of a query and has the others in their order: 青暖 for 青春暖邢. */
  function abbreviated(query) {
    const hits = new Map();
    for (const spot of query.length > 1 ? spots : []) {
      let at = spot.text[0] === query[0] ? 0 : -1;
      for (let i = 1; i < query.length && at >= 0; i += 1) at = spot.text.indexOf(query[i], at + 1);
      if (at >= 0 && at < 2 * query.length) note(hits, SCORE.loose, spot, 0, at + 1);
    }
    for (const hit of hits.values()) Object.assign(hit, { isRead: false, isLoose: false, isSlip: true });
    return hits;
  }

  /** Keep the best hit of a row: exact, then beginning, then part; own names first, then short ones. */
  function note(hits, score, spot, from, to) {
    const { length } = spot.text;
    const step = score === SCORE.literal ? 10 : 3;
    const place = from > 0 ? 2 : to < length ? 1 : 0;
    const other = (spot.which ? step / 2 : 0) + (place ? spot.behind : Math.min(spot.behind, PAGE));
    const total = score + place * step + other + Math.min(length, 90) / 100;
    const known = hits.get(spot.row);
    if (!known || total < known.score) hits.set(spot.row, { score: total, which: spot.which, from, to, isRead: score > 0, isLoose: score === SCORE.loose });
  }

  /** Whatever is read strictly, or by initials, is also read loosely: only those few are looked at again. */
  function matchReadings(hits, query) {
    const { length } = query;
    const stepsFor = (how) => stepsOf(query, how, (syllable) => syllable);
    const loosely = stepsFor("loose");
    const read = [];
    spellAll(length, loosely, (spot) => read.push(spot));
    for (const how of read.length ? ["read", "initials", "loose"] : []) {
      const steps = how === "loose" ? loosely : stepsFor(how);
      const found = (spot, from, to) => hits.has(spot.row) || note(hits, SCORE[how], spot, from, to);
      for (const { start, end } of read) spellAll(length, steps, found, start, end);
    }
  }

  /** For each character of names and each place in the query: how many letters it may stand for, as bits. */
  function stepsOf(query, how, change) {
    const { length } = query;
    const steps = new Uint8Array(alphabet.length * length);
    const known = new Map(); // the bits of a syllable, for its characters are many
    const bitsOf = (sound) => {
      if (!known.has(sound)) known.set(sound, Uint8Array.from({ length }, (_, i) => lengthsOf(sound, query, i, how)));
      return known.get(sound);
    };
    alphabet.forEach((character, number) => {
      for (let i = query.indexOf(character); i >= 0; i = query.indexOf(character, i + 1)) steps[number * length + i] = 2;
      for (const sound of characters.readingsOf(character)) bitsOf(change(sound)).forEach((bits, i) => (steps[number * length + i] |= bits));
    });
    return steps;
  }

  /** A syllable stands for itself, unfinished at the end of the query, or for its initial, which may be zh, ch, sh. */
  function lengthsOf(sound, query, i, how) {
    if (sound[0] !== query[i]) return 0;
    let common = 1;
    while (common < sound.length && sound[common] === query[i + common]) common += 1;
    const initial = how === "read" ? 0 : 2;
    if (how === "initials") return initial;
    const whole = common === sound.length || i + common === query.length ? 1 << common : 0;
    return whole | initial | (initial && common > 1 && sound[1] === "h" ? 4 : 0);
  }

  function spellAll(length, steps, found, first = 0, last = codes.length) {
    const spell = (at, i) => {
      if (i === length) return at;
      const bits = steps[codes[at] * length + i];
      for (let letters = LONGEST_SYLLABLE; bits && letters > 0; letters -= 1) {
        const to = bits & (1 << letters) ? spell(at + 1, i + letters) : -1;
        if (to >= 0) return to;
      }
      return -1;
    };
    for (let at = first; at < last; at += 1) {
      const to = steps[codes[at] * length] ? spell(at, 0) : -1;
      if (to < 0) continue;
      const spot = spots[spotAt[at]];
      found(spot, at - spot.start, to - spot.start);
      at = spot.end;
    }
  }

  // --- what was meant instead ---------------------------------------------------------------------------

  /** All rows with a name that the query comes close to; the score tells how close. */
  function slips(query) {
    const hits = new Map();
    const { length } = query;
    if (/^[a-z]+$/.test(query)) {
      if (length > 3) slipsOfSound(hits, query);
      return hits;
    }
    if (length < 2) return hits;
    const costs = costsOf(query);
    const most = length === 2 ? 6 : length === 3 ? 11 : 16;
    const isMoved = length > 2 ? movedOf(query) : () => Infinity;
    for (let at = 0; at < codes.length; at += 1) {
      const cost = Math.min(wrong(at, costs, length, most), isMoved(at));
      if (cost <= most) noteSlip(hits, at, length, cost);
    }
    return nearOnes(hits);
  }

  /** Only what comes about as close as the closest. */
  function nearOnes(hits) {
    const best = Math.min(...Array.from(hits.values(), ({ score }) => score));
    return new Map([...hits].filter(([, { score }]) => score < best + 3));
  }

  function slipsOfSound(hits, query) {
    const plain = query.replace(/([zcs])h/g, "$1").replace(/ng/g, "n").replace(/l/g, "n");
    const steps = stepsOf(plain, "read", characters.blurred);
    spellAll(plain.length, steps, (spot, from, to) => noteSlip(hits, spot.start + from, to - from, 6));
  }

  function costsOf(query) {
    const costs = new Uint8Array(alphabet.length * query.length);
    alphabet.forEach((character, number) => {
      for (let i = 0; i < query.length; i += 1) {
        costs[number * query.length + i] = number ? characters.distance(query[i], character) : TOO_MUCH;
      }
    });
    return costs;
  }

  /** What it costs to take the characters from a place on for the query, each for its own. */
  function wrong(at, costs, length, most) {
    let total = 0;
    for (let i = 0; i < length && total <= most; i += 1) total += costs[codes[at + i] * length + i];
    const isShort = length === 3 && total >= 11 && total <= most; // two of three characters are too few, but for a whole name
    return isShort && spots[spotAt[at]].text.length !== length ? Infinity : total;
  }

  /** The same with a character too many, one too few, or two that changed places. */
  function movedOf(query) {
    const { length } = query;
    const tails = Array.from({ length: length + 1 }, (_, i) => query.slice(i));
    const [first, second] = [alphabet.indexOf(query[0]), alphabet.indexOf(query[1])];
    return (at) => {
      if (codes[at] !== first && codes[at] !== second) return Infinity;
      const { text, start } = spots[spotAt[at]];
      if (length < 4 && (at > start || Math.abs(text.length - length) > 1)) return Infinity;
      let same = 0;
      while (same < length && flat[at + same] === query[same]) same += 1;
      const here = at + same - start;
      if (text[here] === query[same + 1] && text[here + 1] === query[same] && text.startsWith(tails[same + 2] ?? "", here + 2)) return 8;
      if (same > 0 && same < length && text.startsWith(tails[same], here + 1)) return 9;
      return same < length && text.startsWith(tails[same + 1], here) ? 10 : Infinity;
    };
  }

  function noteSlip(hits, at, length, cost) {
    const spot = spots[spotAt[at]];
    const from = at - spot.start;
    const total = SCORE.slip + cost + (from > 0 ? 0.3 : 0) + Math.min(spot.text.length, 90) / 100;
    const known = hits.get(spot.row);
    if (known && total >= known.score) return;
    hits.set(spot.row, { score: total, which: spot.which, from, to: Math.min(from + length, spot.text.length), isSlip: true });
  }

  /** The names that share most with a query, for a reader whom nothing answers. */
  function nearest(query, count) {
    if (/^[a-z0-9]+$/.test(query)) return [];
    const wanted = [...new Set(query)];
    const isWanted = Uint8Array.from(alphabet, (character) => wanted.includes(character));
    const shared = new Map();
    for (const { row, text, which, start, end } of spots) {
      if (which) continue;
      let many = 0;
      for (let at = start; at < end; at += 1) many += isWanted[codes[at]];
      if (many < 2 || many * 2 < wanted.length) continue; // a repeated character counts once, below
      const common = wanted.filter((character) => text.includes(character)).length;
      if (common > 1 && common * 2 >= wanted.length) shared.set(row, common - text.length / 100);
    }
    return [...shared].sort((one, other) => other[1] - one[1]).slice(0, count).map(([row]) => rows[row]);
  }

  window.showcaseSearch.names = { learn, match, abbreviated, slips, nearest, begin: () => asked.clear(), named: (text) => whole.get(text), row: (number) => rows[number], values: () => values };
})();
