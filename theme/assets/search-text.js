/* Which records have a value or say a word: postings and stories, loaded shard by shard. */
(() => {
  "use strict";

  const search = window.showcaseSearch;
  const FAR = 55131; // the distance that an exclamation mark stands for
  const ALONE = 3; // pairs that are asked of a word to which nothing else is joined
  const FURTHER = 2; // pairs, where those leave more than
  const FEW = 5; // records
  const MOST_FILES = 10; // of stories, of which each holds several
  const decoded = new Map();

  /** The shard in which something is, reckoned as at the build. */
  function shardOf(name) {
    let total = 0;
    for (let i = 0; i < name.length; i += 1) total = Math.imul(Math.imul(total, 31) + name.charCodeAt(i), 0x9e3779b1);
    return (total >>> 16) % search.data.names.shards;
  }

  const fileOf = (name) => `${search.data.names.folder}/${name}`;

  /** The numbers of the records for a pair of characters or a value; notes the file where it is not there yet. */
  function numbers(name, needs) {
    if (decoded.has(name)) return decoded.get(name);
    const shard = search.data[`t${shardOf(name)}`];
    if (shard === undefined) {
      needs.add(fileOf(`t${shardOf(name)}`));
      return null;
    }
    const at = ` ${shard} `.indexOf(` ${name} `);
    const found = at < 0 ? [] : unpack(shard, at + name.length + 1);
    decoded.set(name, found);
    return found;
  }

  function unpack(shard, from) {
    const found = [];
    let number = -1;
    for (let i = from; i < shard.length && shard[i] !== " "; i += 1) {
      const code = shard.charCodeAt(i);
      if (code === 33) number += FAR;
      else found.push((number += code < 92 ? code - 34 : code < 127 ? code - 35 : code - 164));
    }
    return found;
  }

  /** The records that hold some pairs of a word; whether they stand together only the story tells.
      Where that leaves more than may be read, further pairs are asked one by one. */
  function mentioning(word, needs, most) {
    const pairs = Array.from({ length: word.length - 1 }, (_, i) => word.slice(i, i + 2));
    const count = Math.min(most, Math.ceil(word.length / 2));
    const chosen = new Set(Array.from({ length: count }, (_, i) => pairs[Math.round((i * (pairs.length - 1)) / Math.max(1, count - 1))]));
    const lists = [...chosen].map((pair) => numbers(pair, needs));
    if (!lists.length || lists.includes(null)) return [];
    let common = lists.reduce(inBoth);
    const further = most < ALONE ? [] : pairs.filter((pair) => !chosen.has(pair)).slice(0, FURTHER);
    for (const pair of further) {
      if (common.length > FEW) common = inBoth(common, numbers(pair, needs) ?? []);
    }
    return common;
  }

  /** What two lists in ascending order have in common. */
  function inBoth(one, other) {
    const common = [];
    for (let i = 0, k = 0; i < one.length && k < other.length; ) {
      if (one[i] === other[k]) common.push(one[i]);
      if (one[i] <= other[k]) i += 1;
      else k += 1;
    }
    return common;
  }

  /** The story of a record; notes the file where it is not there yet. Whose file would be one too many has none. */
  function story(number, needs, files) {
    const { pack } = search.data.names;
    const name = `s${Math.floor(number / pack)}`;
    if (files.add(name).size > MOST_FILES) files.delete(name);
    if (!files.has(name)) return "";
    if (search.data[name]) return search.data[name][number % pack];
    needs.add(fileOf(name));
    return null;
  }

  search.text = { numbers, mentioning, story, forget: () => decoded.clear() };
})();
