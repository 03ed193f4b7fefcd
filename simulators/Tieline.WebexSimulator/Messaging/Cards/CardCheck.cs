using System.Globalization;
using System.Text;
using System.Text.Json;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.Messaging.Cards;

/// <summary>What the cloud takes as a message's attachment: one Adaptive Card, not too new and not too large.</summary>
/// <remarks>https://developer.webex.com/docs/api/guides/cards</remarks>
internal static class CardCheck
{
    public const string ContentType = "application/vnd.microsoft.card.adaptive";

    public static JsonElement? Read(JsonElement[]? attachments, Switches switches)
    {
        if (attachments is null or [])
        {
            return null;
        }

        Refuse.Unless(attachments.Length == 1, "Only one attachment is allowed per message.");
        var attachment = attachments[0];
        Refuse.Unless(attachment.ValueKind == JsonValueKind.Object, "attachments must hold objects.");
        var body = new JsonBody(attachment).Only("contentType", "content");
        Refuse.Unless(body.OptionalText("contentType") == ContentType, $"contentType of an attachment must be {ContentType}.");
        var content = body.OptionalObject("content") ?? throw WebexFailure.BadRequest("content of an attachment is required.");
        Refuse.Unless(content.OptionalText("type") == "AdaptiveCard", "type of a card must be AdaptiveCard.");
        Refuse.Unless(IsSupported(content.OptionalText("version"), switches.NewestCardVersion), $"version of a card must be one from 1.0 to {switches.NewestCardVersion}.");
        Refuse.Unless(IsList(content, "body") && IsList(content, "actions"), "body and actions of a card must be lists.");
        Refuse.Unless(Encoding.UTF8.GetByteCount(attachment.GetRawText()) <= switches.CardLimitBytes,
            string.Create(CultureInfo.InvariantCulture, $"The card is larger than {switches.CardLimitBytes} bytes."));
        return attachment;
    }

    private static bool IsSupported(string? version, string newest) =>
        Version.TryParse(version, out var there) && there >= new Version(1, 0) && Version.TryParse(newest, out var most) && there <= most;

    private static bool IsList(JsonBody content, string name) => !content.Has(name) || content.Root.GetProperty(name).ValueKind == JsonValueKind.Array;
}
