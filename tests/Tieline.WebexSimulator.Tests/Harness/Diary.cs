using System.Net.Http.Headers;
using System.Text;

namespace Tieline.WebexSimulator.Tests.Harness;

/// <summary>Writes down whole answers, headers included, as a caller gets them who reaches the simulator as webex.example.</summary>
public sealed class Diary(Simulation simulation)
{
    public List<string> Pages { get; } = [];

    public async Task<Answer> SendAsync(string method, string path, HttpContent? content = null, string? token = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = content };
        request.Headers.Host = "webex.example";
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var answer = await simulation.Http.SendAsync(request);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        var headers = answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key != "Date").Select(header => $"{header.Key}: {string.Join(", ", header.Value)}");
        var text = Encoding.UTF8.GetString(bytes);
        Pages.Add($"{method} {path}\n{(int)answer.StatusCode}\n{string.Join('\n', headers.Order(StringComparer.Ordinal))}\n\n{text}");
        return new Answer((int)answer.StatusCode, answer.Headers, text);
    }

    public Task<Answer> JsonAsync(string method, string path, string? body = null, string? token = null) =>
        SendAsync(method, path, body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"), token);

    public Task<Answer> FormAsync(string path, params (string Name, string Value)[] fields) =>
        SendAsync("POST", path, new FormUrlEncodedContent(fields.Select(field => new KeyValuePair<string, string>(field.Name, field.Value))));

    /// <summary>What a receiver got, signatures included, in the order of each webhook.</summary>
    public void Keep(IEnumerable<Received> deliveries) => Pages.AddRange(deliveries
        .GroupBy(received => received.Path).OrderBy(group => group.Key, StringComparer.Ordinal)
        .SelectMany(group => group.Select(received => $"{received.Path} {received.Signature}\n{Encoding.UTF8.GetString(received.Body)}")));
}
