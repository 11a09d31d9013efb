// Deciding by keys. They work only while a row holds the focus, so nobody presses one unawares
// (WCAG 2.1.4), and never while a field of the row does.
(() => {
  const rows = [...document.querySelectorAll("[data-coding]")];
  if (!rows.length) return;
  rows.forEach((row) => (row.tabIndex = 0));
  rows.find((row) => `#${row.id}` === location.hash)?.focus();

  const press = (row, act) => row.querySelector(`button[value="${act}:${row.dataset.coding}"]`)?.click();
  document.getElementById("queue").addEventListener("keydown", (event) => {
    const row = event.target;
    if (!rows.includes(row) || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      rows[rows.indexOf(row) + step]?.focus();
    } else if (event.key === "c") press(row, "confirm");
    else if (event.key === "x") press(row, "reject");
  });
})();
