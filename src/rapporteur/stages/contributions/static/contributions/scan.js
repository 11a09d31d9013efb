// Leads from one unsure word to the next while a page is typed, and shows about where each stands in
// the picture. The page works without it.
(() => {
  const form = document.querySelector("[data-typing]"), scan = document.querySelector(".scan");
  if (!form) return;
  const { text, following } = form.elements, say = form.dataset;
  const told = form.querySelector("[data-at-word]"), next = form.querySelector("[data-next-unsure]");
  let unsure = JSON.parse(say.unsure), before = text.value;
  next.hidden = !unsure.length;

  // What is typed moves the words behind it; a word that is touched is settled.
  text.addEventListener("input", () => {
    const now = text.value, shorter = Math.min(before.length, now.length);
    let head = 0, tail = 0;
    while (head < shorter && before[head] === now[head]) head += 1;
    while (tail < shorter - head && before.at(-1 - tail) === now.at(-1 - tail)) tail += 1;
    const end = before.length - tail, moved = now.length - before.length;
    unsure = unsure.filter(([from, to]) => to <= head || from >= end)
      .map(([from, to]) => (from >= end ? [from + moved, to + moved] : [from, to]));
    before = now;
  });

  const go = (back) => {
    const { selectionStart: from, selectionEnd: to } = text;
    const found = back ? unsure.findLast((each) => each[1] <= from) ?? unsure.at(-1)
      : unsure.find((each) => each[0] >= to) ?? unsure[0];
    text.focus();
    if (!found) {
      told.textContent = say.none;
      return;
    }
    text.setSelectionRange(...found);
    text.blur(); // the browser moves the text to the selection when the focus comes
    text.focus();
    told.textContent = say.at.replace("{number}", unsure.indexOf(found) + 1)
      .replace("{all}", unsure.length).replace("{word}", text.value.slice(...found));
    const line = text.value.slice(0, found[0]).split("\n").length / text.value.split("\n").length;
    scan.scrollTop = line * scan.scrollHeight - scan.clientHeight / 2;
  };

  next.addEventListener("click", () => go(false));
  if (location.hash === "#id_text") text.focus();
  document.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (key === "F8") go(event.shiftKey);
    else if (target === text && key === "Enter" && event.ctrlKey) form.requestSubmit(following);
    else if (target === text && key === "Escape") scan.focus();
    else if (key === "t" && document.body.matches(".with-keys") && !event.ctrlKey && !event.metaKey && !event.altKey &&
      !target.closest("select, textarea, input")) text.focus();
    else return;
    event.preventDefault();
  });
})();
