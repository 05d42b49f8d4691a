/* What answers a query, best first: names, then values, then stories, then what comes close.

   An answer is made from what is loaded, and says which files would make it better. */
(() => {
  "use strict";

  const search = window.showcaseSearch;
  const { characters, names, text } = search;
  const ENOUGH = 5; // so many hits of names need no other stage
  const SCORE = { exact: 5.95, parted: 29, value: 60, story: 70, far: 80, sure: 50, close: 59 };
  const SHOWN = 20; // results at a time
  const ROWS = 1e6; // more than there ever are
  const MOST_STORIES = 5;
  const MOST_READ = 10;
  const FILLERS = /请问|我想要?|我要|想要|怎么|如何|怎样|在?哪[里儿个]?|有没有|有哪些|什么|电话|地址|报名|参加|加入|附近|最近|吗|呢|啊|的/g;
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
    if (!search.data.script && /\p{Script=Han}/u.test(whole) && Array.from(whole).some(isStrange)) needs.add("script");
    const found = new Map(names.match(whole));
    const isWide = words.length > 1 || found.size < ENOUGH;
    if (isWide && !needs.size) widen(found, query, words, whole, needs);
    const hits = finished(found, needs);
    const isAll = hits.length < SHOWN;
    return { hits, isAll, needs, near: hits.length || needs.size ? [] : names.nearest(whole, 3) };
  }

  const isStrange = (character) => /\p{Script=Han}/u.test(character) && !characters.isKnown(character);

  function widen(found, query, words, whole, needs) {
    const isExact = [...found.values()].some((hit) => hit.score < SCORE.exact);
    if (words.length === 1) add(found, gather(whole, needs, isExact ? 0 : 3));
    if (isExact) return;
    const parts = words.length > 1 ? words : cut(whole);
    const isSpelled = found.size > 0 && /^[a-z]+$/.test(whole); // one name, typed syllable by syllable
    if (parts.length > 1 && !isSpelled) add(found, together(parts, needs, found.size ? SCORE.parted : 0));
    const bare = wordsOf(query.replace(FILLERS, " "));
    if (!found.size && bare.length && bare.join("") !== whole) {
      for (const [row, hit] of names.match(bare.join(""))) add(found, [[row, hit]]);
      const rest = bare.flatMap(cut);
      add(found, rest.length > 1 ? together(rest, needs, 0) : gather(rest[0], needs, 3));
    }
    if (![...found.values()].some((hit) => hit.score < SCORE.sure)) addSlips(found, whole, parts, needs);
  }

  /** What comes close: a slip of sound in a long word stands before stories, any other behind them. */
  function addSlips(found, whole, parts, needs) {
    const slips = names.slips(whole);
    for (const [row, hit] of slips) {
      const isClose = hit.score < SCORE.close && whole.length > 3;
      add(found, [[row, isClose ? hit : { ...hit, score: hit.score + SCORE.far - SCORE.sure }]]);
    }
    if (!found.size && parts.length > 1) add(found, together(parts, needs, SCORE.far, true));
  }

  function add(found, others) {
    for (const [row, hit] of others) {
      if (!found.has(row) || hit.score < found.get(row).score) found.set(row, hit);
    }
  }

  /** Everything that a single word leads to. */
  function gather(word, needs, most) {
    const hits = new Map(names.match(word));
    for (const { name, score, label, reason } of valuesFor(word, hits)) {
      for (const row of text.numbers(name, needs) ?? []) {
        if (!hits.has(row)) hits.set(row, { score: SCORE.value + score / 100, why: [{ label, text: reason }] });
      }
    }
    const kind = search.data.names.kinds.find(([, label]) => label === word);
    if (kind) for (const row of names.rows()) if (row.kind === kind[0]) hits.set(row.number, { score: SCORE.value, why: [] });
    if (word.length > 1 && most) {
      for (const row of text.mentioning(word, needs, most)) if (!hits.has(row)) hits.set(row, { score: SCORE.story, said: [word] });
    }
    return hits;
  }

  /** The postings of the values that a word names: terms by any part, records by their whole name or its beginning. */
  function valuesFor(word, hits) {
    const rows = [];
    if (word.length < 2) return rows;
    for (const [number, { score }] of hits) {
      const row = names.row(number);
      const most = row.value ? 36 : 16;
      if (score < most || (score >= 30 && score < 32)) rows.push({ row, score });
    }
    for (const row of landmarks()) {
      const isLoose = row.value && isHan(word) && !hits.has(row.number) && [row.name, ...row.others].some((name) => isWithin(word, name));
      if (!isLoose) continue;
      hits.set(row.number, { score: SCORE.value - 1 });
      rows.push({ row, score: 40 });
    }
    return rows.sort((one, other) => one.score - other.score).slice(0, 3).flatMap(postingsOf);
  }

  /** Whether a name holds the characters of a word in their order: 老人 in 老年人. */
  function isWithin(word, name) {
    let place = 0;
    for (const character of characters.fold(name)) if (character === word[place]) place += 1;
    return place === word.length;
  }

  function postingsOf({ row, score }) {
    if (row.value) return [{ name: row.value, score, label: row.label, reason: row.name }];
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

  function joined(hits, least) {
    const scores = hits.map((hit) => hit.score);
    const sum = scores.reduce((total, score) => total + score, 0);
    return {
      score: Math.max(...scores, least) + sum / 1000,
      spans: hits.filter((hit) => hit.to && !hit.which),
      which: hits.find((hit) => hit.which)?.which,
      why: hits.flatMap((hit) => hit.why ?? []),
      said: hits.flatMap((hit) => hit.said ?? []),
      isSlip: hits.some((hit) => hit.isSlip),
    };
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
    return best.parts.flatMap((part, i) => (best.worths[i] > 2 ? [part] : cut(part)));
  }

  /** How surely a word stands for itself: a kind or a whole name more than a part of a value. */
  function worthOf(word) {
    const row = names.named(word);
    if (row?.value) return 5;
    if ((row && row.kind !== "landmark") || search.data.names.kinds.some(([, label]) => label === word)) return 4;
    const parts = landmarks().filter(({ value, name }) => value && isWithin(word, name));
    return parts.some(({ name }) => name.includes(word)) ? 4 : parts.length ? 3 : 0;
  }

  const landmarks = () => names.rows().slice(search.count);

  // --- in order, and proved -----------------------------------------------------------------------------

  function finished(found, needs) {
    const keys = new Float64Array(found.size);
    let place = 0;
    for (const [row, { score }] of found) keys[place++] = Math.round(score * 1000) * ROWS + row;
    const hits = [];
    let stories = 0;
    let read = 0;
    for (const key of keys.sort()) {
      const number = key % ROWS;
      const hit = found.get(number);
      if (hit.said?.length) {
        if (stories === MOST_STORIES || read === MOST_READ) continue;
        read += 1;
        const story = text.story(number, needs);
        const excerpt = story && excerptOf(story, hit.said);
        if (!excerpt) {
          if (story === null && read - stories >= MOST_STORIES) read = MOST_READ; // wait for these first
          continue;
        }
        stories += 1;
        hits.push({ row: names.row(number), ...hit, excerpt });
      } else {
        hits.push({ row: names.row(number), ...hit });
      }
      if (hits.length === SHOWN) break;
    }
    return hits;
  }

  /** The sentence of a story that says a word, with where; nothing if it does not say all words. */
  function excerptOf(story, said) {
    const folded = characters.comparable(story);
    const places = said.map((word) => folded.text.indexOf(word));
    if (places.includes(-1)) return null;
    const from = folded.origin[places[0]];
    const to = folded.origin[places[0] + said[0].length - 1] + 1;
    const written = Array.from(story);
    const isEnd = (character) => /[。！？；\n]/.test(character);
    let start = from;
    while (start > 0 && from - start < 18 && !isEnd(written[start - 1])) start -= 1;
    let end = to;
    while (end < written.length && end - to < 36 && !isEnd(written[end])) end += 1;
    const before = start > 0 && !isEnd(written[start - 1]) ? "…" : "";
    const after = end < written.length && !isEnd(written[end]) ? "…" : "";
    const shift = Array.from(before).length - start;
    return { text: before + written.slice(start, end).join("") + after, from: from + shift, to: to + shift };
  }

  search.answer = answer;
})();
