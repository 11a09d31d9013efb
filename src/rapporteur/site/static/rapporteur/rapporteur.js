// Small comforts; every page works without them.
(() => {
  // After a refusal the reader starts where the errors are named.
  document.querySelector(".error-summary")?.focus();

  // On a narrow screen the stages fold away, so that the page itself comes first.
  const stages = document.querySelector(".desk-side details");
  if (stages && matchMedia("(max-width: 59.99rem)").matches) stages.open = false;

  // An instant that counts stands in the reader's own time too.
  document.querySelectorAll("[data-yours]").forEach((each) => {
    const { lang } = document.documentElement;
    const words = new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, { dateStyle: "long", timeStyle: "short" });
    const { timeZone } = words.resolvedOptions();
    if ([each.dataset.zone, "UTC"].includes(timeZone)) return; // it stands there already
    each.querySelector("bdi").textContent = `${words.format(new Date(each.dataset.yours))} ${timeZone}`;
    each.hidden = false;
  });

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
