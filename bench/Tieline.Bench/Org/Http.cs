using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Tieline.Bench.Org;

/// <summary>HTTP with JSON, as the doors of the server and of the simulators speak it.</summary>
internal static class Http
{
    /// <summary>Keeps cookies, follows nothing: a sign-in goes from address to address, and we look at each.</summary>
    public static HttpClient Client(string address) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = true }) { BaseAddress = new Uri(new Uri(address).GetLeftPart(UriPartial.Authority)) };

    public static async Task<JsonNode> PostAsync(this HttpClient client, string path, JsonObject body) => await ReadAsync(await client.PostAsJsonAsync(path, body));

    public static async Task<JsonNode> ReadAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            var text = await answer.Content.ReadAsStringAsync();
            return answer.IsSuccessStatusCode
                ? text.StartsWith('{') || text.StartsWith('[') ? JsonNode.Parse(text)! : new JsonObject()
                : throw new InvalidOperationException($"{answer.RequestMessage?.RequestUri} answered {(int)answer.StatusCode}: {text}");
        }
    }

    /// <summary>Does what a person does on a cloud's consent page: chooses who they are and allows.</summary>
    public static async Task ConsentAsync(string authorizeUrl, string personField, string person)
    {
        using var browser = Client(authorizeUrl);
        var url = new Uri(authorizeUrl);
        var parameters = System.Web.HttpUtility.ParseQueryString(url.Query);
        var form = parameters.AllKeys.Where(key => key is not null && key != personField).Select(key => KeyValuePair.Create(key!, parameters[key]!))
            .Append(new(personField, person)).Append(new("decision", "allow"));
        using var allowed = await browser.PostAsync(new Uri(url.GetLeftPart(UriPartial.Path)), new FormUrlEncodedContent(form));
        var back = allowed.Headers.Location ?? throw new InvalidOperationException($"{url.Host} did not lead back: {(int)allowed.StatusCode}.");
        using var callback = await browser.GetAsync(back);
        callback.EnsureSuccessStatusCode();
    }
}
