// The public API of @backhand/cli. Generated: run "npx -y pnpm@12 run api:update".

// index
export type { Command, Example, Given, OptionSpec, Options, Values } from "./Command.ts";
export type { CommandError, ExitCode } from "./CommandError.ts";
export type { Host } from "./Host.ts";
export { main } from "./main.ts";

// Command
import type { ExitCode } from "./CommandError.ts";
import type { Host } from "./Host.ts";
export interface OptionSpec {
    readonly value?: string;
    readonly repeats?: true;
    readonly summary: string;
}
export type Options = Readonly<Record<string, OptionSpec>>;
type Value<Spec extends OptionSpec> = Spec extends {
    readonly repeats: true;
} ? ReadonlyArray<string> : Spec extends {
    readonly value: string;
} ? string : true;
export type Values<O extends Options> = {
    readonly [Name in keyof O]?: Value<O[Name]>;
};
export interface Example {
    readonly about: string;
    readonly args: ReadonlyArray<string>;
    readonly input?: string;
    readonly output: ReadonlyArray<string>;
}
export interface CommandSpec<O extends Options> {
    readonly name: string;
    readonly usage: string;
    readonly about: ReadonlyArray<string>;
    readonly operands: ReadonlyArray<string>;
    readonly options: O;
    readonly examples: ReadonlyArray<Example>;
    readonly run: (values: Values<O>, operands: ReadonlyArray<string>, host: Host) => Promise<ExitCode>;
}
export type Given = Readonly<Record<string, string | true | ReadonlyArray<string> | undefined>>;
export interface Command extends Omit<CommandSpec<Options>, "run"> {
    readonly run: (values: Given, operands: ReadonlyArray<string>, host: Host) => Promise<ExitCode>;
}
export declare const define: <const O extends Options>(spec: CommandSpec<O>) => Command;
export {};

// CommandError
export type ExitCode = 0 | 1 | 2;
export declare class CommandError extends Error {
    readonly name = "CommandError";
    readonly exitCode: ExitCode;
    readonly remedy: string;
    constructor(exitCode: ExitCode, message: string, remedy: string);
}

// Host
import type { Readable, Writable } from "node:stream";
export type Interrupt = "SIGHUP" | "SIGINT" | "SIGTERM";
export interface Host {
    readonly argv: ReadonlyArray<string>;
    readonly env: Readonly<Record<string, string | undefined>>;
    readonly stdin: Readable & {
        readonly isTTY?: boolean | undefined;
    };
    readonly stdout: Writable & {
        readonly isTTY?: boolean | undefined;
    };
    readonly stderr: Writable & {
        readonly isTTY?: boolean | undefined;
    };
    readonly on?: (name: Interrupt, listener: (name: Interrupt) => void) => unknown;
    readonly off?: (name: Interrupt, listener: (name: Interrupt) => void) => unknown;
}
export declare const input: (host: Host) => Host["stdin"];
export declare const quiet: (host: Host) => void;
export declare const send: (stream: Writable, text: string) => Promise<boolean>;

// main
import { type ExitCode } from "./CommandError.ts";
import { type Host } from "./Host.ts";
export declare const main: (host: Host) => Promise<ExitCode>;
