using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using System.Web;
using Microsoft.Extensions.Http;

namespace Tieline.Server.Tests.Connections;

/// <summary>Listens to what the server says to both clouds and hears from them, and keeps each secret of it: also those that live for a moment only, and those of before a renewal.</summary>
internal sealed partial class SentSecrets
{
    private static readonly string[] Fields = ["code", "code_verifier", "refresh_token", "client_secret", "assertion", "token", "state"];

    /// <summary>By the name under which each was said.</summary>
    public ConcurrentDictionary<string, ConcurrentBag<string>> ByName { get; } = new();

    public IEnumerable<string> All => ByName.Values.SelectMany(secrets => secrets).Distinct();

    public void ListenIn(IServiceCollection services) => services.ConfigureAll<HttpClientFactoryOptions>(
        options => options.HttpMessageHandlerBuilderActions.Add(builder => builder.AdditionalHandlers.Add(new Ear(this))));

    // What is too short would be found by chance.
    public void Add(string name, string? secret)
    {
        if (secret is { Length: >= 20 })
        {
            ByName.GetOrAdd(name, _ => []).Add(secret);
        }
    }

    private void AddText(string text)
    {
        var form = HttpUtility.ParseQueryString(text);
        foreach (var field in Fields)
        {
            Add(field, form[field]);
        }

        foreach (Match told in Json().Matches(text))
        {
            Add(told.Groups["name"].Value, told.Groups["value"].Value);
        }
    }

    [GeneratedRegex("\"(?<name>access_token|refresh_token|id_token|secret)\"\\s*:\\s*\"(?<value>[^\"]+)\"")]
    private static partial Regex Json();

    private sealed class Ear(SentSecrets sent) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            sent.Add("bearer", request.Headers.Authorization?.Parameter);
            sent.AddText(request.RequestUri!.Query);
            if (request.Content is { } content)
            {
                using var copy = new MemoryStream();
                await content.CopyToAsync(copy, cancellationToken);
                sent.AddText(System.Text.Encoding.UTF8.GetString(copy.ToArray()));
            }

            var answer = await base.SendAsync(request, cancellationToken);
            if (request.RequestUri.AbsolutePath.EndsWith("token", StringComparison.Ordinal))
            {
                await answer.Content.LoadIntoBufferAsync(cancellationToken);
                sent.AddText(await answer.Content.ReadAsStringAsync(cancellationToken));
            }

            return answer;
        }
    }
}
