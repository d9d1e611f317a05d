/** A problem in a body, with its path in Discord's nested `errors` object. */
export interface Problem {
  readonly path: readonly (string | number)[];
  readonly code: string;
  readonly message: string;
}

/** An error response of Discord's API: a status, and a body with `code`, `message` and perhaps `errors`. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    code: number,
    message: string,
    extra: Readonly<Record<string, unknown>> = {},
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.status = status;
    this.body = { message, code, ...extra };
    this.headers = headers;
  }
}

/**
 * The refusals of the routes, named as in Discord's documentation.
 * @see https://docs.discord.com/developers/topics/opcodes-and-status-codes#json
 */
const refusals = {
  unauthorized: [401, 0, "401: Unauthorized"],
  notFound: [404, 0, "404: Not Found"],
  notImplemented: [501, 0, "501: The sandbox does not implement this route"],
  unavailable: [503, 0, "503: Service Unavailable"],
  unknownApplication: [404, 10002, "Unknown Application"],
  unknownChannel: [404, 10003, "Unknown Channel"],
  unknownGuild: [404, 10004, "Unknown Guild"],
  unknownMember: [404, 10007, "Unknown Member"],
  unknownMessage: [404, 10008, "Unknown Message"],
  unknownUser: [404, 10013, "Unknown User"],
  unknownWebhook: [404, 10015, "Unknown Webhook"],
  unknownInteraction: [404, 10062, "Unknown interaction"],
  unknownCommand: [404, 10063, "Unknown application command"],
  tooManyCommands: [400, 30032, "Maximum number of application commands reached (100)."],
  alreadyCrossposted: [400, 40033, "This message has already been crossposted"],
  alreadyAnswered: [400, 40060, "Interaction has already been acknowledged."],
  missingAccess: [403, 50001, "Missing Access"],
  notYourMessage: [403, 50005, "Cannot edit a message authored by another user"],
  emptyMessage: [400, 50006, "Cannot send an empty message"],
  closedDirectMessages: [403, 50007, "Cannot send messages to this user"],
  notThisChannelType: [400, 50024, "Cannot execute action on this channel type"],
  missingPermissions: [403, 50013, "Missing Permissions"],
  invalidToken: [401, 50027, "Invalid Webhook Token"],
  tagRequired: [400, 40067, "A tag is required to create a forum post in this channel"],
  threadArchived: [400, 50083, "Thread is archived"],
  noMutualGuild: [403, 50278, "Cannot send messages to this user due to having no mutual guilds"],
  threadExists: [400, 160004, "A thread has already been created for this message"],
} as const satisfies Record<string, readonly [status: number, code: number, message: string]>;

/** One of the refusals above, to throw. */
export function refuse(why: keyof typeof refusals): Refusal {
  const [status, code, message] = refusals[why];
  return new Refusal(status, code, message);
}

/** `50035 Invalid Form Body`, with each problem at its path. */
export function refuseBody(problems: readonly Problem[]): Refusal {
  const errors: Tree = {};
  for (const { path, code, message } of problems) {
    let node = errors;
    for (const step of path) {
      const next = node[step];
      const child: Tree = typeof next === "object" && !Array.isArray(next) ? next : {};
      node[step] = child;
      node = child;
    }
    node._errors = [...(Array.isArray(node._errors) ? node._errors : []), { code, message }];
  }
  return new Refusal(400, 50035, "Invalid Form Body", { errors });
}

interface Tree {
  [step: string | number]: Tree | { code: string; message: string }[];
}
