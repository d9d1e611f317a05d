/** A route of Discord's API, as data. */

export interface RestRequest {
  /** A decoded path parameter. */
  readonly param: (name: string) => string;
  readonly query: URLSearchParams;
  /** The JSON body, or the `payload_json` of a form. */
  readonly body: unknown;
  readonly files: readonly Upload[];
}

/** A file of a multipart body. `index` is the number in its field's name: `files[0]`. */
export interface Upload {
  readonly index: string;
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

export type Reply = { readonly status: 200 | 201; readonly body: unknown } | { readonly status: 204 };

export interface Route {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Discord's path with named parameters: `/channels/:channel/messages`. */
  readonly path: string;
  /** `bot` requires the Authorization header, `token` only the token in the path. */
  readonly access: "bot" | "token";
  /** @default 50 requests a second */
  readonly limit?: RouteLimit;
  readonly handle: (request: RestRequest) => Reply;
}

export interface RouteLimit {
  readonly requests: number;
  readonly seconds: number;
  /** Does not count towards the global limit. */
  readonly exempt?: true;
}

export const ok = (body: unknown): Reply => ({ status: 200, body });
export const created = (body: unknown): Reply => ({ status: 201, body });
/** No body and no content type: clients parse JSON if the content type says so. */
export const noContent: Reply = { status: 204 };
