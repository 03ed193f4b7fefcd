using System.Net.Http.Headers;
using System.Text.Json;

namespace Tieline.Webex.Http;

/// <summary>One request, kept so that it can be made twice (once more after a refresh).</summary>
/// <param name="Operation">Group and method, such as <c>Calls.Dial</c>: the name of its trace.</param>
/// <param name="Method">GET, POST, PUT or DELETE.</param>
/// <param name="Address">Relative to the API's base, or whole when it is a next page.</param>
/// <param name="Body">An object that becomes JSON; null for none.</param>
internal sealed record WebexRequest(string Operation, HttpMethod Method, string Address, object? Body = null)
{
    /// <summary>Whether a lost answer leaves open what happened.</summary>
    public bool Changes => Method != HttpMethod.Get && Method != HttpMethod.Head;

    public HttpRequestMessage ToMessage(Uri apiBase, string token)
    {
        var message = new HttpRequestMessage(Method, WholeAddress(apiBase));
        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (Uri.Compare(message.RequestUri, apiBase, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0)
        {
            message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        if (Body is not null)
        {
            message.Content = new WatchedContent(JsonSerializer.SerializeToUtf8Bytes(Body, Body.GetType(), WebexJson.Options), "application/json");
        }

        return message;
    }

    private Uri WholeAddress(Uri apiBase)
    {
        // Next pages are followed to the letter: they may hold parameters without value, which must not be "mended".
        var verbatim = new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true };
        return Address.Contains("://", StringComparison.Ordinal) && Uri.TryCreate(Address, verbatim, out var whole)
            ? whole
            : new Uri(apiBase, Address);
    }
}
