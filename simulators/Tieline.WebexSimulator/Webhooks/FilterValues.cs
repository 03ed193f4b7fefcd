using Tieline.WebexSimulator.Cloud;

namespace Tieline.WebexSimulator.Webhooks;

/// <summary>Whether a happening has the value that a webhook's filter asks for.</summary>
internal static class FilterValues
{
    /// <summary>A comma joins values of which one must hold; <c>me</c> is the webhook's maker.</summary>
    public static bool Hold(IReadOnlyDictionary<string, string[]> values, string name, string wanted, string me) =>
        values.TryGetValue(name, out var there)
        && wanted.Split(',').Select(want => want == "me" ? me : want).Any(want => there.Any(value => Same(value, want)));

    /// <summary>Identifiers are the same however they are written.</summary>
    public static bool Same(string value, string wanted) =>
        string.Equals(value, wanted, StringComparison.OrdinalIgnoreCase) || (HydraId.Name(wanted) is { } name && name == HydraId.Name(value));
}
