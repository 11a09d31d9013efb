// Saves the form as a draft while one types, and brings its files piece by piece, going on where
// a line broke. The page works without it.
(() => {
  const form = document.getElementById("take-part");
  if (!form) return;
  const say = form.dataset, input = form.files_1;
  const find = (name) => form.querySelector(`[data-${name}]`);
  const list = find("list"), status = find("status"), heard = find("heard");
  const LEAST = 8192, MOST = 1 << 20, EVERY = 15000, HASHED = 5e7;
  let draft = say.address && { ...say }, quick = draft ? draft.address : location.pathname;
  let revision = form.revision?.value, piece = 16384, running = 0, press = null;
  let timer, stopped, dirty, saving = Promise.resolve(), bringing = saving;
  form.action = quick;
  // Who comes back to the page fills in the same form.
  if (history.state?.mark) form.mark.value = history.state.mark;
  const here = { mark: form.mark.value };
  history.replaceState(here, "");
  find("scripted").hidden = false;
  find("add").hidden = true;
  const tus = (method, at, headers, more) =>
    fetch(at, { method, headers: { "Tus-Resumable": "1.0.0", ...headers }, ...more });
  const pause = (ms) => new Promise((done) => {
    setTimeout(done, ms);
    addEventListener("online", done, { once: true });
  });

  // The draft: one save after the other, each over the one before. Tells whether it went well.
  const save = () => (saving = saving.then(async () => {
    const body = new FormData(form);
    body.delete("files_1");
    body.set("do", "save");
    if (revision) body.set("revision", revision);
    dirty = false;
    try {
      const headers = { Accept: "application/json" };
      const answer = await (await fetch(draft ? draft.address : quick, { method: "POST", body, headers })).json();
      if (answer.error) {
        stopped = true;
        status.textContent = answer.error;
        return false;
      }
      if (!draft) history.replaceState(here, "", answer.address);
      draft = answer;
      revision = answer.revision;
      const link = document.createElement("code");
      link.dir = "ltr";
      link.textContent = answer.link;
      status.replaceChildren(say.saved, " ", link);
      return true;
    } catch {
      status.textContent = say.lost;
      later();
      return false;
    }
  }));
  const now = () => {
    clearTimeout(timer);
    timer = 0;
    if (dirty && !stopped) save();
  };
  const later = () => {
    dirty = true;
    timer ||= setTimeout(now, EVERY);
  };
  form.addEventListener("input", (event) => event.target === input || later());
  addEventListener("visibilitychange", () => document.hidden && now());

  // The files: one after the other.
  const coded = (words) => btoa(String.fromCharCode(...new TextEncoder().encode(words)));
  const hash = async (file) => {
    if (!crypto.subtle || file.size > HASHED) return "";
    const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
    return [...sum].map((each) => each.toString(16).padStart(2, "0")).join("");
  };
  const kB = (bytes) => Math.ceil(bytes / 1000);
  const row = (file) => {
    const { name, size } = file;
    const old = [...list.children].find(({ dataset: is }) =>
      is.name === name && +is.size === size && +is.received < size);
    const made = find("row").content.firstElementChild.cloneNode(true);
    made.querySelectorAll("bdi").forEach((each) => { each.textContent = name; });
    made.querySelector("progress").ariaLabel = name;
    made.dataset.at = old?.dataset.at || "";
    if (old) old.replaceWith(made);
    else list.append(made);
    list.hidden = false;
    return made;
  };
  const begin = async (file) => {
    while (!draft && !(await save())) {
      if (stopped) throw Error(status.textContent);
      await pause(3000);
    }
    const told = `filename ${coded(file.name)},sha256 ${coded(await hash(file))}`;
    const begun = await tus("POST", draft.uploads, { "Upload-Length": file.size, "Upload-Metadata": told });
    if (begun.status !== 201) throw Error(await begun.text());
    return begun.headers.get("Location");
  };
  // The next offset. Throws an Error where it is of no use to go on; all else is the line.
  const step = async (file, at, offset) => {
    const since = performance.now();
    const answer = offset < 0 ? await tus("HEAD", at) : await tus("PATCH", at,
      { "Upload-Offset": offset, "Content-Type": "application/offset+octet-stream" },
      { body: file.slice(offset, offset + piece), signal: AbortSignal.timeout?.(9e4) });
    if (answer.ok) {
      const took = performance.now() - since;
      if (offset >= 0) piece = Math.min(MOST, Math.max(LEAST, took < 2000 ? piece * 2 : took > 8000 ? piece / 2 : piece));
      return +answer.headers.get("Upload-Offset");
    }
    if ([409, 460].includes(answer.status)) return -1;
    if (answer.status >= 500 && answer.status !== 507) throw TypeError();
    throw Error(await answer.text() || answer.status);
  };
  const bring = async (file, made) => {
    const bar = made.querySelector("progress"), text = made.querySelector("span");
    let offset = -1, tries = 0, there = 0;
    while (made.isConnected && there < (file.size || 1)) {
      try {
        made.dataset.at ||= await begin(file);
        offset = await step(file, made.dataset.at, offset);
        there = file.size ? Math.max(offset, 0) : 1;
        tries = 0;
        bar.value = there / (file.size || 1);
        text.textContent = say.of.replace("{1}", kB(there)).replace("{2}", kB(file.size));
        if (there >= file.size) heard.textContent = `${file.name} ${say.here}`;
      } catch (problem) {
        text.textContent = problem.constructor === Error ? problem.message : say.lost;
        heard.textContent = `${file.name}: ${text.textContent}`;
        if (problem.constructor === Error) break;
        offset = -1;
        piece = LEAST;
        await pause(Math.min(15000, 1000 * 2 ** tries++));
      }
    }
    running -= 1;
    if (!running) press?.();
  };
  input.addEventListener("change", () => {
    for (const file of input.files) {
      const made = row(file);
      running += 1;
      bringing = bringing.then(() => bring(file, made));
    }
    input.value = "";
  });
  list.addEventListener("click", (event) => {
    const made = event.target.closest("button") && event.target.closest("li");
    if (!made) return;
    event.preventDefault();
    if (made.dataset.at) tus("DELETE", made.dataset.at);
    made.remove();
    input.focus();
  });
  addEventListener("beforeunload", (event) => running && event.preventDefault());

  // Sending: the short way where there are no files, the draft's own where there are.
  form.addEventListener("submit", (event) => {
    if (running) {
      event.preventDefault();
      status.textContent = say.waits;
      press = () => form.requestSubmit(event.submitter);
      return;
    }
    clearTimeout(timer);
    stopped = true;
    const own = draft && (event.submitter?.name || list.children.length);
    form.action = own ? draft.address : quick;
    if (!own || !revision) return;
    form.revision?.remove();
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "revision", value: revision }));
  });
})();
