using System.Buffers.Text;
using System.Text;

namespace Tieline.Server.Connections;

/// <summary>Webex spells an id as base64 of <c>ciscospark://us/PEOPLE/&lt;uuid&gt;</c>, or bare; we keep the bare uuid in lower case.</summary>
internal static class WebexIds
{
    public static string BareUuid(string id)
    {
        var text = id;
        if (!Guid.TryParse(id, out _) && Base64Url.IsValid(id.TrimEnd('=').Replace('+', '-').Replace('/', '_')))
        {
            text = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(id.TrimEnd('=').Replace('+', '-').Replace('/', '_')));
        }

        return text[(text.LastIndexOf('/') + 1)..].ToLowerInvariant();
    }
}
