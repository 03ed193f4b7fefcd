using System.Buffers;
using System.Text.Json;

namespace Tieline.Server.Intake;

/// <summary>The little that the door itself reads of a webhook body.</summary>
/// <param name="Resource">For example <c>telephony_calls</c>; null when absent.</param>
/// <param name="CallSessionId">Of <c>data</c>; null when absent or not usable as a key.</param>
/// <param name="EventTimestamp">Of <c>data</c>; null when absent.</param>
internal readonly record struct WebhookBody(string? Resource, string? CallSessionId, DateTimeOffset? EventTimestamp)
{
    internal const int Limit = 256 * 1024;
    private const int LongestKey = 200;

    /// <summary>Reads the whole body; null when it is larger than <see cref="Limit"/>.</summary>
    public static async ValueTask<byte[]?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > Limit)
        {
            return null;
        }

        var reader = request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(cancellationToken);
            var isTooLarge = read.Buffer.Length > Limit;
            if (isTooLarge || read.IsCompleted)
            {
                var body = isTooLarge ? null : read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return body;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>False: the bytes are no JSON object.</summary>
    public static bool TryParse(ReadOnlySpan<byte> json, out WebhookBody body)
    {
        body = default;
        var reader = new Utf8JsonReader(json);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
            {
                body = ReadProperty(ref reader, body);
            }

            return !reader.Read();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static WebhookBody ReadProperty(ref Utf8JsonReader reader, WebhookBody body)
    {
        var isResource = reader.ValueTextEquals("resource"u8);
        var isData = reader.ValueTextEquals("data"u8);
        reader.Read();
        if (isResource && reader.TokenType == JsonTokenType.String)
        {
            return body with { Resource = reader.ValueTextEquals("telephony_calls"u8) ? "telephony_calls" : reader.GetString() };
        }

        if (isData && reader.TokenType == JsonTokenType.StartObject)
        {
            return ReadData(ref reader, body);
        }

        reader.Skip();
        return body;
    }

    private static WebhookBody ReadData(ref Utf8JsonReader reader, WebhookBody body)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var isSession = reader.ValueTextEquals("callSessionId"u8);
            var isTimestamp = reader.ValueTextEquals("eventTimestamp"u8);
            reader.Read();
            if (isSession && reader.TokenType == JsonTokenType.String && reader.GetString() is { Length: > 0 and <= LongestKey } session)
            {
                body = body with { CallSessionId = session };
            }
            else if (isTimestamp && reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out var time))
            {
                body = body with { EventTimestamp = time };
            }
            else
            {
                reader.Skip();
            }
        }

        return body;
    }
}
