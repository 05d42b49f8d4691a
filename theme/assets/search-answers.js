/* What answers a query, best first: names, then values, then stories, then what comes close.

   An answer is made from what is loaded, and says which files would make it better. */
(() => {
  "use strict";

  const search = window.showcaseSearch;
  const { characters, names, text } = search;
  const ENOUGH = 5; // so many hits of names need no other stage
  const SCORE = { exact: 5.95, parted: 29, phrase: 59.5, value: 60, story: 70, far: 80, said: 75, part: 90, share: 8, twice: 0.5, sure: 50, close: 59 };
  const SHOWN = 20; // results at a time
  const ROWS = 1e6; // more than there ever are
  const MOST_STORIES = 5;
  const LONGEST_PIECE = 6;
  const COMMON = 8; // what more than one in so many records say tells little
  const FILLERS = /请问|我?想要?|我要|怎么|如何|怎样|在?哪[里儿个]?|能不能|能|可以|有没有|有哪些|有?什么|免费|电话|地址|最近|吗|呢|啊|的/g;
  const SEPARATORS = /[\s,，、。;；+＋]+/;
  const REASONS = { organization: "参与单位", brand: "所属品牌", project: "所属项目", place: "地点", node: "时间点", activity: "系列" };

  const isHan = (word) => /^\p{Script=Han}+$/u.test(word);
  const wordsOf = (query) => query.split(SEPARATORS).map(characters.foldQuery).filter(Boolean);

  /** Everything that answers, best first, and the files that are missing. */
  function answer(query) {
    const needs = new Set();
    names.begin();
    const words = wordsOf(query);
    const whole = words.join("");
    if (!whole) return { hits: [], isAll: true, needs, near: [] };
    if (!search.data.script && Array.from(whole).some(isStrange)) needs.add("script");
    const found = new Map(names.match(whole));
    const isWide = words.length > 1 || found.size < ENOUGH || [...found].some(([number, { score }]) => score < 16 && names.row(number).value);
    if (isWide && !needs.size) widen(found, query, words, whole, needs);
    let hits = finished(found, needs);
    if (!hits.length && !needs.size) hits = finished(partly(query, needs), needs);
    return { hits, isAll: hits.length < SHOWN, needs, near: hits.length || needs.size ? [] : names.nearest(whole, 3) };
  }

  const isStrange = (character) => isHan(character) && !characters.isKnown(character);

  function widen(found, query, words, whole, needs) {
    const isExact = [...found.values()].some((hit) => hit.score < SCORE.exact);
    const parts = words.length > 1 ? words : cut(whole);
    // A story that says the whole tells more than a record that has its parts.
    if (words.length === 1) add(found, gather(whole, needs, isExact ? 0 : 3, parts.length > 1 ? SCORE.phrase : SCORE.story));
    if (isExact) return;
    const isSpelled = found.size > 0 && /^[a-z]+$/.test(whole); // one name, typed syllable by syllable
    if (parts.length > 1 && !isSpelled) add(found, together(parts, needs, found.size ? SCORE.parted : 0));
    const bare = wordsOf(query.replace(FILLERS, " "));
    if (!found.size && !needs.size && bare.length && bare.join("") !== whole) {
      add(found, names.match(bare.join("")));
      const rest = bare.flatMap(cut);
      add(found, rest.length > 1 ? together(rest, needs, 0) : gather(rest[0], needs, 3));
    }
    if (!found.size && isHan(whole)) add(found, names.abbreviated(whole));
    if (![...found.values()].some((hit) => hit.score < SCORE.sure)) addSlips(found, whole, parts, needs);
  }

  /** What comes close: a slip of sound in a long word stands before stories, any other behind them. */
  function addSlips(found, whole, parts, needs) {
    const slips = names.slips(whole);
    for (const hit of slips.values()) if (whole.length < 4 || hit.score >= SCORE.close) hit.score += SCORE.far - SCORE.sure;
    add(found, slips);
    if (!found.size && parts.length > 1) add(found, together(parts, needs, SCORE.far, true));
  }

  /** Keep the better hit of each row; behind one that its story has yet to prove, the other stays in reserve. */
  function add(found, others) {
    for (const [row, hit] of others) {
      const known = found.get(row);
      const [better, other] = known && known.score <= hit.score ? [known, hit] : [hit, known];
      found.set(row, better.said && other && !better.otherwise ? { ...better, score: better.score - SCORE.twice, otherwise: other.otherwise ?? other } : better);
    }
  }

  /** Everything that a single word leads to; stories are asked for so many of its pairs, and have a score of their own. */
  function gather(word, needs, most, story = SCORE.story) {
    const hits = new Map(names.match(word));
    const addAll = (numbers, hit) => {
      for (const row of numbers) if (!hits.has(row)) hits.set(row, hit);
    };
    const addStories = () => most && word.length > 1 && addAll(text.mentioning(word, needs, most), { score: story, said: [word] });
    for (const { name, score, isSaid, label, reason } of valuesFor(word, hits)) {
      if (isSaid) addStories();
      addAll(text.numbers(name, needs) ?? [], { score: (isSaid ? SCORE.said : SCORE.value) + score / 100, why: [{ label, text: reason }] });
    }
    for (const row of ofKind(word)) hits.set(row, { score: SCORE.value, why: [] });
    addStories();
    return hits;
  }

  /** The numbers of all records of the kind that a word names. */
  function ofKind(word) {
    let first = 0;
    for (const [, label, , count] of search.data.names.kinds) {
      if (label === word) return Array.from({ length: count }, (_, i) => first + i);
      first += count;
    }
    return [];
  }

  /** The postings of the values that a word names: terms by any part, records by their whole name or its beginning. */
  function valuesFor(word, hits) {
    const rows = [];
    if (word.length < 2) return rows;
    for (const [number, { score, which }] of hits) {
      const row = names.row(number);
      const most = row.value ? 37 : 16; // yanglao, too, where readers say 养老 for 敬老助老
      if (score < most || (score >= 30 && score < 32)) rows.push({ row, score, isSaid: Boolean(row.value && which) });
    }
    for (const row of isHan(word) ? names.values() : []) {
      if (hits.has(row.number) || !row.folded.some((name) => isWithin(word, name))) continue;
      hits.set(row.number, { score: SCORE.value - 1 });
      rows.push({ row, score: 40 });
    }
    return rows.sort((one, other) => one.score - other.score).slice(0, 3).flatMap(postingsOf);
  }

  /** Whether a name holds the characters of a word in their order: 老人 in 老年人. */
  function isWithin(word, name) {
    let at = -1;
    for (const character of word) {
      at = name.indexOf(character, at + 1);
      if (at < 0) return false;
    }
    return true;
  }

  function postingsOf({ row, score, isSaid }) {
    if (row.value) return [{ name: row.value, score, isSaid, label: row.label, reason: row.name }];
    if (row.kind === "landmark") return [];
    const mentioned = { name: `with/${row.id}`, score: score + 1, label: REASONS[row.kind], reason: row.name };
    if (row.kind !== "organization") return [mentioned];
    return [{ name: `host/${row.id}`, score, label: "主办单位", reason: row.name }, mentioned];
  }

  /** The rows to which all words lead, each in its own way. */
  function together(words, needs, least, isSloppy = false) {
    const most = words.length > 2 ? 1 : 2;
    const lists = words.map((word) => {
      const hits = gather(word, needs, most);
      if (isSloppy) add(hits, names.slips(word));
      return hits;
    });
    const common = [...lists[0].keys()].filter((row) => lists.every((hits) => hits.has(row)));
    return common.map((row) => [row, joined(lists.map((hits) => hits.get(row)), least)]);
  }

  /** The hits of several words as one; only what is shown is asked for the rest of it, for there may be thousands. */
  function joined(parts, least) {
    let worst = least;
    let sum = 0;
    for (const { score } of parts) {
      worst = Math.max(worst, score);
      sum += score;
    }
    return { score: worst + sum / 1000, parts };
  }

  function completed(hit) {
    const { score, share, parts: hits } = hit;
    return !hits ? hit : {
      score,
      share,
      spans: hits.filter((hit) => hit.to && !hit.which),
      which: hits.find((hit) => hit.which)?.which,
      why: hits.flatMap((hit) => hit.why ?? []).filter(({ text }, i, all) => all.findIndex((one) => one.text === text) === i),
      said: hits.flatMap((hit) => hit.said ?? []),
      isSlip: hits.some((hit) => hit.isSlip),
    };
  }

  // --- where nothing has all ----------------------------------------------------------------------------

  /** The rows that have at least half of a query, the most of it first. */
  function partly(query, needs) {
    const bare = wordsOf(query.replace(FILLERS, " "));
    const pieces = bare.flatMap(piecesOf);
    const total = bare.join("").length;
    const isTold = total > 2 && pieces.some(({ word }) => word.length > 1); // single characters tell nothing
    const shares = new Map();
    for (const { word, isKnown } of isTold ? pieces : []) {
      const hits = gather(word, needs, isKnown ? 0 : 1);
      const worth = hits.size * COMMON > search.count ? word.length / 2 : word.length;
      for (const [row, hit] of hits) {
        const share = shares.get(row) ?? { length: 0, parts: [] };
        share.length += worth;
        share.parts.push(hit);
        shares.set(row, share);
      }
    }
    const found = new Map();
    for (const [row, { length, parts }] of shares) {
      const hit = joined(parts, SCORE.part);
      if (length * 2 >= total) found.set(row, { ...hit, score: hit.score + (1 - length / total) * SCORE.share, share: length / total });
    }
    return found;
  }

  /** A word cut into what is known, as long as may be, and into pairs of which only stories may know. */
  function piecesOf(word) {
    if (!isHan(word)) return [{ word, isKnown: false }];
    const best = [{ worth: 0, pieces: [] }];
    for (let end = 1; end <= word.length; end += 1) {
      for (let start = Math.max(0, end - LONGEST_PIECE); start < end; start += 1) {
        const piece = word.slice(start, end);
        const value = piece.length > 1 ? worthOf(piece) : 0;
        const isKnown = value > 3 || names.match(piece).size > 0;
        const each = value > 3 ? 2 : isKnown ? piece.length > 1 ? 1 : 0.4 : piece.length === 2 ? 0.25 : 0;
        const worth = best[start].worth + each * piece.length - 0.2;
        const isPiece = isKnown ? piece.length > 1 || word.length === 3 : piece.length === 2;
        if (best[end] && worth <= best[end].worth) continue;
        best[end] = { worth, pieces: isPiece ? [...best[start].pieces, { word: piece, isKnown }] : best[start].pieces };
      }
    }
    return best.at(-1).pieces;
  }

  /** A query without spaces, cut where a value or a name ends: 襄都区老人 is 襄都区 and 老人. */
  function cut(word) {
    if (word.length < 4 || !isHan(word)) return [word];
    let best = { worth: 3, parts: [word] };
    for (let at = 2; at <= word.length - 2; at += 1) {
      const parts = [word.slice(0, at), word.slice(at)];
      const worths = parts.map(worthOf);
      const worth = worths[0] + worths[1] + Math.max(...parts.map((part, i) => (worths[i] > 2 ? part.length : 0))) / 10;
      if (Math.max(...worths) > 2 && worth > best.worth) best = { worth, parts, worths };
    }
    if (!best.worths) return [word];
    return best.parts.flatMap((part, i) => (best.worths[i] > 2 ? [part] : cut(part.replace(/^的(?=.)/, ""))));
  }

  /** How surely a word stands for itself: a kind or a whole name more than a part of a value. */
  function worthOf(word) {
    const row = names.named(word);
    if (row?.value) return 5;
    if ((row && row.kind !== "landmark") || search.data.names.kinds.some(([, label]) => label === word)) return 4;
    const parts = names.values().flatMap(({ folded }) => folded.filter((name) => isWithin(word, name)));
    return parts.some((name) => name.includes(word)) ? 4 : parts.length ? 3 : 0;
  }

  // --- in order, and proved -----------------------------------------------------------------------------

  /** The best hits with what proves them; a row whose story does not say the word stands where its reserve does. */
  function finished(found, needs) {
    const hits = [];
    const settled = new Set();
    const files = new Set();
    let stories = 0; // with those that are awaited
    for (const key of keysOf(found)) {
      const row = Math.floor(key / 2) % ROWS;
      if (settled.has(row)) continue;
      const hit = completed(key % 2 ? found.get(row).otherwise : found.get(row));
      let excerpt;
      if (hit.said?.length) {
        if (stories === MOST_STORIES) continue;
        const story = text.story(row, needs, files);
        excerpt = story && excerptOf(story, hit.said);
        if (!excerpt && story !== null) continue;
        stories += 1;
      }
      settled.add(row);
      if (excerpt !== null) hits.push({ row: names.row(row), ...hit, excerpt });
      if (hits.length === SHOWN) break;
    }
    return hits;
  }

  /** A number for each hit and each reserve, sorted by the score; rows that share one keep their order. */
  function keysOf(found) {
    const keyOf = (row, { score }) => (Math.round(score * 1000) * ROWS + row) * 2;
    const keys = [];
    for (const [row, hit] of found) {
      keys.push(keyOf(row, hit));
      if (hit.otherwise) keys.push(keyOf(row, hit.otherwise) + 1);
    }
    return Float64Array.from(keys).sort();
  }

  /** The sentence of a story that says a word, with where; nothing if it does not say all words. */
  function excerptOf(story, said) {
    const folded = characters.comparable(story);
    const places = said.map((word) => folded.text.indexOf(word));
    if (places.includes(-1)) return null;
    const from = folded.origin[places[0]];
    const to = folded.origin[places[0] + said[0].length - 1] + 1;
    const written = Array.from(story);
    const isEnd = (character) => !character || /[。！？；\n]/.test(character);
    let start = from;
    while (from - start < 18 && !isEnd(written[start - 1])) start -= 1;
    let end = to;
    while (end - to < 36 && !isEnd(written[end])) end += 1;
    const before = isEnd(written[start - 1]) ? "" : "…";
    const after = isEnd(written[end]) ? "" : "…";
    const shift = before.length - start;
    return { text: before + written.slice(start, end).join("") + after, from: from + shift, to: to + shift };
  }

  search.answer = answer;
})();
