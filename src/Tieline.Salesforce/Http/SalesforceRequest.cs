using System.Net.Http.Headers;
using System.Text.Json;

namespace Tieline.Salesforce.Http;

/// <summary>One request, kept so that it can be made twice (once more after a refresh).</summary>
/// <param name="Operation">Group and method, such as <c>Records.Create</c>: the name of its trace.</param>
/// <param name="Method">GET, POST, PATCH or DELETE.</param>
/// <param name="Address">Relative to the versioned base; or from the host's root (begins with a slash), to the letter, as next pages are.</param>
/// <param name="Body">An object that becomes JSON; null for none.</param>
internal sealed record SalesforceRequest(string Operation, HttpMethod Method, string Address, object? Body = null)
{
    /// <summary>Whether a lost answer leaves open what happened. Reading by POST (search, retrieve) is no change.</summary>
    public bool Changes { get; init; } = Method != HttpMethod.Get && Method != HttpMethod.Head;

    /// <summary>Headers beside the usual ones; null values are left out.</summary>
    public IReadOnlyList<KeyValuePair<string, string?>> Headers { get; init; } = [];

    public HttpRequestMessage ToMessage(SalesforceOptions options, string token)
    {
        var address = WholeAddress(options);
        var message = new HttpRequestMessage(Method, address);
        if (Uri.Compare(address, options.InstanceUrl, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0)
        {
            message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        message.Headers.TryAddWithoutValidation("Sforce-Call-Options", "client=" + options.ClientName);
        foreach (var (name, value) in Headers)
        {
            if (value is not null)
            {
                message.Headers.TryAddWithoutValidation(name, value);
            }
        }

        if (Body is not null)
        {
            message.Content = new WatchedContent(JsonSerializer.SerializeToUtf8Bytes(Body, Body.GetType(), SalesforceJson.Options), "application/json");
        }

        message.Options.Set(ChangesKey, Changes);
        return message;
    }

    internal static HttpRequestOptionsKey<bool> ChangesKey { get; } = new("Tieline.Changes");

    private Uri WholeAddress(SalesforceOptions options)
    {
        var verbatim = new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true };
        if (Address.Contains("://", StringComparison.Ordinal) && Uri.TryCreate(Address, verbatim, out var whole))
        {
            return whole;
        }

        return Address.StartsWith('/')
            ? new Uri(options.InstanceUrl.GetLeftPart(UriPartial.Authority) + Address, verbatim)
            : new Uri(options.DataBase, Address);
    }
}
