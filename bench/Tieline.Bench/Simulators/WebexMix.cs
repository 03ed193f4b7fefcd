using System.Net.Http.Headers;
using Tieline.Bench.Org;

namespace Tieline.Bench.Simulators;

/// <summary>Who somebody is and which calls he has, by turns, as each of the seeded people who have a line.</summary>
internal sealed class WebexMix : IDisposable
{
    private readonly List<string> _tokens = [];

    private WebexMix(HttpClient client) => Client = client;

    public HttpClient Client { get; }

    public static async Task<WebexMix> StartAsync(string url)
    {
        var mix = new WebexMix(Http.Client(url));
        var found = await Http.ReadAsync(await mix.Client.GetAsync("/control/people"));
        mix._tokens.AddRange(found["people"]!.AsArray().Where(person => person!["number"] is not null).Select(person => (string?)person!["access_token"]).OfType<string>());
        return mix;
    }

    public (string Kind, HttpRequestMessage Request) Make(int number)
    {
        var isMe = number / 32 % 2 == 0;
        var request = new HttpRequestMessage(HttpMethod.Get, isMe ? "/v1/people/me" : "/v1/telephony/calls");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _tokens[number % _tokens.Count]);
        return (isMe ? "people/me" : "calls list", request);
    }

    public void Dispose() => Client.Dispose();
}
