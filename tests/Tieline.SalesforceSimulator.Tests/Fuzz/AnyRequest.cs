using System.Text;

namespace Tieline.SalesforceSimulator.Tests.Fuzz;

/// <summary>One request as it goes over the wire, nothing of it put right on the way.</summary>
internal sealed record AnyRequest(string Method, string Path, string? Body = null, string Type = "application/json")
{
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>In place of the text.</summary>
    public byte[]? Bytes { get; init; }

    public HttpRequestMessage Message(Uri org, string token)
    {
        var address = new Uri(org.GetLeftPart(UriPartial.Authority) + Path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var message = new HttpRequestMessage(new HttpMethod(Method), address);
        if (Bytes is not null || Body is not null)
        {
            message.Content = new ByteArrayContent(Bytes ?? Encoding.UTF8.GetBytes(Body!));
            message.Content.Headers.TryAddWithoutValidation("Content-Type", Type);
        }

        foreach (var (name, value) in Headers)
            if (!message.Headers.TryAddWithoutValidation(name, value))
                message.Content?.Headers.TryAddWithoutValidation(name, value);
        if (!message.Headers.Contains("Authorization")) message.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
        return message;
    }

    private bool PrintMembers(StringBuilder text)
    {
        text.Append($"{Method} {Path} {Type} {string.Join("; ", Headers)} {(Body is { Length: > 3000 } ? Body[..3000] + "..." : Body)}");
        return true;
    }
}
