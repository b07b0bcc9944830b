import assert from "node:assert/strict";
import { test } from "node:test";

import { type Agreed, Api, Trouble } from "../src/api.ts";
import { OTHER, QuestionForm } from "../src/question-form.ts";
import { ReviewDesk } from "../src/review-desk.ts";
import type { Conversation, Field, Review } from "../src/shapes.ts";

test("a choice answers in the words a visitor would say", () => {
  const form = new QuestionForm("ce_status", [], false);
  assert.equal(form.answer("da"), "");
  assert.equal(form.error, "question.error_none");
  form.choose("ce_marked", true);
  form.choose("in_progress", true);
  assert.equal(form.answer("da"), "CE-mærkningen er i gang");
  assert.equal(form.error, null);
});

test("several wishes are said one after another", () => {
  const form = new QuestionForm("need", [], false);
  form.choose("test", true);
  form.choose("develop", true);
  assert.equal(form.answer("da"), "Vi vil teste. Vi vil udvikle sammen");
  form.choose("test", false);
  assert.equal(form.answer("en"), "We want to co-develop");
});

test("something else is written, and an address looks like one", () => {
  const form = new QuestionForm("ce_status", [], false);
  form.choose(OTHER, true);
  assert.equal(form.answer("da"), "");
  assert.equal(form.error, "question.error_empty");
  form.typed = " Det ved vi ikke ";
  assert.equal(form.answer("da"), "Det ved vi ikke");
  const email = new QuestionForm("contact_email", [], false);
  email.typed = "mia at example";
  assert.equal(email.answer("da"), "");
  assert.equal(email.error, "question.error_email");
  email.typed = "mia@example.org";
  assert.equal(email.answer("da"), "mia@example.org");
});

test("a question gone back to holds what was answered", () => {
  const slot = (code: string, value: string) => ({ field: "need" as Field, value, quote: value, code });
  assert.deepEqual([...new QuestionForm("need", [slot("test", "test")], true).chosen], ["test"]);
  const free = { field: "product" as Field, value: "Sensor", quote: "Sensor", code: "" };
  assert.equal(new QuestionForm("product", [free], true).typed, "Sensor");
});

const REVIEW: Review = {
  fields: [
    { field: "company_name", label: "Virksomhed", value: "", quote: "", required: true, why: "" },
    { field: "contact_email", label: "E-mail", value: "mia@example.org", quote: "", required: true, why: "" },
    { field: "product", label: "Produkt", value: "", quote: "", required: false, why: "" },
  ],
  recipients: [
    { destination_id: "a", name: "A", organisation: "", reason: "", contact: "", advice: [], consented: false },
    { destination_id: "b", name: "B", organisation: "", reason: "", contact: "", advice: [], consented: true },
  ],
  missing: ["company_name"],
  notice: "",
  notice_id: "n1",
};

class FakeApi extends Api {
  readonly said: unknown[] = [];
  readonly unseen: (string | undefined)[] = [];
  failures: Trouble[] = [];
  override review = () => Promise.resolve(REVIEW);
  override edit = (field: Field, value: string) => {
    this.said.push([field, value]);
    return Promise.resolve({} as Conversation);
  };
  override consent = ({ id, destinations, notice_id: notice, left_empty: unseen }: Agreed) => {
    this.said.push([id, ...destinations, notice]);
    this.unseen.push(unseen);
    const failure = this.failures.shift();
    return failure ? Promise.reject(failure) : Promise.resolve({} as Conversation);
  };
}

test("nothing is ticked, what is missing stands open, and nothing wrong is sent", async () => {
  const api = new FakeApi("https://server.example", "");
  const desk = new ReviewDesk(api);
  await desk.load();
  assert.equal(desk.ticked.size, 0);
  assert.equal(desk.isOpen("company_name"), true);
  desk.typed.set("contact_email", "nonsense");
  assert.equal(await desk.send(), null);
  assert.deepEqual(desk.wrongs.map((wrong) => wrong.kind), ["field", "email", "recipient"]);
  assert.deepEqual(api.said, []);
});

test("a consent that was not heard to arrive is sent again as it was", async () => {
  const api = new FakeApi("https://server.example", "");
  api.failures = [new Trouble("offline")];
  const desk = new ReviewDesk(api);
  await desk.load();
  desk.typed.set("company_name", "Æblehjælp ApS");
  desk.tick(REVIEW.recipients[0]!, true);
  await assert.rejects(desk.send("https://pills.example"));
  // The server does not know the name in this test, so it is still open: typed again.
  desk.typed.set("company_name", "Æblehjælp ApS");
  await desk.send();
  const consents = api.said.filter((said) => Array.isArray(said) && said.length === 3);
  assert.equal(consents.length, 2);
  assert.deepEqual(consents[0], consents[1]);
  assert.deepEqual(api.unseen, ["https://pills.example", undefined]);
});
