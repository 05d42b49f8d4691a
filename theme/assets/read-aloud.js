// 朗读: the browser's own Chinese voice reads a record. Where there is none, the button stays hidden.
const button = document.querySelector("[data-read-aloud]");
const speech = window.speechSynthesis;

function voice() {
  const chinese = speech.getVoices().filter(({ lang }) => /^(zh|cmn)\b/i.test(lang));
  return chinese.find(({ lang, localService }) => localService && /CN|Hans/i.test(lang)) ?? chinese[0];
}

// What is read: the marked parts without what is marked as silent, cut at sentences; long texts make some voices stop.
function sentences() {
  return [...document.querySelectorAll("[data-aloud]")].flatMap((part) => {
    const copy = part.cloneNode(true);
    for (const silent of copy.querySelectorAll("[data-silent], sup, svg")) silent.remove();
    for (const block of copy.querySelectorAll("h1, h2, h3, p, li")) block.append("。");
    return copy.textContent.split(/(?<=[。！？；])/u).map((text) => text.replace(/\s+/g, " ").trim());
  }).filter((text) => /[\p{L}\p{N}]/u.test(text));
}

if (button && speech) {
  const label = (text) => { button.textContent = text; };
  const offer = () => { if (voice()) button.hidden = false; };
  offer();
  speech.addEventListener?.("voiceschanged", offer);
  let turn = 0; // a reading that was stopped must not go on

  function read(texts, mine) {
    if (mine !== turn) return;
    if (!texts.length) { finish(); return; }
    const utterance = new SpeechSynthesisUtterance(texts[0]);
    utterance.voice = voice();
    utterance.lang = utterance.voice.lang;
    utterance.rate = 0.9;
    utterance.addEventListener("end", () => read(texts.slice(1), mine));
    speech.speak(utterance);
  }
  const stop = document.createElement("button");
  Object.assign(stop, { type: "button", className: "button button--quiet", textContent: "停止", hidden: true });
  button.after(" ", stop);
  const finish = () => { turn += 1; speech.cancel(); label("朗读"); stop.hidden = true; };

  button.addEventListener("click", () => {
    if (stop.hidden) {
      finish();
      stop.hidden = false;
      label("暂停");
      read(sentences(), turn);
    } else if (speech.paused) {
      speech.resume();
      label("暂停");
    } else if (speech.speaking) {
      speech.pause();
      label("接着读");
    } else finish();
  });
  stop.addEventListener("click", () => { finish(); button.focus(); });
  addEventListener("pagehide", finish);
}
