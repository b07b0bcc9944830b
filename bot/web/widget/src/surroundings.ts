// What happens around the panel: the line, other tabs, the back/forward cache, the Escape key.

import type { App } from "./app.ts";

export function listenTo(app: App): void {
  const listen = addEventListener;
  listen("online", () => line(app, true));
  listen("offline", () => line(app, false));
  listen("pagehide", () => app.talk.pause());
  listen("pageshow", (event) => event.persisted && app.talk.wake());
  listen("storage", (event) => app.memory.is(event.key) && otherTab(app));
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return app.talk.pause();
    app.talk.wake();
    app.seenAll();
  });
  app.host.place.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || event.isComposing || app.sure) return;
    event.stopPropagation();
    if (app.isMoreOpen) {
      app.isMoreOpen = false;
      app.focusOn("#more");
    } else app.close();
  });
}

function line(app: App, isOnline: boolean): void {
  app.isOnline = isOnline;
  app.announcer.say(app.t(isOnline ? "trouble.back" : "trouble.offline"));
  if (isOnline) {
    app.talk.wake();
    if (!app.welcome && app.isShown) void app.ask();
  }
  app.changed();
}

function otherTab(app: App): void {
  const kept = app.memory.reread(Date.now());
  if (!kept && (app.api.own || app.screen !== "consent")) return app.reset(app.t("receipt.deleted"));
  if (kept?.id && kept.id !== app.api.own?.id) {
    app.talk.transcript.clear();
    app.recall();
  }
}
