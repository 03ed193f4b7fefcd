using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.Faults;

/// <summary>The headers that a fault gives its answer: whatever HTTP can carry, but for those that tell where the answer ends.</summary>
internal static class FaultHeaders
{
    private static readonly string[] Framing = ["Content-Length", "Transfer-Encoding", "Connection", "Upgrade"];

    public static Dictionary<string, string> Read(JsonBody headers)
    {
        var read = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in headers.Root.EnumerateObject().Select(field => field.Name))
        {
            if (name.Length == 0 || !name.All(letter => char.IsAsciiLetterOrDigit(letter) || "!#$%&'*+-.^_`|~".Contains(letter)) || Framing.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                throw WebexFailure.BadRequest($"headers cannot hold {name}.");
            }

            read[name] = Value(name, headers.Text(name));
        }

        return read;
    }

    public static string Value(string name, string text) =>
        text.All(letter => letter is >= ' ' and <= '~') ? text : throw WebexFailure.BadRequest($"{name} must hold printable ASCII letters.");
}
