// Keeps what is typed: on the server as a draft, and in this tab while the server cannot be reached.
// Every form carries its own marks (see templates/drafts/marks.html); without this script it is sent as ever.
(() => {
  const MARKS = new Set(["csrfmiddlewaretoken", "once", "draft_mark", "draft_print", "draft_title", "version"]);
  const QUIET_MS = 1000; // after the last key
  const LONGEST_MS = 5000; // while somebody types without a pause

  const cookie = (name) => document.cookie.split("; ").find((part) => part.startsWith(`${name}=`))?.slice(name.length + 1);

  // Signing in on another page changes the cookie; a form that was open meanwhile takes the new one along.
  const renewToken = (form) => {
    const token = form.elements.namedItem("csrfmiddlewaretoken");
    const fresh = cookie("csrftoken");
    if (token && fresh) token.value = fresh;
  };
  document.addEventListener("submit", (event) => renewToken(event.target), true);

  const newId = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
  };

  // A short mark of many words: two halves of 32 bits, enough to see whether anything changed.
  const printOf = (values) => {
    let [one, two] = [0xdeadbeef, 0x41c6ce57];
    for (const sign of JSON.stringify(values)) {
      const code = sign.codePointAt(0);
      one = Math.imul(one ^ code, 2654435761);
      two = Math.imul(two ^ code, 1597334677);
    }
    return (one >>> 0).toString(16) + (two >>> 0).toString(16);
  };

  const wordsOf = (form) =>
    [...new FormData(form)].filter(([name, value]) => {
      const field = form.elements.namedItem(name);
      return !MARKS.has(name) && typeof value === "string" && field?.type !== "password";
    });

  const giveBack = (form, values) => {
    for (const field of form.elements) {
      if (!field.name || MARKS.has(field.name) || ["file", "password", "submit", "button"].includes(field.type)) continue;
      const given = values.filter(([name]) => name === field.name).map(([, value]) => value);
      if (field.type === "checkbox" || field.type === "radio") field.checked = given.includes(field.value);
      else if (field.type === "select-multiple") {
        for (const option of field.options) option.selected = given.includes(option.value);
      } else if (given.length) field.value = given[0];
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
  };

  const tab = {
    read(key) {
      try {
        return JSON.parse(sessionStorage.getItem(key));
      } catch {
        return null;
      }
    },
    write(key, entry) {
      try {
        sessionStorage.setItem(key, JSON.stringify(entry));
      } catch {
        // A browser that keeps nothing still has the words on the page.
      }
    },
    remove(key) {
      try {
        sessionStorage.removeItem(key);
      } catch {
        // Then there was nothing in it.
      }
    },
  };

  const say = (block, trouble) => {
    const box = block.querySelector("[data-draft-trouble]");
    for (const words of box.querySelectorAll("[data-trouble]")) words.hidden = words.dataset.trouble !== trouble;
    box.hidden = !trouble;
  };

  // The words about the draft stand beside the button that saves, which is always in sight.
  const moveToSaveBar = (form, block) => form.querySelector(".savebar")?.append(block);

  const keep = (form, block) => {
    const key = `draft:${block.dataset.draft}`;
    const mark = (name) => form.elements.namedItem(name);
    let [isSent, isOver, isDirty, hasDraft] = [false, false, false, "fromDraft" in block.dataset];
    let [timer, firstTyped, asking] = [null, 0, null];

    moveToSaveBar(form, block);
    mark("draft_title").value = titleOfPage();
    if (!mark("draft_print").value && !hasDraft && !("answered" in block.dataset)) {
      mark("draft_print").value = printOf(wordsOf(form));
    }
    const signIn = block.querySelector("a[data-sign-in]");
    signIn.href = `${signIn.href}?next=${encodeURIComponent(location.pathname + location.search)}`;

    const message = (words, once) => {
      const data = new URLSearchParams(words);
      for (const name of ["draft_mark", "draft_print", "draft_title"]) data.set(name, mark(name).value);
      data.set("once", once);
      if (mark("version")) data.set("version", mark("version").value);
      data.set("csrfmiddlewaretoken", cookie("csrftoken") ?? mark("csrfmiddlewaretoken").value);
      return data;
    };
    const address = (words) =>
      printOf(words) === mark("draft_print").value ? `${block.dataset.keep}?restored` : block.dataset.keep;

    const keepInTab = (trouble) => {
      tab.write(key, { once: mark("once").value, values: wordsOf(form) });
      say(block, trouble);
      block.querySelector("[data-draft-state]").hidden = true;
    };

    const settle = (answer) => {
      const state = block.querySelector("[data-draft-state]");
      tab.remove(key);
      if (!block.querySelector("[data-trouble='given-back']:not([hidden])")) say(block, "");
      hasDraft = answer.state === "kept";
      state.hidden = !hasDraft;
      if (answer.state === "sent") mark("once").value = newId(); // typed again on a page that was saved before
    };

    const save = async () => {
      clearTimeout(timer);
      timer = null;
      if (isOver || isSent || !isDirty) return;
      const words = wordsOf(form);
      if (!hasDraft && printOf(words) === mark("draft_print").value) {
        isDirty = false;
        return;
      }
      isDirty = false;
      asking = new AbortController();
      try {
        const answer = await fetch(address(words), {
          method: "POST",
          body: message(words, mark("once").value),
          redirect: "manual",
          signal: asking.signal,
        });
        if (isOver || isSent) return;
        if (answer.ok) settle(await answer.json());
        else if (answer.status === 413) keepInTab("too-long");
        else if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) keepInTab("signed-out");
        else keepInTab("offline");
      } catch (problem) {
        if (problem.name !== "AbortError") keepInTab("offline");
      }
    };

    const typed = () => {
      isDirty = true;
      isSent = false;
      const now = Date.now();
      if (timer === null) firstTyped = now;
      clearTimeout(timer);
      timer = setTimeout(save, Math.max(0, Math.min(QUIET_MS, firstTyped + LONGEST_MS - now)));
    };

    const leave = () => {
      if (isOver || isSent || !isDirty) return;
      const words = wordsOf(form);
      if (!hasDraft && printOf(words) === mark("draft_print").value) return;
      isDirty = false;
      const once = mark("once").value;
      if (!navigator.sendBeacon(address(words), message(words, once))) tab.write(key, { once, values: words });
    };

    // What this tab kept is newer than what the server knows, unless it was saved after all.
    const bringBack = async () => {
      const kept = tab.read(key);
      if (!kept || "answered" in block.dataset) return;
      try {
        const answer = await fetch(block.dataset.keep, {
          method: "POST",
          body: message(kept.values, kept.once),
          redirect: "manual",
        });
        const state = answer.ok ? (await answer.json()).state : "";
        if (state === "sent") {
          tab.remove(key);
          return;
        }
        if (state === "kept") {
          tab.remove(key);
          hasDraft = true;
        }
      } catch {
        // Still no connection: the words come back from the tab alone.
      }
      giveBack(form, kept.values);
      say(block, "given-back");
    };

    form.addEventListener("input", typed);
    form.addEventListener("change", (event) => event.isTrusted && typed());
    form.addEventListener("submit", (event) => {
      if (event.defaultPrevented) return;
      if (tab.read(key)) tab.write(key, { once: mark("once").value, values: wordsOf(form) });
      isSent = true;
      clearTimeout(timer);
      timer = null;
      asking?.abort();
    });
    for (const giveUp of document.querySelectorAll("form[data-gives-up-draft]")) {
      giveUp.addEventListener("submit", () => {
        if (giveUp.elements.namedItem("draft_mark").value !== mark("draft_mark").value) return;
        isOver = true;
        asking?.abort();
        tab.remove(key);
      });
    }
    addEventListener("pagehide", leave);
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && leave());
    addEventListener("pageshow", (event) => {
      if (event.persisted) isSent = false;
    });
    bringBack();
  };

  // A form of restricted words keeps nothing outside its page: it warns before they are lost instead.
  const guard = (form, block) => {
    let [isDirty, isChecked] = [false, false];
    moveToSaveBar(form, block);
    form.addEventListener("input", () => {
      isDirty = true;
    });
    addEventListener("beforeunload", (event) => isDirty && event.preventDefault());
    form.addEventListener("submit", async (event) => {
      if (isChecked) return;
      event.preventDefault();
      const button = event.submitter;
      try {
        const answer = await fetch(block.dataset.guard, { redirect: "manual" });
        if (!answer.ok) {
          say(block, "signed-out");
          return;
        }
      } catch {
        say(block, "offline");
        return;
      }
      [isDirty, isChecked] = [false, true];
      say(block, "");
      renewToken(form);
      form.requestSubmit(button);
      isChecked = false;
    });
  };

  // “Juniper Fableton / Record a contact”: the page's own way of saying where one is, else its title.
  const titleOfPage = () => {
    const crumbs = [...document.querySelectorAll(".crumbs a, .crumbs [aria-current]")].map((crumb) => crumb.textContent.trim());
    return crumbs.length > 1 ? crumbs.join(" / ") : document.title.replace(/ · MMP Portal$/, "");
  };

  for (const block of document.querySelectorAll("[data-draft]")) keep(block.closest("form"), block);
  for (const block of document.querySelectorAll("[data-guard]")) guard(block.closest("form"), block);
})();
