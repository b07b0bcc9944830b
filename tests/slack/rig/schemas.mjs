// Writes schemas.json: Slack's own TypeScript types as JSON Schema, the yardstick for what we send and what we simulate.
import { createFormatter, createParser, createProgram, SchemaGenerator } from "ts-json-schema-generator";
import fs from "node:fs";

const METHODS = {
  "assistant.threads.setStatus": "AssistantThreadsSetStatusArguments",
  "assistant.threads.setSuggestedPrompts": "AssistantThreadsSetSuggestedPromptsArguments",
  "auth.test": "AuthTestArguments",
  "chat.appendStream": "ChatAppendStreamArguments",
  "chat.delete": "ChatDeleteArguments",
  "chat.postEphemeral": "ChatPostEphemeralArguments",
  "chat.postMessage": "ChatPostMessageArguments",
  "chat.startStream": "ChatStartStreamArguments",
  "chat.stopStream": "ChatStopStreamArguments",
  "chat.update": "ChatUpdateArguments",
  "chat.getPermalink": "ChatGetPermalinkArguments",
  "conversations.history": "ConversationsHistoryArguments",
  "conversations.info": "ConversationsInfoArguments",
  "conversations.members": "ConversationsMembersArguments",
  "conversations.open": "ConversationsOpenArguments",
  "conversations.replies": "ConversationsRepliesArguments",
  "oauth.v2.access": "OAuthV2AccessArguments",
  "users.info": "UsersInfoArguments",
  "views.open": "ViewsOpenArguments",
  "views.publish": "ViewsPublishArguments",
  "views.push": "ViewsPushArguments",
  "views.update": "ViewsUpdateArguments",
};
const ROOTS = ["Blocks", "Events", "Actions", "Submission", "Closing", "GlobalShortcutPayload", "MessageShortcutPayload", "Command"];

function generate(path, types) {
  const config = { path, tsconfig: "tsconfig.json", skipTypeCheck: true, expose: "export", additionalProperties: false, topRef: true };
  const program = createProgram(config);
  return types.map((type) => {
    const one = { ...config, type };
    const generator = new SchemaGenerator(program, createParser(program, one), createFormatter(one), one);
    return generator.createSchema(type);
  });
}

const web = generate("node_modules/@slack/web-api/dist/types/request/index.d.ts", Object.values(METHODS));
const own = generate("slack.ts", ROOTS);
const [manifest] = generate("node_modules/@slack/web-api/dist/types/request/manifest.d.ts", ["Manifest"]);
const named = [["Manifest", manifest], ...Object.keys(METHODS).map((name, at) => [name, web[at]]), ...ROOTS.map((name, at) => [name, own[at]])];
// The same definition stands in many of them; each is written once, and a name that means two things keeps both.
const definitions = {};
const out = {};
for (const [name, schema] of named) {
  const renamed = {};
  for (const [key, body] of Object.entries(schema.definitions)) {
    const text = JSON.stringify(body);
    let free = key;
    for (let n = 2; definitions[free] !== undefined && definitions[free] !== text; n += 1) free = `${key}~${n}`;
    renamed[key] = free;
    definitions[free] = text;
  }
  out[name] = schema.$ref.replace("#/definitions/", "");
  if (Object.entries(renamed).some(([from, to]) => from !== to)) console.log(name, "differs in", Object.entries(renamed).filter(([f, t]) => f !== t).map(([f]) => f).join(" "));
  out[name] = renamed[decodeURIComponent(out[name])] ?? out[name];
}
const whole = { roots: out, definitions: Object.fromEntries(Object.entries(definitions).map(([key, text]) => [key, JSON.parse(text)])) };
fs.writeFileSync("schemas.json", JSON.stringify(whole) + "\n");
console.log(Object.keys(definitions).length, "definitions", fs.statSync("schemas.json").size, "bytes");
