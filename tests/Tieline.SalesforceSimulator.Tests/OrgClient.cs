using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Tests;

/// <summary>An answer with its body read.</summary>
public sealed record OrgAnswer(int Status, JsonNode? Body, string Text, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders)
{
    /// <summary>The first error's code.</summary>
    public string Code => (string)(Body as JsonArray ?? throw new InvalidOperationException($"{Status} {Text}"))[0]!["errorCode"]!;

    public string Message => (string)Body!.AsArray()[0]!["message"]!;

    public string[] ErrorFields => [.. Body!.AsArray()[0]!["fields"]!.AsArray().Select(f => (string)f!)];

    public string Id => (string)Body!["id"]!;

    public JsonArray Records => Body!["records"]!.AsArray();

    public OrgAnswer Is(int status)
    {
        Assert.True(Status == status, $"expected {status}, got {Status}: {Text}");
        return this;
    }

    public OrgAnswer Refused(string code, int status = 400)
    {
        Is(status);
        Assert.Equal(code, Code);
        return this;
    }
}

/// <summary>Speaks to the REST API as one user.</summary>
public sealed class OrgClient(HttpClient http, string token, string userId)
{
    public string Token { get; } = token;
    public string UserId { get; } = userId;

    public Task<OrgAnswer> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync("GET", path, null, headers);

    public Task<OrgAnswer> QueryAsync(string soql, params (string Name, string Value)[] headers) => GetAsync("query?q=" + Uri.EscapeDataString(soql), headers);

    public Task<OrgAnswer> SearchAsync(string sosl) => GetAsync("search?q=" + Uri.EscapeDataString(sosl));

    public Task<OrgAnswer> CreateAsync(string objectName, object fields) => SendAsync("POST", "sobjects/" + objectName, Node(fields));

    public async Task<string> NewIdAsync(string objectName, object fields) => (await CreateAsync(objectName, fields)).Is(201).Id;

    public Task<OrgAnswer> UpdateAsync(string objectName, string id, object fields) => SendAsync("PATCH", $"sobjects/{objectName}/{id}", Node(fields));

    public Task<OrgAnswer> DeleteAsync(string objectName, string id) => SendAsync("DELETE", $"sobjects/{objectName}/{id}", null);

    public async Task<JsonNode> RowAsync(string objectName, string id) => (await GetAsync($"sobjects/{objectName}/{id}")).Is(200).Body!;

    public Task<OrgAnswer> SendAsync(string method, string path, JsonNode? body, params (string Name, string Value)[] headers) =>
        SendContentAsync(method, path, body is null ? null : TestOrg.Json(body), headers);

    public async Task<OrgAnswer> SendContentAsync(string method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path.StartsWith('/') ? http.BaseAddress!.GetLeftPart(UriPartial.Authority) + path : "/services/data/v66.0/" + path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        request.Content = content;
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var json = response.Content.Headers.ContentType?.MediaType == "application/json" && text.Length > 0 ? JsonNode.Parse(text) : null;
        return new OrgAnswer((int)response.StatusCode, json, text, response.Headers, response.Content.Headers);
    }

    private static JsonNode Node(object fields) => fields as JsonNode ?? System.Text.Json.JsonSerializer.SerializeToNode(fields)!;
}
