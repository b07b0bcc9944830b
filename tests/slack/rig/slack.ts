import type { KnownBlock, SlackEvent } from "@slack/types";
import type { BlockAction, GlobalShortcut, MessageShortcut, SlashCommand, ViewClosedAction, ViewSubmitAction } from "@slack/bolt";

export type Blocks = KnownBlock[];
export type Events = SlackEvent;
export type Actions = BlockAction;
export type Submission = ViewSubmitAction;
export type Closing = ViewClosedAction;
export type GlobalShortcutPayload = GlobalShortcut;
export type MessageShortcutPayload = MessageShortcut;
export type Command = SlashCommand;
