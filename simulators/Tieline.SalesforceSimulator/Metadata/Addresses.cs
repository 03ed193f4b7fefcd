using System.Xml.Linq;

namespace Tieline.SalesforceSimulator.Metadata;

/// <summary>The forms of addresses that set-up takes.</summary>
internal static class Addresses
{
    /// <summary>An http or https address, a star for the first part of the host allowed, as a trusted URL is written.</summary>
    internal static void Origin(XElement element)
    {
        if (Plain(element.Value.Trim().Replace("://*.", "://any.", StringComparison.Ordinal)) is null) throw ComponentProblem.At(element, $"Enter a valid URL: {element.Value.Trim()}");
    }

    internal static void Absolute(XElement element)
    {
        if (Plain(element.Value.Trim()) is null) throw ComponentProblem.At(element, $"Enter a valid URL: {element.Value.Trim()}");
    }

    /// <summary>An origin that may call: https, and http for this machine only.</summary>
    internal static void Pattern(XElement element)
    {
        var address = Plain(element.Value.Trim().Replace("://*.", "://any.", StringComparison.Ordinal));
        if (address is null || address.AbsolutePath != "/" || (address.Scheme == "http" && !address.IsLoopback)) throw ComponentProblem.At(element, $"Enter a valid origin URL pattern: {element.Value.Trim()}");
    }

    // Spaces, quotes and semicolons would change the policy that the address is written into.
    internal static Uri? Plain(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && !text.Any(c => c is ' ' or ';' or ',' or '"' or '\'' or '\\' || char.IsControl(c)) ? address : null;
}
