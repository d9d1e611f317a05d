import { type APIMessage, ApplicationIntegrationType, InteractionContextType } from "discord-api-types/v10";
import type { SandboxServices } from "../services.js";
import { botPermissions } from "../world/bot-view.js";
import { permissionsOf } from "../world/create-world.js";
import type { Account, Channel } from "../world/entities.js";
import { toApiMember, toApiUser } from "../world/to-api-account.js";
import { toApiChannel } from "../world/to-api-channel.js";
import type { Interaction } from "./interactions.js";

interface About {
  readonly data: unknown;
  readonly message?: APIMessage;
  /** Fields that replace those of the payload. */
  readonly instead?: Readonly<Record<string, unknown>>;
}

/** Bytes of one file in an answer. */
const maxAttachmentBytes = 10 * 1024 * 1024;

/** The payload of INTERACTION_CREATE. `data` depends on the kind of interaction. */
function interactionPayload(
  services: SandboxServices,
  interaction: Interaction,
  person: Account,
  channel: Channel,
  about: About,
) {
  const world = services.world();
  const direct = channel.recipientId !== undefined;
  const isInstalled = world.userInstalls.has(person.id);
  /** Who has installed the application: the person, the server, or both. */
  const owners = {
    ...(isInstalled ? { [ApplicationIntegrationType.UserInstall]: person.id } : {}),
    ...(direct || world.botInGuild
      ? { [ApplicationIntegrationType.GuildInstall]: direct ? "0" : world.guild.id }
      : {}),
  };
  const permissions = String(permissionsOf(world, person, channel));
  return {
    version: 1,
    id: interaction.id,
    application_id: world.applicationId,
    type: interaction.type,
    token: interaction.token,
    data: about.data,
    ...(about.message ? { message: about.message } : {}),
    channel_id: channel.id,
    channel: toApiChannel(channel, world),
    app_permissions: String(botPermissions(world, services.faults, channel)),
    locale: "en-US",
    entitlements: [],
    attachment_size_limit: maxAttachmentBytes,
    ...(direct
      ? {
          user: toApiUser(person),
          context: InteractionContextType.BotDM,
          authorizing_integration_owners: owners,
        }
      : {
          member: { ...toApiMember(person), permissions },
          guild_id: world.guild.id,
          guild: { id: world.guild.id, locale: "en-US", features: [] },
          guild_locale: "en-US",
          context: InteractionContextType.Guild,
          authorizing_integration_owners: owners,
        }),
    ...about.instead,
  };
}

/** Sends the interaction; false if there is no bot to receive it, now or when it resumes. */
export function sendInteraction(
  services: SandboxServices,
  interaction: Interaction,
  person: Account,
  channel: Channel,
  about: About,
): boolean {
  const world = services.world();
  return services.gateway.dispatch({
    name: "INTERACTION_CREATE",
    data: interactionPayload(services, interaction, person, channel, about),
    ...(channel.recipientId === undefined && world.botInGuild ? { guildId: world.guild.id } : {}),
  });
}
