// Calendars: a button beside each that copies its address, which is what calendar programs ask for.
function copyAddress(address, said) {
  const done = () => { said.replaceChildren("地址已复制，请到日历里粘贴。"); };
  const byHand = () => {
    const field = document.createElement("input");
    field.className = "feed__address";
    field.readOnly = true;
    field.value = address;
    field.setAttribute("aria-label", "日历的地址");
    said.replaceChildren("请按住下面的地址不放，选「全选」「复制」：", field);
    field.focus();
    field.select();
    if (document.execCommand("copy")) done();
  };
  if (navigator.clipboard && window.isSecureContext) navigator.clipboard.writeText(address).then(done, byHand);
  else byHand();
}

function offerAddress(link) {
  const there = link.parentElement.querySelector(".feed__copy"); // a page keeps its place, so that nothing moves
  const button = there ?? document.createElement("button");
  const said = document.createElement("span");
  button.type = "button";
  button.className = "feed__copy";
  button.textContent = "复制日历地址";
  button.setAttribute("aria-label", `复制日历地址：${link.dataset.feed}`);
  said.className = "feed__said";
  said.setAttribute("role", "status");
  button.addEventListener("click", () => copyAddress(link.href, said));
  if (!there) link.after(" ", button);
  link.parentElement.append(said);
}

// A page that was opened from a folder has no address that a calendar program could ask.
if (!location.protocol.startsWith("http")) document.querySelectorAll(".feed__copy").forEach((button) => button.remove());
else document.querySelectorAll("a[data-feed]").forEach(offerAddress);

const wechat = document.querySelector("[data-wechat]");
if (wechat && navigator.userAgent.includes("MicroMessenger")) wechat.hidden = false;
