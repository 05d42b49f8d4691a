/* Matching over names: parts, readings and initials, mixed with characters; then one slip.

   All names lie one after the other in one array of character numbers, so that a query looks at each quickly. */
(() => {
  "use strict";

  const { characters } = window.showcaseSearch;
  const SCORE = { literal: 0, read: 30, initials: 40, loose: 45, slip: 50 };
  const PAGE = 5; // records come before pages that say the same
  const LONGEST_SYLLABLE = 6;

  let rows = [];
  let spots = []; // each name of each row: its text, its row, whether it is an other name
  let alphabet = []; // the characters that occur in names
  let codes = null;
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
    for (const [label, url, name, others, value, within] of data.landmarks) {
      const summary = within && `在「${within}」里`;
      yield { number: number++, kind: "landmark", label, badge: label, url, name, others, value, summary };
    }
  }

  function learn(data) {
    characters.learnNames(data);
    rows = [...readRows(data)];
    spots = rows.flatMap((row) => [row.name, ...row.others].map(
      (name, i) => ({ row: row.number, which: i, text: characters.fold(name), behind: row.kind !== "landmark" || row.value ? 0 : PAGE }),
    ));
    const numbers = new Map();
    const flat = [];
    for (const spot of spots) {
      spot.start = flat.length;
      for (const character of spot.text) {
        if (!numbers.has(character)) numbers.set(character, numbers.size);
        flat.push(numbers.get(character));
      }
      spot.end = flat.length;
    }
    alphabet = [...numbers.keys()];
    codes = Uint16Array.from(flat);
    whole = new Map(spots.toReversed().map((spot) => [spot.text, rows[spot.row]]));
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
    for (const spot of spots) {
      const at = spot.text.indexOf(query);
      if (at >= 0) note(hits, SCORE.literal, spot, at, at + query.length);
    }
    if (/[a-z]/.test(query)) {
      for (const how of ["read", "initials", "loose"]) matchReadings(hits, query, how);
    }
    return hits;
  }

  /** Keep the best hit of a row: exact, then beginning, then part; own names first, then short ones. */
  function note(hits, score, spot, from, to) {
    const { length } = spot.text;
    const step = score === SCORE.literal ? 10 : 3;
    const place = from > 0 ? 2 : to < length ? 1 : 0;
    const other = (spot.which ? step / 2 : 0) + spot.behind;
    const total = score + place * step + other + Math.min(length, 90) / 100;
    const known = hits.get(spot.row);
    if (!known || total < known.score) hits.set(spot.row, { score: total, which: spot.which, from, to, isRead: score > 0 });
  }

  function matchReadings(hits, query, how) {
    const steps = stepsOf(query, how, (syllable) => syllable);
    spellAll(query.length, steps, (spot, from, to) => hits.has(spot.row) || note(hits, SCORE[how], spot, from, to));
  }

  /** For each character of names and each place in the query: how many letters it may stand for, as bits. */
  function stepsOf(query, how, change) {
    const steps = new Uint8Array(alphabet.length * query.length);
    alphabet.forEach((character, number) => {
      const sounds = characters.readingsOf(character).map(change);
      for (let i = 0; i < query.length; i += 1) {
        let bits = query[i] === character ? 2 : 0;
        for (const sound of sounds) bits |= lengthsOf(sound, query, i, how);
        steps[number * query.length + i] = bits;
      }
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

  function spellAll(length, steps, found) {
    const spell = (at, end, i) => {
      if (i === length) return at;
      if (at === end) return -1;
      const bits = steps[codes[at] * length + i];
      for (let letters = LONGEST_SYLLABLE; bits && letters > 0; letters -= 1) {
        const to = bits & (1 << letters) ? spell(at + 1, end, i + letters) : -1;
        if (to >= 0) return to;
      }
      return -1;
    };
    for (const spot of spots) {
      for (let at = spot.start; at < spot.end; at += 1) {
        const to = steps[codes[at] * length] ? spell(at, spot.end, 0) : -1;
        if (to < 0) continue;
        found(spot, at - spot.start, to - spot.start);
        break;
      }
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
    const tails = Array.from(query, (_, i) => query.slice(i)).concat("");
    for (const spot of spots) {
      const size = spot.end - spot.start;
      for (let from = 0; from < size; from += 1) {
        const other = Math.min(wrong(spot, from, costs, length, most), moved(spot, from, query, tails));
        if (other <= most) noteSlip(hits, spot, from, Math.min(from + length, size), other);
      }
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
    spellAll(plain.length, steps, (spot, from, to) => noteSlip(hits, spot, from, to, 6));
  }

  function costsOf(query) {
    const costs = new Uint8Array(alphabet.length * query.length);
    alphabet.forEach((character, number) => {
      for (let i = 0; i < query.length; i += 1) {
        costs[number * query.length + i] = characters.distance(query[i], character);
      }
    });
    return costs;
  }

  /** What it costs to take the characters from a place on for the query, each for its own. */
  function wrong(spot, from, costs, length, most) {
    if (from + length > spot.end - spot.start) return Infinity;
    let total = 0;
    for (let i = 0; i < length && total <= most; i += 1) total += costs[codes[spot.start + from + i] * length + i];
    const isShort = length === 3 && total >= 11; // two of three characters are too few, but for a whole name
    return isShort && spot.text.length !== length ? Infinity : total;
  }

  /** The same with a character too many, one too few, or two that changed places. */
  function moved(spot, from, query, tails) {
    const { text } = spot;
    const { length } = query;
    if (text[from] !== query[0] && text[from] !== query[1]) return Infinity;
    if (length < 4 && (from > 0 || Math.abs(text.length - length) > 1)) return Infinity;
    if (length < 3) return Infinity;
    let same = 0;
    while (same < length && text[from + same] === query[same]) same += 1;
    const here = from + same;
    if (text[here] === query[same + 1] && text[here + 1] === query[same] && text.startsWith(tails[same + 2] ?? "", here + 2)) return 8;
    if (same > 0 && same < length && text.startsWith(tails[same], here + 1)) return 9;
    return same < length && text.startsWith(tails[same + 1], here) ? 10 : Infinity;
  }

  function noteSlip(hits, spot, from, to, cost) {
    const total = SCORE.slip + cost + (from > 0 ? 0.3 : 0) + Math.min(spot.text.length, 90) / 100;
    const known = hits.get(spot.row);
    if (!known || total < known.score) hits.set(spot.row, { score: total, which: spot.which, from, to, isSlip: true });
  }

  /** The names that share most with a query, for a reader whom nothing answers. */
  function nearest(query, count) {
    const wanted = [...new Set(query)];
    const shared = new Map();
    for (const { row, text, which } of /^[a-z0-9]+$/.test(query) ? [] : spots) {
      let common = 0;
      for (const character of wanted) if (text.includes(character)) common += 1;
      if (!which && common > 1 && common * 2 >= wanted.length) shared.set(row, common - text.length / 100);
    }
    return [...shared].sort((one, other) => other[1] - one[1]).slice(0, count).map(([row]) => rows[row]);
  }

  window.showcaseSearch.names = { learn, match, slips, nearest, begin: () => asked.clear(), named: (text) => whole.get(text), row: (number) => rows[number], rows: () => rows };
})();
