// Draws the part of a page that is to be black on its picture; the form's numbers say the same, and
// work without it.
(() => {
  const form = document.getElementById("area"), sheet = document.querySelector("[data-draw]");
  if (!form || !sheet) return;
  const { left, top, width, height } = form.elements;
  const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  let from = null;
  rect.classList.add("proposed");
  sheet.querySelector("svg").append(rect);
  sheet.classList.add("draws");
  document.querySelector("[data-how]").hidden = false;

  const show = () => {
    const sides = { x: left, y: top, width, height };
    for (const [name, field] of Object.entries(sides)) rect.setAttribute(name, Math.max(Number(field.value) || 0, 0));
  };

  const at = (event) => {
    const box = sheet.getBoundingClientRect();
    const share = (value) => Math.min(Math.max(value, 0), 1) * 100;
    return [share((event.clientX - box.left) / box.width), share((event.clientY - box.top) / box.height)];
  };

  const fill = (to) => {
    const [[x, end], [y, foot]] = [0, 1].map((side) => [from[side], to[side]].sort((a, b) => a - b).map((each) => Math.round(10 * each)));
    [left.value, top.value, width.value, height.value] = [x, y, end - x, foot - y].map((each) => each / 10);
    show();
  };

  sheet.addEventListener("pointerdown", (event) => {
    if (event.button || event.pointerType === "touch") return; // a finger scrolls
    from = at(event);
    sheet.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  sheet.addEventListener("pointermove", (event) => from && fill(at(event)));
  sheet.addEventListener("pointerup", () => { from = null; });
  sheet.addEventListener("pointercancel", () => { from = null; });
  form.addEventListener("input", show);
  show();
})();
