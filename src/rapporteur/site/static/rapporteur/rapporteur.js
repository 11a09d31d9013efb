// Small comforts; every page works without them.
(() => {
  // After a refusal the reader starts where the errors are named.
  document.querySelector(".error-summary")?.focus();

  // On a narrow screen the stages fold away, so that the page itself comes first.
  const stages = document.querySelector(".desk-side details");
  if (stages && matchMedia("(max-width: 59.99rem)").matches) stages.open = false;

  // Menus close as menus do.
  const close = (except) =>
    document.querySelectorAll(".menu[open]").forEach((menu) => {
      if (menu !== except) menu.open = false;
    });
  document.addEventListener("click", (event) => close(event.target.closest(".menu")));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    document.querySelector(".menu[open] > summary")?.focus();
    close();
  });
})();
