using System.Text;

namespace Tieline.Server.Calls;

/// <summary>Webex spells an id as base64 of <c>ciscospark://cluster/TYPE/uuid</c>, with or without padding, or bare; we keep the bare uuid in lower case.</summary>
internal static class BareIds
{
    public static string? Of(string? id)
    {
        if (string.IsNullOrEmpty(id))
        {
            return null;
        }

        var digits = id.TrimEnd('=').Replace('-', '+').Replace('_', '/');
        var bytes = new byte[digits.Length];
        var decoded = !Guid.TryParse(id, out _) && Convert.TryFromBase64String(digits.PadRight((digits.Length + 3) / 4 * 4, '='), bytes, out var length)
            ? Encoding.UTF8.GetString(bytes, 0, length)
            : id;
        return decoded[(decoded.LastIndexOf('/') + 1)..].ToLowerInvariant();
    }
}
