using System.Net;
using System.Net.Http.Headers;
using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.Control;

/// <summary>The body of a request may take its time; the cloud may be another one when it is there.</summary>
public class RequestsInFlight
{
    [Fact]
    public async Task Somebody_who_is_gone_after_a_reset_changes_nothing_any_more()
    {
        await using var simulation = await Simulation.StartAsync();
        var gus = await simulation.PostAsync("/control/people", """{"email":"gus.dahl@nordlys.example","firstName":"Gus"}""");
        var body = new BodyAfter(() => simulation.PostAsync("/control/reset", "{}"), """{"title":"Plans"}"""u8.ToArray());
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(simulation, gus["access_token"]!.GetValue<string>(), "/v1/rooms", body));
        Assert.Empty((await simulation.GetAsync("/control/rooms"))["rooms"]!.AsArray());
    }

    [Fact]
    public async Task A_file_that_comes_after_its_sender_left_is_not_taken()
    {
        await using var simulation = await Simulation.StartAsync();
        var gus = await simulation.PostAsync("/control/people", """{"email":"gus.dahl@nordlys.example","firstName":"Gus"}""");
        var body = new BodyAfter(() => simulation.PostAsync("/control/reset", "{}"), """{"toPersonEmail":"ann.berg@nordlys.example","text":"hi"}"""u8.ToArray());
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(simulation, gus["access_token"]!.GetValue<string>(), "/v1/messages", body));
        Assert.Empty((await simulation.GetAsync("/control/rooms"))["rooms"]!.AsArray());
    }

    [Fact]
    public async Task A_body_too_large_is_refused_whether_or_not_it_says_how_large_it_is()
    {
        await using var simulation = await Simulation.StartAsync();
        var large = System.Text.Encoding.ASCII.GetBytes($$"""{"title":"{{new string('a', 300_000)}}"}""");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await SendAsync(simulation, simulation.Token("ann"), "/v1/rooms", new BodyAfter(() => Task.CompletedTask, large)));
        (await simulation.ApiAsync("ann", "POST", "/rooms", System.Text.Encoding.ASCII.GetString(large))).Expect(413);
    }

    private static async Task<HttpStatusCode> SendAsync(Simulation simulation, string token, string path, HttpContent body)
    {
        // The server says "continue" when it reads the body, which it does only for somebody whom it has let in.
        using var http = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromSeconds(20) });
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(simulation.Http.BaseAddress!, path)) { Content = body };
        (request.Headers.ExpectContinue, request.Headers.TransferEncodingChunked) = (true, true);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private sealed class BodyAfter : HttpContent
    {
        private readonly Func<Task> before;
        private readonly byte[] body;

        public BodyAfter(Func<Task> before, byte[] body)
        {
            (this.before, this.body) = (before, body);
            Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await before();
            await stream.WriteAsync(body);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
