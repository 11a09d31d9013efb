// Deciding by single keys. They can be switched off (WCAG 2.1.4), do nothing while a field is written
// in, and only press what stands on the page as a link, a box or a button.
(() => {
  const help = document.getElementById("keys-help"), on = document.getElementById("keys-on");
  const list = document.querySelector("[data-queue]"), form = document.getElementById("decide");
  const marks = [...(list?.querySelectorAll('input[name="chosen"]') ?? [])];
  const search = document.querySelector(".filters input");
  const row = () => marks.find((mark) => mark.closest("li").contains(document.activeElement));

  const go = (step) => {
    const at = marks.indexOf(row());
    const mark = marks[at < 0 ? (step > 0 ? 0 : marks.length - 1) : at + step];
    mark?.focus();
    mark?.closest("li").scrollIntoView({ block: "nearest" });
  };

  const count = () => {
    const told = document.querySelector("[data-many]");
    if (told) told.textContent = told.dataset.many.replace("%s", marks.filter((each) => each.checked).length);
  };

  const press = (key) => {
    const pressed = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (!pressed) return false;
    if (list && pressed.form === form && !form.elements.all?.checked && !marks.some((each) => each.checked)) {
      const here = row();
      if (!here) return false;
      here.checked = true;
    }
    pressed.click();
    return true;
  };

  // After a decision the reader goes on at the row that comes next.
  form?.addEventListener("submit", () => {
    if (!form.elements.next) return;
    const last = marks.findLastIndex((each) => each.checked);
    form.elements.next.value = marks.slice(last + 1).find((each) => !each.checked)?.value ?? "";
  });
  marks.find((each) => `#${each.id}` === location.hash)?.focus();

  const all = document.querySelector("[data-mark-all]");
  if (all) {
    all.hidden = false;
    all.querySelector("button").addEventListener("click", () => {
      const every = marks.every((each) => each.checked);
      marks.forEach((each) => (each.checked = !every));
      count();
    });
    list.addEventListener("change", count);
    count();
  }

  if (!on) return;
  on.closest("[data-keys]").hidden = false;
  const remembered = { get: () => { try { return localStorage.getItem("keys"); } catch { return null; } },
    set: (value) => { try { localStorage.setItem("keys", value); } catch { /* it holds for this page */ } } };
  const show = () => document.body.classList.toggle("with-keys", on.checked);
  on.checked = remembered.get() !== "off";
  on.addEventListener("change", () => { remembered.set(on.checked ? "on" : "off"); show(); });
  show();

  document.addEventListener("keydown", (event) => {
    if (!on.checked || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.closest('select, textarea, input:not([type="checkbox"])')) return;
    const { key } = event, here = row();
    let done = true;
    if (key === "?") { help.open = !help.open; help.querySelector("summary").focus(); }
    else if (key === "/" && search && list) search.focus();
    else if (list && key === "j" || here && key === "ArrowDown") go(1);
    else if (list && key === "k" || here && key === "ArrowUp") go(-1);
    else if (here && key === "x") { here.checked = !here.checked; count(); }
    else if (here && (key === "o" || key === "Enter" && event.target === here)) here.closest("li").querySelector("a").click();
    else done = /^[a-z]$/.test(key) && !event.repeat && press(key);
    if (done) event.preventDefault();
  });
})();
