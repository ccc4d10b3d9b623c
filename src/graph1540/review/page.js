"use strict";
(() => {
  const every = (selector, root = document) => [...root.querySelectorAll(selector)];
  const wordsOf = (one) => (one.dataset.words ? one.dataset.words.split(" ") : []);
  const status = document.getElementById("said");
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const runs = every(".run");
  const claims = every(".claim, .finding[data-words]");
  const over = new Map();
  for (const one of [...runs, ...claims]) {
    for (const words of wordsOf(one)) {
      if (!over.has(words)) over.set(words, { runs: [], claims: [] });
      over.get(words)[one.classList.contains("run") ? "runs" : "claims"].push(one);
    }
  }
  let chosen = null;
  let turn = 0;
  let started = false;

  const show = (one) => {
    for (let box = one.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    one.scrollIntoView({ block: "center", behavior: calm || !started ? "instant" : "smooth" });
  };

  const clear = () => {
    for (const one of every(".lit")) one.classList.remove("lit");
    for (const one of every("[aria-current]")) one.removeAttribute("aria-current");
    status.hidden = true;
  };

  const light = (lit, current) => {
    clear();
    for (const one of lit) one.classList.add("lit");
    current.setAttribute("aria-current", "true");
  };

  const tell = (text) => {
    status.textContent = text;
    status.hidden = !text;
  };

  const remember = (id) => history.replaceState(null, "", `#${id}`);

  const labelOf = (claim) => {
    const row = claim.closest("dl.facts > div");
    const card = claim.closest(".card");
    const head = card && card.querySelector("h3");
    const label = row ? row.querySelector("dt").firstChild.textContent : "";
    return [head && !head.contains(claim) ? head.textContent : "", label, claim.textContent].filter(Boolean).join(" · ");
  };

  /* From a claim to the note: again and again to the next of its places. */
  const fromClaim = (claim, id) => {
    const groups = wordsOf(claim).map((words) => over.get(words).runs).filter((group) => group.length);
    turn = chosen === claim ? (turn + 1) % Math.max(groups.length, 1) : 0;
    chosen = claim;
    light([claim, ...groups.flat()], claim);
    if (groups.length) show(groups[turn][0]);
    if (!started) show(claim);
    const place = groups.length > 1 ? `\n${turn + 1} of ${groups.length} places; again for the next` : "";
    if (claim.classList.contains("claim")) tell(`${labelOf(claim)}${place}`);
    remember(id || claim.id);
  };

  /* From the note to the claims: all that rest on these words, in view the one whose words are the narrowest. */
  const fromRun = (run) => {
    const names = wordsOf(run);
    const resting = [...new Set([...names].reverse().flatMap((words) => over.get(words).claims))];
    const narrow = names[names.length - 1];
    chosen = null;
    light([...over.get(narrow).runs, ...resting], run);
    if (resting.length) show(resting[0]);
    tell(run.title);
    remember(run.getAttribute("href").slice(1));
  };

  const fromWords = (words) => {
    const found = over.get(words);
    if (!found || !found.runs.length) return false;
    chosen = null;
    light([...found.runs, ...found.claims], found.runs[0]);
    show(found.runs[0]);
    if (found.claims.length) show(found.claims[0]);
    remember(words);
    return true;
  };

  const follow = (id) => {
    const target = id && document.getElementById(id);
    if (!target) return;
    const claim = target.closest(".claim, .finding[data-words]");
    if (claim) fromClaim(claim, id);
    else if (!fromWords(id) && target.classList.contains("sentence")) visit(target);
  };

  const bare = every(".note .sentence.none");
  let at = -1;
  const visit = (sentence) => {
    for (const one of every(".sentence.here")) one.classList.remove("here");
    clear();
    at = bare.indexOf(sentence);
    sentence.classList.add("here");
    show(sentence);
    tell(at < 0 ? "" : `Sentence without a claim: ${at + 1} of ${bare.length}`);
    remember(sentence.id);
  };
  const step = (by) => visit(bare[(at + by + bare.length + (at < 0 && by < 0 ? 1 : 0)) % bare.length]);
  for (const [id, by] of [["next", 1], ["previous", -1]]) {
    const button = document.getElementById(id);
    if (!button) continue;
    button.addEventListener("click", (event) => {
      event.preventDefault();
      step(by);
    });
    button.addEventListener("keydown", (event) => {
      if (event.key !== " ") return;
      event.preventDefault();
      step(by);
    });
  }

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const place = event.target.closest("a.place");
    const one = place || event.target.closest(".run, .claim, .finding[data-words]");
    if (!one) return;
    event.preventDefault();
    for (const here of every(".sentence.here")) here.classList.remove("here");
    if (place) {
      const words = place.getAttribute("href").slice(1);
      if (fromWords(words)) one.setAttribute("aria-current", "true");
    } else if (one.classList.contains("run")) fromRun(one);
    else fromClaim(one);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      chosen = null;
      clear();
    } else if (event.key === "Enter" && event.target.matches(".finding[data-words]")) fromClaim(event.target);
  });

  /* The strips at the margin, as long as their sentences. */
  const measure = () => {
    for (const sentence of bare) {
      const boxes = sentence.getClientRects();
      if (boxes.length) sentence.style.setProperty("--long", `${boxes[boxes.length - 1].bottom - boxes[0].top}px`);
    }
  };
  measure();
  addEventListener("resize", measure);
  addEventListener("beforeprint", () => every("details.words").forEach((one) => (one.open = true)));
  addEventListener("beforeprint", measure);
  addEventListener("hashchange", () => follow(decodeURIComponent(location.hash.slice(1))));
  follow(decodeURIComponent(location.hash.slice(1)));
  started = true;
})();
