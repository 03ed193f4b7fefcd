using System.Diagnostics.CodeAnalysis;

namespace Tieline.Server.CallLogging;

/// <summary>What makes a log one and the same wherever it is written: kept in the Task's <c>CallObject</c> and as the key of its delivery.</summary>
public readonly record struct CallLogKey(string CallSessionId, string PersonId)
{
    private const string Prefix = "webex:";

    public override string ToString() => $"{Prefix}{CallSessionId}:{PersonId}";

    public static bool TryParse(string text, [NotNullWhen(true)] out CallLogKey? key)
    {
        var colon = text.LastIndexOf(':');
        key = text.StartsWith(Prefix, StringComparison.Ordinal) && colon > Prefix.Length && colon < text.Length - 1
            ? new CallLogKey(text[Prefix.Length..colon], text[(colon + 1)..])
            : null;
        return key is not null;
    }
}
