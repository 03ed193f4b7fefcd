using System.Net.Http.Headers;
using System.Text;
using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.Schema;

/// <summary>One request of the walk, in parts, so that each can be spoilt alone.</summary>
/// <param name="Path">The values of the parameters in the operation's path.</param>
public sealed record WalkRequest(string Operation, IReadOnlyDictionary<string, string> Path, string Query, string? Body)
{
    public string? ContentType { get; init; } = "application/json;charset=UTF-8";

    public bool IsForm => ContentType?.StartsWith("multipart/", StringComparison.Ordinal) == true;

    public async Task<Answer> SendAsync(Simulation simulation, string who)
    {
        var (method, path) = (Operation.Split(' ')[0].ToUpperInvariant(), Operation.Split(' ')[1]);
        path = Path.Aggregate(path, (there, pair) => there.Replace($"{{{pair.Key}}}", pair.Value, StringComparison.Ordinal));
        using var request = new HttpRequestMessage(new HttpMethod(method), $"/v1{path}?{Query}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", simulation.Token(who));
        request.Content = Body is null ? null : new ByteArrayContent(Encoding.UTF8.GetBytes(Body));
        request.Content?.Headers.TryAddWithoutValidation("Content-Type", ContentType is null ? [] : [ContentType]);
        using var answer = await simulation.Http.SendAsync(request);
        return new Answer((int)answer.StatusCode, answer.Headers, await answer.Content.ReadAsStringAsync());
    }
}
