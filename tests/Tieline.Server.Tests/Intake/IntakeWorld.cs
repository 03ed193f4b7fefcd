using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Tieline.Server.Connections;
using Tieline.Server.Diagnostics;
using Tieline.Server.Intake;
using Tieline.Server.Storage;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Intake;

/// <summary>The whole server with one webhook of Ann's, and a router of the test's own behind the inbox.</summary>
internal sealed class IntakeWorld : IAsyncDisposable
{
    public static readonly Guid Tenant = Guid.Parse("0193a5b0-0000-7000-8000-000000000001");

    private readonly string _folder = Directory.CreateTempSubdirectory("tieline-intake-").FullName;
    private readonly string _database;
    private WebApplication? _app;
    private HttpClient? _http;

    private IntakeWorld(string database) => _database = database;

    public ManualClock Clock { get; } = new();

    public TestLog Log { get; } = new();

    public FakeRouter Router { get; } = new();

    public WebhookSubscription Webhook { get; private set; } = null!;

    public Inbox Inbox => _app!.Services.GetRequiredService<Inbox>();

    public static async Task<IntakeWorld> StartAsync(string database = "")
    {
        var world = new IntakeWorld(database);
        await world.RestartAsync();
        world.Webhook = await world._app!.Services.GetRequiredService<WebhookSubscriptions>().WantAsync(Tenant, "ann", CancellationToken.None);
        return world;
    }

    /// <summary>Starts the server, or stops it and starts it again with the same data.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        _app = ServerSetup.Create([], builder =>
        {
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Tieline:Url"] = "http://127.0.0.1:0",
                ["Tieline:DataFolder"] = _folder,
                ["Tieline:Database"] = _database,
            });
            builder.Logging.ClearProviders();
            builder.Logging.AddProvider(Log);
            builder.Services.AddSingleton<Clock>(Clock);
            builder.Services.AddSingleton<IInboxRouter>(Router);
        });
        Router.Inbox = Inbox;
        Router.Writer = _app.Services.GetRequiredService<GroupCommitWriter>();
        await _app.StartAsync();
        _http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = new Uri(_app.Urls.First()) };
    }

    public static string Body(string callSessionId = "call-1", string at = "2026-11-23T08:59:59.000Z", string more = "") =>
        $$"""{"id":"w","resource":"telephony_calls","event":"created","data":{"callSessionId":"{{callSessionId}}","eventTimestamp":"{{at}}","state":"alerting"}{{more}}}""";

    public string Sign(byte[] body) => Convert.ToHexStringLower(HMACSHA1.HashData(Encoding.UTF8.GetBytes(Webhook.Secret), body));

    public Task<HttpResponseMessage> GetAsync(string path) => _http!.GetAsync(path);

    public Task<HttpStatusCode> PostAsync(string body) => PostAsync(Encoding.UTF8.GetBytes(body));

    public async Task<HttpStatusCode> PostAsync(
        byte[] body, string? signature = "right", string? key = null, string contentType = "application/json", bool chunked = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/hooks/webex/{key ?? Webhook.WebhookKey}") { Content = new ByteArrayContent(body) };
        request.Headers.TransferEncodingChunked = chunked;
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        if (signature is not null)
        {
            request.Headers.Add("X-Spark-Signature", signature == "right" ? Sign(body) : signature);
        }

        using var answer = await _http!.SendAsync(request);
        return answer.StatusCode;
    }

    /// <summary>How many entries nobody has handled yet.</summary>
    public async Task<long> WaitingEntriesAsync() => (await _app!.Services.GetRequiredService<Database>().QueryAsync(
        "SELECT count(*) FROM inbox WHERE state = 0", [], row => row.GetInt64(0), CancellationToken.None)).Single();

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task StopAsync()
    {
        _http?.Dispose();
        if (_app is { } app)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }
    }
}

/// <summary>Handles what waits as told, and notices when one key is handled twice at once.</summary>
internal sealed class FakeRouter : IInboxRouter
{
    private readonly ConcurrentDictionary<InboxKey, int> _underWay = new();

    public Inbox Inbox { get; set; } = null!;

    public GroupCommitWriter Writer { get; set; } = null!;

    /// <summary>Called before the entries of a key are marked done.</summary>
    public Func<InboxKey, Task> Handle { get; set; } = _ => Task.CompletedTask;

    /// <summary>Called with the entries themselves before they are marked done.</summary>
    public Action<IReadOnlyList<InboxEntry>> Read { get; set; } = _ => { };

    public ConcurrentQueue<InboxEntry> Handled { get; } = new();

    public bool HandledOneKeyTwiceAtOnce { get; private set; }

    public async Task HandleAsync(InboxKey key, IReadOnlyList<Guid> entryIds, CancellationToken cancellationToken)
    {
        HandledOneKeyTwiceAtOnce |= _underWay.AddOrUpdate(key, 1, (_, count) => count + 1) > 1;
        try
        {
            await Handle(key);
            var waiting = await Inbox.WaitingAsync(key, entryIds, cancellationToken);
            Read(waiting);
            await Writer.CommitAsync([.. waiting.Select(entry => Inbox.Done(entry.Id))], cancellationToken);
            foreach (var entry in waiting)
            {
                Handled.Enqueue(entry);
            }
        }
        finally
        {
            _underWay.AddOrUpdate(key, 0, (_, count) => count - 1);
        }
    }
}
