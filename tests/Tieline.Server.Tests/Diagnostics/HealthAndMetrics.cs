using System.Net;
using Tieline.Server.Storage;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Diagnostics;

public sealed class HealthAndMetrics : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tieline-health-").FullName;
    private readonly TestLog _log = new();
    private WebApplication _app = null!;
    private HttpClient _http = null!;

    public async ValueTask InitializeAsync()
    {
        _app = ServerSetup.Create([], builder =>
        {
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Tieline:Url"] = "http://127.0.0.1:0", ["Tieline:DataFolder"] = _folder, ["Tieline:MetricsKey"] = "scraper",
            });
            builder.Logging.ClearProviders();
            builder.Logging.AddProvider(_log);
        });
        await _app.StartAsync();
        _http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new Uri(_app.Urls.First()) };
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_started_server_is_ready_and_names_its_parts()
    {
        var answer = await _http.GetStringAsync("/health/ready", TestContext.Current.CancellationToken);

        Assert.Contains("\"storage\":\"Healthy: SQLite answers.\"", answer, StringComparison.Ordinal);
        Assert.Contains("\"silo\":\"Healthy: One of 1 servers.\"", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_whose_writer_has_stopped_is_alive_but_not_ready()
    {
        await _app.Services.GetRequiredService<GroupCommitWriter>().StopAsync();

        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/health/live"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync("/health/ready"));
    }

    [Fact]
    public async Task Metrics_tell_of_refused_webhooks()
    {
        using var body = new StringContent("{}");
        await _http.PostAsync("/hooks/webex/unknown", body, TestContext.Current.CancellationToken);

        var metrics = await _http.GetStringAsync("/metrics", TestContext.Current.CancellationToken);

        Assert.Matches("""tieline_intake_requests_total\{[^}]*outcome="unknown_key"[^}]*\}""", metrics);
    }

    [Theory]
    [InlineData(null, HttpStatusCode.NotFound)]
    [InlineData("Bearer wrong", HttpStatusCode.NotFound)]
    [InlineData("Bearer scraper", HttpStatusCode.OK)]
    public async Task Metrics_are_kept_from_requests_that_come_from_elsewhere_without_the_key(string? authorization, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.Add("X-Forwarded-For", "203.0.113.7");
        request.Headers.TryAddWithoutValidation("Authorization", authorization);

        using var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task Behind_a_proxy_this_machine_is_trusted_no_more_than_others()
    {
        var folder = Directory.CreateTempSubdirectory("tieline-proxied-").FullName;
        await using var proxied = ServerSetup.Create([], builder =>
        {
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Tieline:Url"] = "http://127.0.0.1:0", ["Tieline:PublicAddress"] = "https://tieline.example", ["Tieline:DataFolder"] = folder,
            });
            builder.Logging.ClearProviders();
        });
        await proxied.StartAsync(TestContext.Current.CancellationToken);
        using var http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new Uri(proxied.Urls.First()) };
        using var answer = await http.GetAsync("/metrics", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        await proxied.StopAsync(TestContext.Current.CancellationToken);
        Directory.Delete(folder, recursive: true);
    }

    private async Task<HttpStatusCode> StatusAsync(string path)
    {
        using var answer = await _http.GetAsync(path, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
