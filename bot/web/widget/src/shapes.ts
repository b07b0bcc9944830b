// What the server's JSON holds, as far as the widget reads it (bot/web/views.py and handover_views.py).

export type Language = "da" | "en";

export interface Both {
  readonly da: string;
  readonly en: string;
}

export type Author = "visitor" | "bot" | "staff";

export type Field =
  | "need"
  | "region_hospital"
  | "product"
  | "product_type"
  | "ce_status"
  | "device_class"
  | "patients_involved"
  | "ai_use"
  | "data_access"
  | "stage"
  | "timeline"
  | "company_name"
  | "contact_email";

export interface Citation {
  readonly marker: number;
  readonly title: string;
  readonly source_title: string;
  readonly owner: string;
  readonly section: string;
  readonly url: string;
  readonly as_of: string;
  readonly quote: string;
}

export interface Part {
  readonly text: string;
  readonly markers: readonly number[];
}

export interface Route {
  readonly destination_id: string;
  readonly name: Both;
  readonly reason: Both;
}

export interface Message {
  readonly index: number;
  readonly id: string;
  readonly author: Author;
  readonly text: string;
  readonly sent_at: string;
  readonly parts: readonly Part[];
  readonly citations: readonly Citation[];
  readonly outcome: string | null;
  readonly asks_for: Field | null;
  readonly routes: readonly Route[];
  /** Who wrote it, where a member of staff did and the server says. */
  readonly staff_name?: string;
}

export interface Slot {
  readonly field: Field;
  readonly value: string;
  readonly quote: string;
  readonly code: string;
}

export interface Handoff {
  readonly reference: string;
  readonly destination_id: string;
  readonly name: Both;
  readonly state: "pending" | "delivered" | "withdrawn";
  readonly status_link: string;
}

export interface State {
  readonly language: Language;
  readonly language_is_settled: boolean;
  readonly stage: "talking" | "handed_over";
  readonly asks_for: Field | null;
  readonly slots: readonly Slot[];
  readonly skipped: readonly Field[];
  readonly routes: readonly Route[];
  readonly handoffs: readonly Handoff[];
}

export interface Conversation {
  readonly id: string;
  readonly state: State;
  readonly messages: readonly Message[];
}

export interface Turn {
  readonly messages: readonly Message[];
  readonly state: State;
}

export interface Opened {
  readonly id: string;
  readonly token: string;
  readonly state: State;
}

export interface ReviewField {
  readonly field: Field;
  readonly label: string;
  readonly value: string;
  readonly quote: string;
  readonly required: boolean;
  readonly why: string;
}

export interface Recipient {
  readonly destination_id: string;
  readonly name: string;
  readonly organisation: string;
  readonly reason: string;
  readonly contact: string;
  readonly advice: readonly string[];
  readonly consented: boolean;
}

export interface Review {
  readonly fields: readonly ReviewField[];
  readonly recipients: readonly Recipient[];
  readonly missing: readonly Field[];
  readonly notice: string;
  readonly notice_id: string;
}

export interface Welcome {
  readonly operator: Both;
  readonly contact_email: string;
  readonly retention_days: number;
  readonly privacy_url: string;
  /** The site's own name for the assistant and its first sentence, where it has them. */
  readonly title: Both | null;
  readonly lead: Both | null;
  readonly languages: readonly Language[];
  readonly suggestions: readonly Both[];
  /** Whether the server keeps what visitors think of an answer. */
  readonly takes_feedback: boolean;
  /** When staff answer, in words; null where the site does not say. */
  readonly opening_hours: Both | null;
  readonly is_open: boolean | null;
}
