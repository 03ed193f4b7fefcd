using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tieline.Server.CommandLine;

/// <summary>The admin doors of a running server, asked by a command. The key goes nowhere else: redirects are not followed.</summary>
internal sealed class AdminClient : IDisposable
{
    private readonly HttpClient _http;
    private string _tenantId = "";

    public AdminClient(Uri server, string adminKey)
    {
        if (server.Scheme != Uri.UriSchemeHttps && !server.IsLoopback)
        {
            throw new CommandException($"The admin key would go to {server.Host} in clear. Use the https address.");
        }

        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = !server.IsLoopback }) { BaseAddress = server, Timeout = TimeSpan.FromMinutes(2) };
        try
        {
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", adminKey);
        }
        catch (FormatException)
        {
            throw new CommandException("The admin key holds what no key holds, such as a line break.");
        }
    }

    public void Dispose() => _http.Dispose();

    /// <exception cref="CommandException">There is none of this name, or several to choose from.</exception>
    public async Task ChooseTenantAsync(string? wanted, CancellationToken cancellationToken)
    {
        var answer = (await SendAsync(HttpMethod.Get, "admin/api/tenants", null, cancellationToken)).Json();
        var tenants = (answer["tenants"] as JsonArray ?? []).Select(one => (Id: (string?)one!["tenantId"] ?? "", Name: (string?)one["name"] ?? "")).ToList();
        var found = wanted is null ? tenants : [.. tenants.Where(one => one.Id.Equals(wanted, StringComparison.OrdinalIgnoreCase) || one.Name.Equals(wanted, StringComparison.OrdinalIgnoreCase))];
        _tenantId = found switch
        {
            [var one] => one.Id,
            [] when tenants.Count == 0 => throw new CommandException("This server has no tenant yet. Connect one first: /admin of the server."),
            [] => throw new CommandException($"There is no tenant \"{wanted}\". There are {Named(tenants)}."),
            _ => throw new CommandException($"Say which tenant with --tenant: {Named(found)}."),
        };
    }

    /// <summary>A request to a door of the tenant.</summary>
    /// <exception cref="CommandException">The server does not answer, or refuses the key.</exception>
    public Task<AdminAnswer> AskAsync(HttpMethod method, string door, string? body, CancellationToken cancellationToken) =>
        SendAsync(method, $"admin/api/tenants/{_tenantId}/{door}", body, cancellationToken);

    private async Task<AdminAnswer> SendAsync(HttpMethod method, string path, string? body, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/yaml") };
            using var answer = await _http.SendAsync(request, cancellationToken);
            var text = await answer.Content.ReadAsStringAsync(cancellationToken);
            return answer.StatusCode switch
            {
                HttpStatusCode.Unauthorized => throw new CommandException($"{_http.BaseAddress} does not take this admin key."),
                >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => throw new CommandException($"{_http.BaseAddress} sends elsewhere ({(int)answer.StatusCode}). Give the server's own address with --server."),
                _ => new AdminAnswer(answer.StatusCode, text),
            };
        }
        catch (HttpRequestException problem)
        {
            throw new CommandException($"{_http.BaseAddress} does not answer: {problem.Message}");
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CommandException($"{_http.BaseAddress} did not answer within {_http.Timeout.TotalMinutes} minutes.");
        }
    }

    private static string Named(IEnumerable<(string Id, string Name)> tenants) => string.Join(", ", tenants.Select(one => $"{one.Name} ({one.Id})"));
}

/// <summary>What a door answered.</summary>
internal sealed record AdminAnswer(HttpStatusCode Status, string Text)
{
    public bool IsGood => (int)Status is >= 200 and < 300;

    /// <exception cref="CommandException">It is no JSON, or a refusal.</exception>
    public JsonNode Json()
    {
        if (!IsGood)
        {
            throw new CommandException(Problem());
        }

        try
        {
            return JsonNode.Parse(Text) ?? throw new CommandException("The server's answer is empty.");
        }
        catch (JsonException)
        {
            throw new CommandException("What answers there is no Tieline server.");
        }
    }

    /// <summary>A refusal in its own words, with a line for each thing that it names.</summary>
    public string Problem()
    {
        try
        {
            var problem = JsonNode.Parse(Text) as JsonObject;
            var lines = (problem?["problems"] as JsonArray ?? []).Select(one => $"  line {one!["line"]}, column {one["column"]}: {one["sentence"]}");
            return string.Join(Environment.NewLine, [.. new[] { $"{problem?["title"]} {problem?["detail"]}".Trim() }.Where(line => line.Length > 0).DefaultIfEmpty($"The server answered {(int)Status}."), .. lines]);
        }
        catch (Exception unread) when (unread is JsonException or InvalidOperationException)
        {
            return Status == HttpStatusCode.NotFound ? "This server has no such door (404): is it of this version?" : $"The server answered {(int)Status}.";
        }
    }
}
