/** What a route of Discord's API is here: data, so that the table of what is covered can be held against it. */

export interface RestRequest {
  /** A part of the path, decoded. */
  readonly param: (name: string) => string;
  readonly query: URLSearchParams;
  /** The JSON body, or the `payload_json` of a form. */
  readonly body: unknown;
  readonly files: readonly Upload[];
}

/** A file of a multipart body, by the number in its field's name: `files[0]`. */
export interface Upload {
  readonly index: string;
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

export type Reply = { readonly status: 200 | 201; readonly body: unknown } | { readonly status: 204 };

export interface Route {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Discord's path with its parts named: `/channels/:channel/messages`. */
  readonly path: string;
  /** Who may call: the bot by its Authorization header, or whoever has the token that stands in the path. */
  readonly access: "bot" | "token";
  /** How many requests in how many seconds, where it is not the usual. */
  readonly limit?: RouteLimit;
  readonly handle: (request: RestRequest) => Reply;
}

export interface RouteLimit {
  readonly requests: number;
  readonly seconds: number;
  /** Does not count towards the limit over all routes. */
  readonly exempt?: true;
}

export const ok = (body: unknown): Reply => ({ status: 200, body });
export const created = (body: unknown): Reply => ({ status: 201, body });
/** A 204, which has no body and no content type: clients read JSON wherever the type says so. */
export const noContent: Reply = { status: 204 };
