// What is typed into this form stays in this tab until it is saved, so that a session that ran out loses nothing.
(() => {
  const note = document.querySelector("#kept");
  const form = document.querySelector("input[name=uid]")?.form;
  if (!note || !form) return;
  const key = `kept:${note.dataset.for}:${location.pathname}`;
  const isMark = (field) => field.type === "checkbox" || field.type === "radio";
  const fields = () => [...form.elements].filter((field) => field.name && field.name !== "csrfmiddlewaretoken");

  const keep = (isSent) => {
    const values = fields().filter((field) => !isMark(field) || field.checked).map((field) => [field.name, field.value]);
    try {
      sessionStorage.setItem(key, JSON.stringify({ isSent, values }));
    } catch {
      // A browser that keeps nothing still sends the form.
    }
  };
  const forget = () => sessionStorage.removeItem(key);
  const giveBack = (values) => {
    for (const field of fields()) {
      const given = values.filter(([name]) => name === field.name).map(([, value]) => value);
      if (isMark(field)) field.checked = given.includes(field.value);
      else if (given.length) field.value = given[0];
    }
  };

  let kept = null;
  try {
    kept = JSON.parse(sessionStorage.getItem(key));
  } catch {
    kept = null;
  }
  // After an error the page itself brings the words back; after signing in anew, nothing does but this.
  const isAnswered = document.querySelector("#error-summary") !== null;
  const hadToSignIn = document.referrer !== "" && new URL(document.referrer).pathname.startsWith("/accounts/");
  if (kept && !isAnswered) {
    if (!kept.isSent || hadToSignIn) {
      giveBack(kept.values);
      note.hidden = false;
    } else {
      forget();
    }
  }
  form.addEventListener("input", () => keep(false));
  form.addEventListener("submit", () => keep(true));
  note.querySelector("button").addEventListener("click", () => {
    forget();
    location.replace(location.href);
  });
})();
